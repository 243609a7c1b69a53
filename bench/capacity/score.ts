import { quantile } from '../../lib/stats/quantile.ts';
import type { BenchServer } from './servers.ts';

/** One answer beside the truth. */
export interface Scored {
  /** (answer − truth) / truth. */
  readonly error: number;
  readonly loadSeconds: number;
  /** The interval holds the truth; null where there is none. */
  readonly isCovered: boolean | null;
  /** (confirmed rate − truth) / truth; null where nothing was confirmed. */
  readonly confirmedError: number | null;
}

export interface Score {
  readonly runs: number;
  readonly bias: number;
  readonly medianError: number;
  readonly p90Error: number;
  readonly within5: number;
  readonly within10: number;
  readonly loadSeconds: number;
  readonly covered: number | null;
  /** Part of all runs that confirmed more than 1.03 of the truth, and that confirmed anything. */
  readonly overConfirmed: number;
  readonly confirmed: number;
}

export function scored(
  { capacityRps }: BenchServer,
  found: {
    readonly rateRps: number | null;
    readonly interval: { readonly lowRps: number; readonly highRps: number } | null;
    readonly confirmedRps: number | null;
    readonly loadSeconds: number;
  },
): Scored {
  const errorOf = (rateRps: number) => rateRps / capacityRps - 1;
  const { rateRps, interval, confirmedRps, loadSeconds } = found;
  return {
    error: rateRps === null ? -1 : errorOf(rateRps),
    loadSeconds,
    isCovered: interval && interval.lowRps <= capacityRps && capacityRps <= interval.highRps,
    confirmedError: confirmedRps === null ? null : errorOf(confirmedRps),
  };
}

const maxOverConfirmed = 0.03;

export function scoreOf(runs: readonly Scored[]): Score {
  const part = (is: (run: Scored) => boolean) => runs.filter(is).length / runs.length;
  const sizes = runs.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const errors = runs.map(({ error }) => error).sort((a, b) => a - b);
  return {
    runs: runs.length,
    bias: quantile(errors, 0.5),
    medianError: quantile(sizes, 0.5),
    p90Error: quantile(sizes, 0.9),
    within5: part(({ error }) => Math.abs(error) <= 0.05),
    within10: part(({ error }) => Math.abs(error) <= 0.1),
    loadSeconds: runs.reduce((sum, run) => sum + run.loadSeconds, 0) / runs.length,
    covered: runs.every(({ isCovered }) => isCovered === null) ? null : part(({ isCovered }) => isCovered === true),
    overConfirmed: part(({ confirmedError }) => (confirmedError ?? 0) > maxOverConfirmed),
    confirmed: part(({ confirmedError }) => confirmedError !== null),
  };
}
