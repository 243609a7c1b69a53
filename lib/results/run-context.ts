import type { Objective } from '../contract/objective.ts';
import { pausesBefore } from '../contract/pause.ts';
import { isPoisson } from '../contract/poisson-arrivals.ts';
import { type ArrivalRate, longestPausesMs, type RunPlan, type StagePlan } from '../model/plan.ts';
import type { Ending, LoadFacts, RunResult } from '../model/result.ts';
import type { LoadPlan } from '../plan/load-plan.ts';

/** Endings after which journeys were never due, through no fault of the target. */
const cutShort: ReadonlySet<Ending['kind']> = new Set([
  'interrupted',
  'aborted',
  'not-started',
  'engine-trouble',
  'objective-failed',
]);

export const isCutShort = (ending: Ending['kind']): boolean => cutShort.has(ending);

/** What is known of a run before its artifacts are read. */
export interface RunSubject {
  readonly origin: RunResult['run']['origin'];
  readonly runId: string | null;
  readonly scenario: string | null;
  readonly profile: string | null;
  readonly changes: readonly string[];
  readonly isList: boolean;
  /** undefined when the steps are to be found in the data. */
  readonly steps: readonly { readonly name: string; readonly check: string }[] | undefined;
  /** The longest that journeys pause before each step, and after the last, ms. */
  readonly pausesMs?: readonly number[] | undefined;
  readonly load: LoadFacts | null;
  readonly stages: readonly StagePlan[];
  /** The schedule's origin if the samples lack it, ms since the epoch. */
  readonly originMs: number | undefined;
  readonly arrival: ArrivalRate | undefined;
  /** Rows of the warm-up have a separate k6 scenario. */
  readonly hasWarmUp: boolean;
  /** undefined when the thresholds of k6 are the objectives. */
  readonly objectives: readonly Objective[] | undefined;
  /** k6 was to write no summary. */
  readonly isSamplesOnly?: boolean;
  readonly recorded: RunResult['provenance']['recorded'];
  /** Of the trace ids that its requests carried. */
  readonly tracePrefix?: string;
  readonly target: RunResult['run']['target'];
  readonly outline?: string;
  readonly note?: string;
  readonly command: string | null;
}

const pausesOf = ({ pauses, steps }: RunPlan['scenario']): number[] | undefined =>
  pauses && pausesBefore(pauses, steps.length);

const longestOf = (scenario: RunPlan['scenario']): Pick<LoadFacts, 'pausesMs'> => {
  const pausesMs = longestPausesMs(scenario);
  return pausesMs > 0 ? { pausesMs } : {};
};

/** The context of a run of caseload. */
export function subjectOfPlan(plan: RunPlan): RunSubject {
  const { virtualUsers: vus, users, target, warmUp } = plan;
  return {
    origin: 'caseload',
    runId: plan.runId,
    scenario: plan.scenario.name,
    profile: plan.profile.name,
    changes: plan.profile.changes,
    isList: plan.scenario.isList,
    steps: plan.scenario.steps,
    pausesMs: pausesOf(plan.scenario),
    load: {
      executor: plan.profile.executor,
      ...(isPoisson(plan.arrival) && { arrivals: 'poisson' }),
      scheduled: plan.scheduled,
      durationMs: plan.durationMs,
      peakRps: plan.peakRps,
      ...longestOf(plan.scenario),
      warmUp: warmUp ? { rateRps: warmUp.rateRps, durationMs: warmUp.durationMs } : null,
      virtualUsers: { count: vus.count, wanted: vus.wanted, capped: vus.capped, chosen: vus.chosen },
      requestTimeoutMs: plan.requestTimeoutMs,
      gracefulStopMs: plan.gracefulStopMs,
      fixtures: users ? { mode: users.mode, count: users.count, duplicates: users.duplicates ?? 0 } : null,
    },
    stages: plan.stages,
    originMs: undefined,
    arrival: plan.arrival,
    hasWarmUp: warmUp !== undefined,
    objectives: plan.objectives,
    ...(plan.isSamplesOnly && { isSamplesOnly: true }),
    recorded: plan.record,
    ...(plan.tracePrefix !== undefined && { tracePrefix: plan.tracePrefix }),
    target: { kind: target.kind, url: target.kind === 'url' ? target.url : null },
    ...(plan.scenario.branches && { outline: plan.scenario.branches.outline }),
    ...(plan.note !== undefined && { note: plan.note }),
    command: plan.command,
  };
}

/**
 * The context of a run that caseload did not make. With a scenario and a profile, both of this library, the plan
 * says what was scheduled; how many VUs there were and where the load went is not known.
 */
export function foreignSubject({
  scenario,
  load,
}: {
  readonly scenario: (RunPlan['scenario'] & Pick<RunPlan, 'objectives'>) | undefined;
  readonly load: LoadPlan | undefined;
}): RunSubject {
  return {
    origin: 'foreign',
    runId: null,
    scenario: scenario?.name ?? null,
    profile: load?.profile.name ?? null,
    changes: load?.profile.changes ?? [],
    // What a script of which only the files are known does after a failure, they do not say.
    isList: scenario?.isList ?? false,
    steps: scenario?.steps,
    pausesMs: scenario && pausesOf(scenario),
    load: load
      ? {
          executor: load.profile.executor,
          ...(isPoisson(load.arrival) && { arrivals: 'poisson' }),
          scheduled: load.scheduled,
          durationMs: load.durationMs,
          peakRps: load.peakRps,
          warmUp: null,
          virtualUsers: null,
          requestTimeoutMs: null,
          gracefulStopMs: null,
          fixtures: null,
        }
      : null,
    stages: load?.stages ?? [],
    originMs: undefined,
    arrival: load?.arrival,
    hasWarmUp: false,
    objectives: scenario?.objectives,
    recorded: 'samples',
    target: null,
    command: null,
  };
}
