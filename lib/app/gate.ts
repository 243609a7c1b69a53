import { samplesForQuantile } from '../contract/objective.ts';
import { differencesOf } from '../judge/compare/comparability.ts';
import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { compareRuns } from '../judge/compare/compare-runs.ts';
import { judgeGate } from '../judge/verdict/gate-verdict.ts';
import type { Comparison, ComparisonVerdict } from '../model/comparison.ts';
import { HarnessError, TargetError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Looks, looksOf, termsAt } from '../steppers/looks.ts';
import { gatePairs, type PairedSets, setsOf } from '../steppers/pairs.ts';
import { gateVerdict, type RunPair } from '../steppers/sequential-test.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { chooseCalibration, noiseWarnings } from './find-calibration.ts';
import { candidateName, type GateBase } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import type { Progress } from './progress.ts';
import { type PairsRequest, runPairs } from './run-pairs.ts';

export interface GateRequest extends PairsRequest {
  readonly base: GateBase;
  readonly terms: ComparisonTerms;
  readonly isStrict: boolean;
  readonly calibrationsDir: string;
  /** A pair was made; with a verdict if the gate evaluated its pairs. */
  readonly onPair: (pairs: readonly RunPair[], verdict: ComparisonVerdict | undefined) => void;
}

export interface GateEnd {
  readonly folder: ExperimentFolder;
  /** Undefined where the candidate failed before there was a pair. */
  readonly comparison: Comparison | undefined;
  readonly verdict: Verdict;
}

/** Without a matching calibration. */
const defaultPairs = 12;

/** Is the candidate worse than the base? Alternates runs of both until the answer is clear or the budget runs out. */
export async function performGate(request: GateRequest): Promise<GateEnd> {
  const { run, base, terms, progress, budgetMs, command } = request;
  // Mistakes in the request are reported before anything is built.
  const { plan } = await planRun(run, command);
  const { calibration, missing } = chooseCalibration(request.calibrationsDir, plan, terms);
  const pairs = request.pairs ?? calibration?.recommendedPairs ?? defaultPairs;
  if (missing !== undefined) progress.warn(missing);
  warnOfFewJourneys(plan.scheduled, progress);
  const looks = looksOf(pairs, terms.alpha);
  const minutes = budgetMs / 60_000;
  progress.say(`gate: up to ${pairs} pairs of runs, evaluated after ${looks.at.join(', ')}, at most ${minutes} min`);

  const names = { base: base.name, candidate: candidateName(run, base) };
  const done = await runPairs(request, {
    kind: 'gate',
    subject: `${names.candidate} against ${names.base}`,
    ...{ plan, base },
    stepper: gatePairs(looks, terms),
    onPair: (made) => request.onPair(made, lookAt(made, looks, terms)),
  });
  const { made, stop } = done;
  if (!done.isAnswered && stop === undefined) {
    progress.say(`the budget of ${minutes} min ran out after ${done.pairs.length} of ${pairs} pairs`);
  }
  const sets = setsOf(done.pairs, names);
  if (sets === undefined && stop === undefined) throw noPair();
  if (stop !== undefined) progress.warn(`${stop.point.label}: ${stop.error.message}`);
  const comparison = sets && comparisonOf(sets, request, looks);
  const why = stop && (stop.error instanceof TargetError ? ('not-ready' as const) : ('invalid' as const));
  const verdict = judgeGate({ comparison, made, stop: why, isStrict: request.isStrict });
  if (comparison !== undefined) {
    writeJson(done.folder.comparison, comparison);
    for (const warning of noiseWarnings(calibration, comparison)) progress.warn(warning);
  }
  writeJson(done.folder.verdict, verdict);
  return { folder: done.folder, comparison, verdict };
}

/** Without a p95, a gate is WORSE or INCONCLUSIVE. */
function warnOfFewJourneys(scheduled: number | null, progress: Progress): void {
  const needed = samplesForQuantile(0.95);
  if (scheduled === null || scheduled >= needed) return;
  progress.warn(`a run of ${scheduled} journeys has no p95 to compare; make it longer: it takes ${needed}`);
}

function comparisonOf({ base, candidate }: PairedSets, { terms, isStrict }: GateRequest, looks: Looks): Comparison {
  const differences = differencesOf(base.fingerprint, candidate.fingerprint);
  const unwanted = differences.filter(({ name }) => name !== targetSettings);
  const compared = compareRuns(base, candidate, unwanted, termsAt(terms, looks, base.runs.length), isStrict);
  return { ...compared, alpha: terms.alpha };
}

/** A gate of the reference shop compares settings, so they may differ. */
const targetSettings = 'settings of the target';

const lookAt = (pairs: readonly RunPair[], looks: Looks, terms: ComparisonTerms): ComparisonVerdict | undefined =>
  looks.at.includes(pairs.length) ? gateVerdict(pairs, looks, terms) : undefined;

const noPair = (): HarnessError =>
  new HarnessError('no pair of runs was made', exitCodes.noData, { hint: 'allow more time: --budget 1h' });
