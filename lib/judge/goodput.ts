import type { RunResult } from '../model/result.ts';

/** Journeys that ended well per second in these stretches of the load; null where there is nothing to count. */
export function goodputIn(
  { series: { windows } }: RunResult,
  stretches: readonly { readonly startMs: number; readonly durationMs: number }[],
): number | null {
  const seconds = stretches.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;
  if (windows === null || seconds === 0) return null;
  const isIn = (_: number, index: number) => {
    const atMs = (index + 0.5) * windows.windowMs;
    return stretches.some(({ startMs, durationMs }) => atMs >= startMs && atMs < startMs + durationMs);
  };
  const count = (values: readonly number[]) => values.filter(isIn).reduce((sum, value) => sum + value, 0);
  return (count(windows.ended) - count(windows.failed)) / seconds;
}
