import { samplesForQuantile } from '../lib/contract/objective.ts';
import type { ObjectiveResult } from '../lib/contract/result.ts';
import { percent } from '../lib/findings/figures.ts';

/** What stands where a number would say more than the samples do. */
export const noFigure = '—';

const grouped = new Intl.NumberFormat('en');

export const formatCount = (count: number | undefined): string =>
  count === undefined ? noFigure : grouped.format(count);

/** Milliseconds with three significant digits; from 10 s on in seconds. */
export function formatMs(ms: number): string {
  if (!Number.isFinite(ms)) return noFigure;
  if (ms >= 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms >= 1_000) return `${grouped.format(Math.round(ms))} ms`;
  return `${ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** A quantile of n samples, or a dash where n is too small for it to have a finite 95 % interval. */
export const formatQuantile = (ms: number, q: number, n: number): string =>
  n < samplesForQuantile(q) ? noFigure : formatMs(ms);

export const formatRate = (rps: number): string => `${Number(rps.toFixed(2))}`;

export const formatShare = (part: number, whole: number): string => (whole === 0 ? noFigure : percent(part / whole));

/** `90 s` as `1 min 30 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** The measured value of an objective, in its unit. */
export function formatObjectiveValue({ objective, value, n, neededN }: ObjectiveResult): string {
  if (value === undefined || n < neededN) return `${formatCount(n)} samples, needs ${formatCount(neededN)}`;
  return objective.kind === 'latency' ? formatMs(value) : percent(value);
}
