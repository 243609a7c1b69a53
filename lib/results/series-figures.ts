import type { Figures } from './figures.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { seriesOf } from './series.ts';
import { type StageInput, stageResults } from './stage-results.ts';

/** A run over time: in windows of one width, and by the stages of its load. */
export function seriesFigures(samples: Samples, subject: RunSubject, input: Omit<StageInput, 'inFlight'>) {
  const { windows: all, stepNames, originMs = 0 } = samples.collector;
  const windows = seriesOf(all, stepNames, originMs, subject.stages, subject.arrival);
  const stages = stageResults(samples, subject, { ...input, inFlight: windows.inFlight });
  return { stages, windows } satisfies Figures['series'];
}
