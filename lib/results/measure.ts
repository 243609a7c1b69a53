import type { Objective } from '../contract/objective.ts';
import type { StagePlan } from '../model/plan.ts';
import type { Accounting, StepResult } from '../model/result.ts';
import { countOf } from './durations.ts';
import { journeySuccess, type Measured, nothingMeasured } from './figures.ts';
import { accountStages, type JourneyEvent } from './journeys.ts';
import { type CensoredSample, isLowerBound, upperBound } from './latency.ts';
import type { Samples } from './samples/samples.ts';
import {
  failedInterval,
  journeyInterval,
  quantileInterval,
  requestsPerSection,
  type SteadySections,
} from './steady-sections.ts';
import { countOutcome } from './step-counts.ts';
import { durationsOf, type Outcome, type StepSamples } from './step-samples.ts';

interface Known {
  readonly samples: Samples;
  readonly steps: readonly StepResult[];
  readonly accounting: Accounting;
  /** The requests of a step, or of all, that began in a stage, or ever. */
  latencies(step?: number, stage?: number): CensoredSample | undefined;
  readonly journeys: CensoredSample | undefined;
  readonly steady: SteadySections | undefined;
  readonly events: readonly JourneyEvent[] | undefined;
  readonly stages: readonly StagePlan[];
}

/** What an objective asks for, from the samples. */
export function measure(objective: Objective, known: Known): Measured {
  const { steps, accounting, steady, events } = known;
  if (objective.stage !== undefined) return measureInStage(objective, objective.stage - 1, known);
  switch (objective.kind) {
    case 'journey-success': {
      const interval = steady && events ? journeyInterval(events, steady.designEffect) : null;
      return journeySuccess(objective, accounting, interval);
    }
    case 'step-success': {
      const step = steps.find(({ name }) => name === objective.step);
      return step === undefined
        ? nothingMeasured
        : { ...ratioOf(step.succeeded, step), interval: step.successInterval };
    }
    case 'journey-latency':
      return quantileOf(known.journeys, objective.percentile);
    case 'failed-requests':
    case 'latency':
      return measureRequests(objective, known);
    // Of the target, not of the samples: see build-result.ts.
    case 'journey-cost':
    case 'threshold':
      return nothingMeasured;
  }
}

/** Of attempts whose outcome is known. */
function ratioOf(part: number, { succeeded, failed }: Pick<StepResult, 'succeeded' | 'failed'>): Measured {
  const n = succeeded + failed;
  return n === 0 ? nothingMeasured : { value: part / n, n, interval: null };
}

function quantileOf(sample: CensoredSample | undefined, percentile: number): Measured {
  if (sample === undefined) return nothingMeasured;
  const q = percentile / 100;
  const at = (rank: number) => sample.all.quantilesMs([rank])[0] ?? null;
  const measured = { value: at(q), n: sample.all.n, interval: null, medianMs: at(0.5) };
  return isLowerBound(sample, q) ? { ...measured, isLowerBound: true, upperBound: upperBound(sample, q) } : measured;
}

/** One stage of the load, by the journeys that were due in it and the requests that began in it. */
function measureInStage(objective: Objective, stage: number, known: Known): Measured {
  const { samples, events, stages } = known;
  if (objective.kind === 'journey-success') {
    const account = events && samples.hasJourneys ? accountStages(events, stages)[stage] : undefined;
    const scheduled = stages[stage]?.scheduled ?? 0;
    return account === undefined ? nothingMeasured : journeySuccess(objective, { ...account, scheduled });
  }
  const number = stepNumberOf(objective, known);
  if (number === -1) return nothingMeasured;
  const cells = stepsOf(number, known).flatMap(({ cells: own }) => own[stage] ?? []);
  const count = (outcome: 'ok' | 'failed') =>
    cells.flatMap((cell) => durationsOf(cell, outcome)).reduce((sum, one) => sum + countOf(one), 0);
  const counts = { succeeded: count('ok'), failed: count('failed') };
  switch (objective.kind) {
    case 'latency':
      return quantileOf(known.latencies(number, stage), objective.percentile);
    case 'failed-requests':
      return ratioOf(counts.failed, counts);
    case 'step-success':
      return ratioOf(counts.succeeded, counts);
    // Whole journeys and thresholds of k6 belong to no stage.
    default:
      return nothingMeasured;
  }
}

/** The number of an objective's step: undefined for all steps, -1 for one that no request is of. */
const stepNumberOf = (objective: Objective, { samples }: Known): number | undefined =>
  'step' in objective && objective.step !== undefined ? samples.collector.stepNames.indexOf(objective.step) : undefined;

const stepsOf = (number: number | undefined, { samples: { collector } }: Known): readonly StepSamples[] =>
  number === undefined ? collector.steps : collector.steps.slice(number, number + 1);

function measureRequests(
  objective: Extract<Objective, { kind: 'latency' | 'failed-requests' }>,
  known: Known,
): Measured {
  const number = stepNumberOf(objective, known);
  if (number === -1) return nothingMeasured;
  const { steady } = known;
  const requests = steady && requestsPerSection(steady, number);
  if (objective.kind === 'failed-requests') {
    const steps = stepsOf(number, known);
    const count = (outcome: Outcome) => steps.reduce((sum, step) => sum + countOutcome(step, outcome), 0);
    const ratio = ratioOf(count('failed'), { succeeded: count('ok'), failed: count('failed') });
    // Windows do not hold which requests are of unknown outcome.
    if (steady === undefined || requests === undefined || ratio.value === null || count('unknown') > 0) return ratio;
    return { ...ratio, interval: failedInterval(requests, steady.designEffect) };
  }
  const measured = quantileOf(known.latencies(number), objective.percentile);
  // The sections hold answers only.
  if (measured.value === null || requests === undefined || measured.isLowerBound) return measured;
  return { ...measured, interval: quantileInterval(requests, objective.percentile / 100, measured.value) };
}
