import type { Confirmation, Prediction } from '../model/confirmation.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { pairedInterval } from '../stats/paired.ts';
import type { ExperimentPoint, PointRun, Stepper } from './stepper.ts';

/** The stretch of a load over which runs are compared, from its start on. */
export interface Stretch {
  readonly startMs: number;
  readonly durationMs: number;
}

/** A run of the target as it is, or with the change. */
export interface ConfirmationPoint extends ExperimentPoint {
  /** undefined: as it is. */
  readonly change: Prediction['change'] | undefined;
  /** Where goodput is counted; undefined for the first run, which says where. */
  readonly stretches: readonly Stretch[] | undefined;
}

export interface ConfirmationRun extends PointRun<ConfirmationPoint> {
  readonly diagnosis: Diagnosis | undefined;
  readonly prediction: Prediction | undefined;
  /** Where it was under stress. */
  readonly stretches: readonly Stretch[];
  readonly goodputRps: number | null;
  readonly p95Ms: number | null;
}

export interface ConfirmationGoal {
  /** Undefined: the first run is only diagnosed. */
  readonly wantedPairs: number | undefined;
}

const confidence = 0.9;
/** Counts of a few hundred journeys agree no better. */
const minSd = 0.02;
/** A gain that is held back by the load shows nothing. */
const minGain = 1.1;

const isTestable = (prediction: Prediction | null | undefined): prediction is Prediction =>
  prediction != null && (prediction.nextLimit !== 'offered-load' || prediction.factor >= minGain);

const hasDied = ({ failures }: Pick<ConfirmationRun, 'failures'>): boolean => failures.includes('target-died');

/** The first run names the limit and the change; then both take turns, so that drift over time falls on both alike. */
export function confirmationStepper({ wantedPairs }: ConfirmationGoal): Stepper<ConfirmationRun, Confirmation> {
  const goal = { wantedPairs };
  return {
    next: (history) => {
      const [first] = history;
      if (first === undefined) return { run: pointOf(0, undefined, undefined) };
      const { prediction, stretches } = first;
      const group = Math.floor(history.length / 2);
      if (hasDied(first) || !isTestable(prediction) || wantedPairs === undefined || group >= wantedPairs) {
        return { done: confirmationOf(goal, history) };
      }
      const isSecond = history.length % 2 === 1;
      const isChanged = isSecond !== (group % 2 === 1);
      return { run: pointOf(group, isChanged ? prediction.change : undefined, stretches) };
    },
  };
}

const pointOf = (
  group: number,
  change: ConfirmationPoint['change'],
  stretches: ConfirmationPoint['stretches'],
): ConfirmationPoint => ({
  label: `pair ${group + 1}, ${change === undefined ? 'as it is' : `${change.name}=${change.to}`}`,
  ...{ group, change, stretches },
});

/** What the runs so far come to: pairs are compared by the logarithm of their goodput. */
export function confirmationOf(
  { wantedPairs = 0 }: ConfirmationGoal,
  history: readonly ConfirmationRun[],
): Confirmation {
  const [first] = history;
  const prediction = first?.prediction ?? null;
  const runs = history.map(({ point, run, goodputRps, p95Ms, diagnosis, failures }) => ({
    ...{ name: run.name, isChanged: point.change !== undefined, goodputRps, p95Ms },
    ...{ limit: diagnosis === undefined ? null : { id: diagnosis.verdict, values: diagnosis.values }, failures },
  }));
  const measured = measuredOf(runs);
  const confirmation = { schemaVersion: 1 as const, prediction, wantedPairs, runs, measured };
  // What a load without a target reads is no limit of it.
  if (first !== undefined && hasDied(first)) return { ...confirmation, diagnosis: null, outcome: 'target-died' };
  const diagnosis = first?.diagnosis;
  const outcome = outcomeOf(diagnosis, prediction, wantedPairs, runs, measured);
  return { ...confirmation, diagnosis: diagnosis ?? null, outcome };
}

function measuredOf(runs: Confirmation['runs']): Confirmation['measured'] {
  const pairs = Array.from({ length: Math.floor(runs.length / 2) }, (_, at) => runs.slice(2 * at, 2 * at + 2));
  const logs = pairs.flatMap((pair) => {
    const of = (isChanged: boolean) => pair.find((run) => run.isChanged === isChanged)?.goodputRps ?? 0;
    return of(true) > 0 && of(false) > 0 ? [Math.log(of(true) / of(false))] : [];
  });
  if (logs.length < 2) return null;
  const { low, high } = pairedInterval(logs, confidence, minSd);
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return { factor: Math.exp(mean), low: Math.exp(low), high: Math.exp(high), confidence };
}

function outcomeOf(
  diagnosis: Diagnosis | undefined,
  prediction: Prediction | null,
  wantedPairs: number,
  runs: Confirmation['runs'],
  measured: Confirmation['measured'],
): Confirmation['outcome'] {
  if (diagnosis?.verdict === 'none') return 'nothing-limits';
  if (diagnosis === undefined || diagnosis.verdict === 'undetermined') return 'undetermined';
  if (diagnosis.verdict === 'noisy-host') return 'noisy-host';
  if (prediction === null) return 'no-change';
  if (!isTestable(prediction)) return 'no-room';
  if (wantedPairs === 0) return 'predicted';
  if (runs.some(({ isChanged, failures }) => isChanged && failures.includes('data-integrity'))) return 'failing';
  if (measured === null) return 'open';
  if (measured.high < prediction.low) return 'refuted';
  return measured.low > 1 ? 'confirmed' : 'open';
}
