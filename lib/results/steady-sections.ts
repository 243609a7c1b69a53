import type { StagePlan } from '../model/plan.ts';
import type { Interval, Series } from '../model/result.ts';
import { designEffectOf } from '../stats/design-effect.ts';
import { histogramQuantiles } from '../stats/histogram.ts';
import { type Block, type Bounds, blockRatioInterval, sectionInterval } from '../stats/intervals.ts';
import type { JourneyEvent } from './journeys.ts';
import { sections, sectionsOf } from './time-blocks.ts';
import { allRequests, type Window, type WindowRequests, type Windows } from './windows.ts';

/** Shorter sections are too alike: what requests do to each other reaches over their borders. */
const minSectionMs = 5_000;

/** Ten sections of a load whose rate never changed: what intervals are made of. */
export interface SteadySections {
  readonly windows: readonly Window[];
  /** Of the latency: how many requests are worth one. */
  readonly designEffect: number;
}

/** The sections of a load, long enough each; undefined where its rate changed: its sections are not alike then. */
export function steadySections(
  windows: Windows,
  stages: readonly StagePlan[],
  { meanLogMs }: Pick<Series, 'meanLogMs'>,
): SteadySections | undefined {
  const rates = new Set(stages.flatMap(({ fromRps, toRps, shape }) => (shape === 'step' ? [toRps] : [fromRps, toRps])));
  const durationMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  if (rates.size !== 1 || durationMs < sections * minSectionMs) return undefined;
  const own = sectionsOf(windows.list().slice(0, Math.floor(durationMs / windows.widthMs)));
  return { windows: own, designEffect: designEffectOf(meanLogMs) };
}

/**
 * The requests of a step, or of all, in each section; undefined where one has none: it would be left out, and the
 * others taken for all.
 */
export function requestsPerSection({ windows }: SteadySections, step?: number): WindowRequests[] | undefined {
  const requests = windows
    .flatMap(({ steps }) => (step === undefined ? [allRequests(steps)] : (steps[step] ?? [])))
    .filter(({ histogram }) => histogram.n > 0);
  return requests.length === sections ? requests : undefined;
}

/** Of the ratio of requests that failed. */
export const failedInterval = (requests: readonly WindowRequests[], designEffect: number): Interval =>
  bySections(
    blockRatioInterval(
      requests.map((one) => ({ events: one.failed, trials: one.histogram.n })),
      designEffect,
    ),
  );

/** Of a quantile with that value. @param q 0–1 */
export const quantileInterval = (requests: readonly WindowRequests[], q: number, value: number): Interval =>
  bySections(
    sectionInterval(
      value,
      requests.map(({ histogram }) => histogramQuantiles(histogram, [q])[0] as number),
    ),
  );

/** Of the journeys' success: journeys due one after another, in ten parts. */
export function journeyInterval(events: readonly JourneyEvent[], designEffect: number): Interval | null {
  if (events.length < sections) return null;
  const at = (section: number) => Math.round((section * events.length) / sections);
  const blocks = Array.from({ length: sections }, (_, section): Block => {
    const own = events.slice(at(section), at(section + 1));
    return { events: own.filter(({ fate }) => fate === 'ok').length, trials: own.length };
  });
  return bySections(blockRatioInterval(blocks, designEffect));
}

const bySections = ({ low, high }: Bounds): Interval => ({ low, high, method: 'blocks', n: sections });
