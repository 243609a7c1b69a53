import type { Objective } from '../contract/objective.ts';
import type { Accounting, Generator, Interval, RunResult } from '../model/result.ts';

/** A value, the samples behind it, and its interval where one can be had. */
export interface Measured {
  readonly value: number | null;
  /** null where the files lack it. */
  readonly n: number | null;
  readonly interval: Interval | null;
  /** Open requests and timeouts could move it up. */
  readonly isLowerBound?: boolean;
  /** The most that it could be then. */
  readonly upperBound?: number;
  /** Of a latency: the median of the same samples. */
  readonly medianMs?: number | null;
}

/** What a result takes from the samples, or where there are none from k6's summary. */
export interface Figures extends Pick<RunResult, 'accounting' | 'latency' | 'series'> {
  readonly provenance: Pick<RunResult['provenance'], 'source' | 'precision' | 'stampMs'>;
  readonly checks: RunResult['objectives']['checks'];
  readonly lag: Generator['lag'];
  /** See measure.ts and summary-measure.ts. */
  measure(objective: Objective): Measured;
}

/** What is lost at steps: for each step, where the journeys that never reached it ended. */
export function skippedBefore(
  accounting: Pick<Accounting, 'scheduled' | 'started'>,
  earlier: readonly { readonly name: string; readonly failed: number; readonly unfinished: number | null }[],
): { at: string; count: number }[] {
  const { scheduled, started } = accounting;
  const neverStarted = scheduled === null || started === null ? 0 : scheduled - started;
  return [
    { at: '', count: neverStarted },
    ...earlier.map(({ name, failed, unfinished }) => ({ at: name, count: failed + (unfinished ?? 0) })),
  ].filter(({ count }) => count > 0);
}

/**
 * How many of the journeys succeeded, and how many still could have when those that failed or were dropped by now are
 * left out, which is the bound of a run that was cut short.
 */
export function journeySuccess(
  { ofStarted }: Extract<Objective, { kind: 'journey-success' }>,
  { scheduled, started, ok, failed, dropped }: Pick<Accounting, 'scheduled' | 'started' | 'ok' | 'failed' | 'dropped'>,
  interval: Interval | null = null,
): Measured {
  const n = ofStarted ? started : scheduled;
  if (ok === null || !n) return nothingMeasured;
  const lost = (failed ?? 0) + (ofStarted ? 0 : (dropped ?? 0));
  return { value: ok / n, n, interval, upperBound: (n - lost) / n };
}

export const nothingMeasured: Measured = { value: null, n: 0, interval: null };
