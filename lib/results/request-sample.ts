import type { Ending } from '../model/result.ts';
import type { Collector } from './collector.ts';
import type { JourneyEvent } from './journeys.ts';
import { type CensoredSample, censoredSample } from './latency.ts';
import type { OpenRequest } from './open-requests.ts';
import type { RunSubject } from './run-context.ts';
import type { StepSamples } from './step-samples.ts';

/** Until when k6 surely waited for what was open, ms since the epoch: a run that completed waits for gracefulStop. */
export function stopOf({ originMs, lastMs }: Collector, { load }: RunSubject, ending: Ending['kind']): number {
  if (ending !== 'completed' || originMs === undefined || load?.gracefulStopMs == null) return lastMs;
  return Math.max(lastMs, originMs + load.durationMs + load.gracefulStopMs);
}

/** The requests of a step, or of all, that began in a stage, or ever. */
export function requestSample(
  { steps }: Collector,
  open: readonly (readonly OpenRequest[])[] | undefined,
  step?: number,
  stage?: number,
): CensoredSample | undefined {
  const isWanted = (own: number | undefined, index: number) => own === undefined || own === index;
  const wanted = steps.filter((_, index) => isWanted(step, index));
  const ages = (open ?? []).filter((_, index) => isWanted(step, index)).flat();
  const cells = wanted.flatMap((one) => one.cells.filter((_, index) => isWanted(stage, index)));
  return censoredSample(
    cells.flatMap(({ ok, failed, unknown }) => [ok, failed, unknown]),
    {
      unanswered: cells.map(({ unanswered }) => unanswered),
      agesMs: ages.filter((one) => isWanted(stage, one.stage)).map(({ ageMs }) => ageMs),
      minTimeoutMs: minTimeoutOf(wanted),
    },
  );
}

/** The durations of journeys that finished, and the ages of those that are unfinished. */
export function journeySample(
  { journeyDurations, steps }: Collector,
  events: readonly JourneyEvent[] | undefined,
  stopMs: number,
  pausesMs: readonly number[] = [],
): CensoredSample | undefined {
  const longestMs = pausesMs.reduce((sum, ms) => sum + ms, 0);
  const unfinished = (events ?? []).filter(({ fate }) => fate === 'unfinished');
  return censoredSample([journeyDurations], {
    agesMs: unfinished.map(({ atMs }) => Math.max(0, stopMs - atMs - longestMs)),
    // A journey with a request that ended at the timeout would have taken longer, too.
    minTimeoutMs: minTimeoutOf(steps),
  });
}

/** At most some forty steps. */
const minTimeoutOf = (steps: readonly StepSamples[]): number =>
  Math.min(Number.POSITIVE_INFINITY, ...steps.map(({ minTimeoutMs }) => minTimeoutMs));
