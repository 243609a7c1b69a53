import type { StageResult, StageStep } from '../model/result.ts';
import { countOf, type Durations, latencyOf, sampleOf } from './durations.ts';
import { accountStages, type JourneyEvent } from './journeys.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';

/**
 * The stages of the load: accounts of the journeys that were due in each, requests by when they began, ends by when they came.
 * @param inFlight journeys open at each window's end
 */
export function stageResults(
  { collector, hasJourneys }: Samples,
  { stages, load }: RunSubject,
  events: readonly JourneyEvent[] | undefined,
  inFlight: readonly number[],
  isCutShort: boolean,
): StageResult[] {
  const accounts = hasJourneys && events ? accountStages(events, stages) : undefined;
  const { widthMs } = collector.windows;
  const windows = collector.windows.list();
  return stages.map((stage, index) => {
    const account = accounts?.[index];
    // Whole windows only: what straddles the border belongs to neither.
    const from = Math.ceil(stage.startMs / widthMs);
    const wholeTo = Math.floor((stage.startMs + stage.durationMs) / widthMs);
    // The last window of a run that was cut short is not whole.
    const to = isCutShort ? Math.max(from, Math.min(wholeTo, windows.length - 1)) : wholeTo;
    const open = hasJourneys ? inFlight.slice(Math.max(0, from - 1), to) : [];
    const ended = sum(windows.slice(from, to).map((window) => window.ended));
    const cells = collector.steps.flatMap((step) => step.cells[index] ?? []);
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
      requests: stageStep('', cells),
      steps: collector.steps.map(({ name, cells: own }) => stageStep(name, own.slice(index, index + 1))),
    };
  });
}

function stageStep(name: string, cells: readonly { ok: Durations; failed: Durations }[]): StageStep {
  const sample = sampleOf(cells.flatMap(({ ok, failed }) => [ok, failed]));
  return {
    name,
    n: sample?.n ?? 0,
    failed: sum(cells.map(({ failed }) => countOf(failed))),
    latency: latencyOf(sample),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
