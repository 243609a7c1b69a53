import type { ComparedRun, Comparison } from '../../model/comparison.ts';
import { type GateRuns, type HardFailure, hardFailureSchema, type Verdict } from '../../model/verdict.ts';
import { exitCodeOf } from './exit-code.ts';

type Side = 'base' | 'candidate';

/** A run of a gate, and how it ended. */
export interface GateRun {
  readonly point: { readonly side: Side; readonly label: string };
  readonly run: Pick<ComparedRun, 'name' | 'validity' | 'objectives'>;
  readonly failures: readonly HardFailure[];
  readonly invalidBecause: readonly string[];
  readonly isEvidence: boolean;
}

interface GateEvidence {
  /** Undefined without a pair. */
  readonly comparison: Comparison | undefined;
  /** All runs, also those that were repeated: what a target did in one of them is not forgotten. */
  readonly made: readonly GateRun[];
  /** The candidate never came up, or too many runs could not be measured. */
  readonly stop: 'not-ready' | 'invalid' | undefined;
  readonly isStrict: boolean;
}

/**
 * The verdict of a gate: the comparison, and the objectives of the candidate over its runs. A hard failure in any run
 * of the candidate fails the gate. An objective of a latency that was missed in half of the runs or more is missed; in
 * fewer, it is as likely the machine, and warns.
 */
export function judgeGate({ comparison, made, stop, isStrict }: GateEvidence): Verdict {
  const gate = gateRunsOf(made, stop);
  const candidate = made.filter(({ point, isEvidence }) => point.side === 'candidate' && isEvidence);
  const isFailureCertain = gate.failures.some((failure) => failure.candidate > 0);
  const validity = validityOf(candidate, stop);
  const objectives = isFailureCertain ? 'FAIL' : objectivesOf(candidate.map(({ run }) => run.objectives));
  const baseline = comparison?.verdict ?? 'INCONCLUSIVE';
  const exitCode = exitCodeOf({ validity, objectives, baseline }, 'completed', { isFailureCertain, isStrict });
  return { schemaVersion: 2, validity, objectives, baseline, exitCode, gate };
}

function validityOf(candidate: readonly GateRun[], stop: GateEvidence['stop']): Verdict['validity'] {
  if (stop === 'invalid') return 'INVALID';
  return candidate.some(({ run }) => run.validity !== 'VALID') ? 'SUSPECT' : 'VALID';
}

function gateRunsOf(made: readonly GateRun[], stop: GateEvidence['stop']): GateRuns {
  const count = (isCounted: (run: GateRun) => boolean) => {
    const of = (side: Side) => made.filter((run) => run.point.side === side && isCounted(run)).length;
    return { base: of('base'), candidate: of('candidate') };
  };
  const failures = hardFailureSchema.options.map((kind) => {
    const { base, candidate } = count((run) => run.failures.includes(kind));
    return { kind, base, candidate: candidate + (kind === stop ? 1 : 0) };
  });
  return {
    runs: count(() => true),
    failures: failures.filter(({ base, candidate }) => base + candidate > 0),
    missed: count(({ run, isEvidence }) => isEvidence && run.objectives === 'FAIL'),
    repeated: made
      .filter(({ isEvidence }) => !isEvidence)
      .map(({ point, run, invalidBecause }) => ({ name: run.name, label: point.label, because: invalidBecause })),
  };
}

function objectivesOf(candidate: readonly ComparedRun['objectives'][]): Verdict['objectives'] {
  const share = (status: ComparedRun['objectives']) =>
    candidate.filter((objectives) => objectives === status).length / candidate.length;
  if (candidate.length === 0) return 'NO_DATA';
  if (share('FAIL') >= 0.5) return 'FAIL';
  if (share('NO_DATA') > 0) return 'NO_DATA';
  return share('FAIL') > 0 || share('WARN') > 0 ? 'WARN' : 'PASS';
}
