import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { ObjectiveResult } from '../../model/result.ts';
import { objectiveValues } from './objective-values.ts';

/** A value this close to its limit may be on the other side in the next run. */
const narrowMargin = 0.1;

export default defineFinding({
  id: 'objective-margin',
  needs: ['objectives'],
  judge: ({ objectives: { results: objectives } }) => {
    const judged = objectives.flatMap((one) => marginOf(one) ?? []);
    if (judged.length === 0) return notApplicable('no-limits');
    const narrow = judged.filter(({ isNarrow }) => isNarrow);
    const { margin, n } = judged.reduce((least, one) => (one.margin < least.margin ? one : least));
    const evidence = [{ name: 'margin', value: margin, unit: 'ratio' as const, n, limit: narrowMargin }];
    return narrow.length === 0 ? { status: 'pass', evidence } : { status: 'note', values: { narrow }, evidence };
  },
});

/**
 * How far a value is from its limit, in parts of the limit for a latency, of the failures that it allows for a ratio.
 */
function marginOf({ objective, status, value, n, interval, isLowerBound }: ObjectiveResult) {
  // How far beyond the limit a value is that is a lower bound is not known; that it is beyond it, is.
  if (status === 'NO_DATA' || value === null || isLowerBound) return undefined;
  const limits = {
    latency: () => ('belowMs' in objective ? { limit: objective.belowMs, at: objective.belowMs } : undefined),
    'journey-latency': () => ('belowMs' in objective ? { limit: objective.belowMs, at: objective.belowMs } : undefined),
    'failed-requests': () =>
      'belowRatio' in objective ? { limit: objective.belowRatio, at: objective.belowRatio } : undefined,
    'step-success': () =>
      'aboveRatio' in objective ? { limit: objective.aboveRatio, at: 1 - objective.aboveRatio } : undefined,
    'journey-success': () =>
      'aboveRatio' in objective ? { limit: objective.aboveRatio, at: 1 - objective.aboveRatio } : undefined,
    // Statements are counted: what is exactly at its limit is so in the next run.
    'journey-cost': () => undefined,
    threshold: () => undefined,
  }[objective.kind]();
  if (limits === undefined || limits.at === 0) return undefined;
  const { limit, at } = limits;
  const margin = Math.abs(value - limit) / at;
  const hasInterval =
    interval !== null && interval.method === 'blocks' && interval.low <= limit && limit <= interval.high;
  // What too few trials without a failure show is told by zero-failures.
  const isFlawless = ('aboveRatio' in objective && value === 1) || ('belowRatio' in objective && value === 0);
  return {
    ...objectiveValues(objective),
    isMet: status === 'PASS',
    isLatency: 'belowMs' in objective,
    value,
    n,
    margin,
    hasInterval,
    low: interval?.low ?? 0,
    high: interval?.high ?? 0,
    blocks: interval?.n ?? 0,
    // An interval that does not hold the limit settles it.
    isNarrow: !isFlawless && (hasInterval || (interval?.method !== 'blocks' && margin < narrowMargin)),
  };
}
