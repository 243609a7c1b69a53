import type { RunResult, StageResult } from '../../model/result.ts';

/** Stages that start and end at the same rate, in order. */
export const plateausOf = (stages: readonly StageResult[]): StageResult[] =>
  stages.filter(({ shape, toRps }) => shape === 'plateau' && toRps > 0);

/** The windows of a series that lie wholly inside a stage. */
export function windowsOf(
  { windowMs, started }: Pick<NonNullable<RunResult['series']['windows']>, 'windowMs' | 'started'>,
  { startMs, durationMs }: Pick<StageResult, 'startMs' | 'durationMs'>,
): number[] {
  const from = Math.ceil(startMs / windowMs);
  const to = Math.min(started.length, Math.floor((startMs + durationMs) / windowMs));
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
