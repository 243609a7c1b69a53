import type { Ending, StageResult, StageStep } from '../model/result.ts';
import { countOf } from './durations.ts';
import { accountStages, type JourneyEvent } from './journeys.ts';
import { type CensoredSample, latencyOf } from './latency.ts';
import { isCutShort, type RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { durationsOf, type Outcome, type StepSamples } from './step-samples.ts';

/** What the stages need besides the samples. */
export interface StageInput {
  readonly events: readonly JourneyEvent[] | undefined;
  /** Journeys in flight, the mean of each window. */
  readonly inFlight: readonly number[];
  readonly ending: Ending['kind'];
  /** The requests of a step, or of all, that began in a stage. */
  latencies(step: number | undefined, stage: number): CensoredSample | undefined;
}

/**
 * The stages of the load: accounts of the journeys that were due in each, requests by when they began, ends by when
 * they came.
 */
export function stageResults(
  { collector, hasJourneys }: Samples,
  { stages, load }: RunSubject,
  { events, inFlight, ending, latencies }: StageInput,
): StageResult[] {
  const accounts = hasJourneys && events ? accountStages(events, stages) : undefined;
  const names = collector.stepNames;
  const { widthMs } = collector.windows;
  const windows = collector.windows.list();
  return stages.map((stage, index) => {
    const account = accounts?.[index];
    // Whole windows only: what straddles the border belongs to neither.
    const from = Math.ceil(stage.startMs / widthMs);
    const wholeTo = Math.floor((stage.startMs + stage.durationMs) / widthMs);
    // The last window of a run that was cut short is not whole.
    const to = isCutShort(ending) ? Math.max(from, Math.min(wholeTo, windows.length - 1)) : wholeTo;
    const open = hasJourneys ? inFlight.slice(from, to) : [];
    const ended = sum(windows.slice(from, to).map((window) => window.ended));
    return {
      ...stage,
      started: account?.started ?? null,
      dropped: account?.dropped ?? null,
      droppedByGenerator: account && load?.virtualUsers ? account.dropped - account.droppedByTarget : null,
      ok: account?.ok ?? null,
      failed: account?.failed ?? null,
      unfinished: account?.unfinished ?? null,
      completedRps: to > from ? ended / (((to - from) * widthMs) / 1_000) : null,
      inFlightMean: open.length === 0 ? null : sum(open) / open.length,
      inFlightMax: open.length === 0 ? null : Math.max(...open),
      generatorCpu: null,
      requests: stageStep('', collector.steps, index, latencies(undefined, index)),
      steps: collector.steps.map((step, number) =>
        stageStep(names[number] as string, [step], index, latencies(number, index)),
      ),
    };
  });
}

function stageStep(
  name: string,
  steps: readonly StepSamples[],
  stage: number,
  sample: CensoredSample | undefined,
): StageStep {
  const cells = steps.flatMap(({ cells: own }) => own[stage] ?? []);
  const count = (outcome: Outcome) => sum(cells.flatMap((cell) => durationsOf(cell, outcome)).map(countOf));
  const [ok, failed, unknown] = [count('ok'), count('failed'), count('unknown')];
  return { name, n: ok + failed + unknown, failed, unknown, latency: latencyOf(sample) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
