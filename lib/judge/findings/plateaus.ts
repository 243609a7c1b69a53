import type { RunResult, StageResult } from '../../model/result.ts';
import { trendOf } from '../../stats/trend.ts';

const minWindows = 20;
/** One-sided: how likely a backlog that does not grow looks as if it did. */
export const maxP = 0.01;
/** The backlog at the end of the plateau, in parts of that at its start. */
const minGrowth = 0.5;

/** Stages that start and end at the same rate, in order. */
export const plateausOf = (stages: readonly StageResult[]): StageResult[] =>
  stages.filter(({ shape, toRps }) => shape === 'plateau' && toRps > 0);

type Windows = NonNullable<RunResult['series']['windows']>;

/** The windows of a series that lie wholly inside a stage. */
export function windowsOf(
  { windowMs, started }: Pick<Windows, 'windowMs' | 'started'>,
  { startMs, durationMs }: Pick<StageResult, 'startMs' | 'durationMs'>,
): number[] {
  const from = Math.ceil(startMs / windowMs);
  const to = Math.min(started.length, Math.floor((startMs + durationMs) / windowMs));
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** How the journeys in flight changed within a plateau; undefined where it has too few windows. */
export function backlogOf(windows: Windows, plateau: StageResult) {
  const inFlight = windowsOf(windows, plateau).map((window) => windows.inFlight[window] ?? 0);
  if (inFlight.length < minWindows) return undefined;
  const { slope, pRising } = trendOf(inFlight);
  const fifth = Math.ceil(inFlight.length / 5);
  const from = mean(inFlight.slice(0, fifth));
  // One journey more than before is no backlog.
  const grows = pRising < maxP && slope * inFlight.length > Math.max(2, minGrowth * from);
  return { from: Math.round(from), to: Math.round(mean(inFlight.slice(-fifth))), pRising, grows };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
