import type { Trial } from '../model/capacity.ts';

export interface TrialFigures {
  /** Successful journeys per second; null of a trial without a second. */
  readonly succeededRps: number | null;
  /** Mean time of a journey; null where none started. */
  readonly meanMs: number | null;
}

/** Sums over a stretch of a trial's seconds, to its end. */
export const sumsFrom =
  (second: number) =>
  (counts: readonly number[] = []): number =>
    counts.slice(second).reduce((all, count) => all + count, 0);

/** Where the measured part begins, in whole seconds; a trial that ended early counts as a whole. */
export const measuredFrom = ({ settleSeconds, ending }: Trial): number => (ending === 'completed' ? settleSeconds : 0);

/** What a trial came to, over its measured part. */
export function trialFigures(trial: Trial): TrialFigures {
  const { started, succeeded, latencySumMs } = trial.seconds;
  const from = measuredFrom(trial);
  const sum = sumsFrom(from);
  const length = started.length - from;
  return {
    succeededRps: length > 0 ? sum(succeeded) / length : null,
    meanMs: sum(started) > 0 ? sum(latencySumMs) / sum(started) : null,
  };
}
