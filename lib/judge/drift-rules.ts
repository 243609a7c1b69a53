import type { SoakSeries } from '../model/result.ts';

/** Which way a series gets worse, and from which change over a soak on that matters. */
interface DriftRule {
  readonly worse: 1 | -1 | 0;
  /** In the series' own unit. @param start its level at the start */
  readonly minChange: (start: number) => number;
  /** It may rise to a level and stay there in a sound target, so that it must still rise at the end. */
  readonly mustGoOn: boolean;
}

const mebibyte = 2 ** 20;

const rising = (ratio: number, least: number, mustGoOn = false): DriftRule => ({
  worse: 1,
  minChange: (start) => Math.max(ratio * start, least),
  mustGoOn,
});

/** What is written grows, and so do its rows and its size: that is the load's work. */
const data: DriftRule = { worse: 0, minChange: () => Number.POSITIVE_INFINITY, mustGoOn: false };

export const driftRules: Readonly<Record<SoakSeries['name'], DriftRule>> = {
  p50: rising(0.1, 1),
  p95: rising(0.1, 1),
  errors: rising(0, 0.005),
  throughput: { worse: -1, minChange: (start) => 0.01 * start, mustGoOn: false },
  inFlight: rising(0.2, 1),
  memory: rising(0.1, 8 * mebibyte, true),
  openFiles: rising(0.2, 10, true),
  cpu: rising(0.2, 0.05),
  connections: rising(0.1, 5, true),
  size: data,
  rows: data,
};
