import type { Objective } from '../contract/objective.ts';
import type { StagePlan } from '../model/plan.ts';
import type { Accounting, Interval, StepResult } from '../model/result.ts';
import { histogramQuantiles } from '../stats/histogram.ts';
import { type Block, type Bounds, blockRatioInterval, sectionInterval } from '../stats/intervals.ts';
import { countOf, type Sample, sampleOf } from './durations.ts';
import { type Measured, nothingMeasured } from './figures.ts';
import { accountStages, type JourneyEvent } from './journeys.ts';
import type { Samples } from './samples/samples.ts';
import { allOf, failedRequests } from './step-results.ts';
import { sections, sectionsOf } from './time-blocks.ts';
import { allRequests, type Window, type Windows } from './windows.ts';

/** Shorter sections are too alike: what requests do to each other reaches over their borders. */
const leastSectionMs = 5_000;

/** Ten sections of a load whose rate never changed, long enough each; undefined for any other, whose sections are not alike. */
export function steadySections(windows: Windows, stages: readonly StagePlan[]): Window[] | undefined {
  const rates = new Set(stages.flatMap(({ fromRps, toRps, shape }) => (shape === 'step' ? [toRps] : [fromRps, toRps])));
  const durationMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  if (rates.size !== 1 || durationMs < sections * leastSectionMs) return undefined;
  return sectionsOf(windows.list().slice(0, Math.floor(durationMs / windows.widthMs)));
}

interface Known {
  readonly samples: Samples;
  readonly steps: readonly StepResult[];
  readonly accounting: Accounting;
  readonly all: Sample | undefined;
  readonly blocks: readonly Window[] | undefined;
  /** Of the latency under a rate that never changed: how many requests are worth one. */
  readonly designEffect: number;
  readonly events: readonly JourneyEvent[] | undefined;
  readonly stages: readonly StagePlan[];
}

/** What an objective asks for, from the samples. */
export function measure(objective: Objective, known: Known): Measured {
  const { steps, accounting, blocks, designEffect, events } = known;
  if (objective.stage !== undefined) return measureInStage(objective, objective.stage, known);
  switch (objective.kind) {
    case 'journey-success': {
      const { ok, scheduled } = accounting;
      if (ok === null || scheduled === null) return nothingMeasured;
      return {
        value: ok / scheduled,
        n: scheduled,
        interval: blocks && events ? journeyInterval(events, designEffect) : null,
      };
    }
    case 'step-success': {
      const step = steps.find(({ name }) => name === objective.step);
      if (step === undefined || step.attempted === 0) return nothingMeasured;
      return { value: step.succeeded / step.attempted, n: step.attempted, interval: step.successInterval };
    }
    case 'journey-latency': {
      const sample = sampleOf([known.samples.collector.journeyDurations]);
      if (sample === undefined) return nothingMeasured;
      return { value: sample.quantilesMs([objective.percentile / 100])[0] ?? null, n: sample.n, interval: null };
    }
    case 'failed-requests':
    case 'latency':
      return measureRequests(objective, known);
    case 'threshold':
      return nothingMeasured;
  }
}

/** One stage of the load, by the journeys that were due in it and the requests that began in it. */
function measureInStage(objective: Objective, stage: number, { samples, events, stages }: Known): Measured {
  const index = stage - 1;
  if (objective.kind === 'journey-success') {
    const account = events && samples.hasJourneys ? accountStages(events, stages)[index] : undefined;
    const n = stages[index]?.scheduled ?? 0;
    return account === undefined || n === 0 ? nothingMeasured : { value: account.ok / n, n, interval: null };
  }
  const name = 'step' in objective ? objective.step : undefined;
  const steps = samples.collector.steps.filter((step) => name === undefined || step.name === name);
  const cells = steps.flatMap(({ cells: own }) => own[index] ?? []);
  const sample = sampleOf(cells.flatMap(({ ok, failed }) => [ok, failed]));
  if (sample === undefined) return nothingMeasured;
  const { n } = sample;
  const failed = cells.reduce((sum, cell) => sum + countOf(cell.failed), 0);
  switch (objective.kind) {
    case 'latency':
      return { value: sample.quantilesMs([objective.percentile / 100])[0] ?? null, n, interval: null };
    case 'failed-requests':
      return { value: failed / n, n, interval: null };
    case 'step-success':
      return { value: (n - failed) / n, n, interval: null };
    // Whole journeys and thresholds of k6 are told by no stage.
    default:
      return nothingMeasured;
  }
}

function measureRequests(
  objective: Extract<Objective, { kind: 'latency' | 'failed-requests' }>,
  { samples: { collector }, all, blocks, designEffect }: Known,
): Measured {
  const number = collector.steps.findIndex(({ name }) => name === objective.step);
  const step = collector.steps[number];
  const sample = objective.step === undefined ? all : step && sampleOf(allOf(step));
  if (sample === undefined) return nothingMeasured;
  const { n } = sample;
  const requests = blocks
    ?.flatMap(({ steps }) => (step ? (steps[number] ?? []) : [allRequests(steps)]))
    .filter(({ histogram }) => histogram.n > 0);
  // Sections without a request would be left out, and the others taken for all.
  const filled = requests?.length === sections ? requests : undefined;
  if (objective.kind === 'failed-requests') {
    const failed = (step ? [step] : collector.steps).reduce((sum, one) => sum + failedRequests(one), 0);
    const ofBlocks = filled?.map((one) => ({ events: one.failed, trials: one.histogram.n }));
    return { value: failed / n, n, interval: ofBlocks ? byBlocks(blockRatioInterval(ofBlocks, designEffect)) : null };
  }
  const q = objective.percentile / 100;
  const value = sample.quantilesMs([q])[0] ?? null;
  if (value === null || filled === undefined) return { value, n, interval: null };
  const quantiles = filled.map(({ histogram }) => histogramQuantiles(histogram, [q])[0] as number);
  return { value, n, interval: byBlocks(sectionInterval(value, quantiles)) };
}

/** Journeys due one after another, in ten parts. */
function journeyInterval(events: readonly JourneyEvent[], designEffect: number): Interval | null {
  if (events.length < sections) return null;
  const at = (section: number) => Math.round((section * events.length) / sections);
  const blocks = Array.from({ length: sections }, (_, section): Block => {
    const own = events.slice(at(section), at(section + 1));
    return { events: own.filter(({ fate }) => fate === 'ok').length, trials: own.length };
  });
  return byBlocks(blockRatioInterval(blocks, designEffect));
}

const byBlocks = ({ low, high }: Bounds): Interval => ({ low, high, method: 'blocks', n: sections });
