import type { Objective } from '../contract/objective.ts';
import type { TrialSeconds } from '../model/capacity.ts';
import { longestPausesMs, type RunPlan } from '../model/plan.ts';
import type { Ending } from '../model/result.ts';
import { bucketBounds, type Histogram } from '../stats/histogram.ts';
import type { Collector } from './collector.ts';
import { journeyEvents } from './journeys.ts';
import { stopOf } from './request-sample.ts';
import { readArtifacts } from './run-artifacts.ts';
import { subjectOfPlan } from './run-context.ts';
import { meanInFlight, type Window, type WindowRequests } from './windows.ts';

interface Counts {
  readonly units: number;
  readonly bad: number;
}

/**
 * What a trial of a capacity search came to, second by second, from its samples. A journey that never started because
 * all VUs were busy is bad by every limit, and so is one that was open for longer than the limit when the load ended.
 */
export async function trialSeconds(
  plan: RunPlan,
  samplesFile: string,
  objectives: readonly Objective[],
  ending: Ending['kind'],
): Promise<TrialSeconds | undefined> {
  const files = { samples: [samplesFile], summary: undefined, k6Log: undefined, signals: undefined };
  const subject = subjectOfPlan(plan);
  const { samples } = await readArtifacts(files, subject);
  if (samples === undefined) return undefined;
  const { collector } = samples;
  const stopMs = stopOf(collector, subject, ending) - (collector.originMs ?? 0);
  // The last second of a load that was ended early is not a whole one.
  const count = Math.max(1, Math.floor(Math.min(plan.durationMs, stopMs) / 1_000));
  return secondsOf(collector, plan, objectives, { count, stopMs, hasEnded: ending === 'completed' });
}

function secondsOf(
  collector: Collector,
  { scenario }: RunPlan,
  objectives: readonly Objective[],
  { count, stopMs, hasEnded }: { readonly count: number; readonly stopMs: number; readonly hasEnded: boolean },
): TrialSeconds {
  const windows = collector.windows.list(count);
  const at = (second: number): Window | undefined => windows[second];
  const seconds = Array.from({ length: count }, (_, second) => second);
  const journeys = journeysBySecond(collector, count);
  const stepNumbers = scenario.steps.map(({ name }) => name);
  // Of a journey that is open, so much may have been pauses.
  const pausesMs = longestPausesMs(scenario);
  const countsOf = (objective: Objective) =>
    seconds.map((second) => {
      const openMs = stopMs - pausesMs - (second + 1) * 1_000;
      const dropped = at(second)?.dropped ?? 0;
      const overdue = isOverdue(objective, openMs, hasEnded) ? (journeys.open[second] ?? 0) : 0;
      const { units, bad } = finished(objective, at(second), journeys.durationsMs[second] ?? [], stepNumbers);
      return { units: units + dropped + overdue, bad: bad + dropped + overdue };
    });
  const counts = objectives.map(countsOf);
  return {
    started: seconds.map((second) => at(second)?.started ?? 0),
    dropped: seconds.map((second) => at(second)?.dropped ?? 0),
    succeeded: seconds.map((second) => (at(second)?.ended ?? 0) - (at(second)?.failed ?? 0)),
    failed: seconds.map((second) => at(second)?.failed ?? 0),
    inFlight: meanInFlight(windows.slice(0, count), collector.windows.widthMs),
    latencySumMs: seconds.map((second) => sum(journeys.durationsMs[second] ?? [])),
    units: counts.map((one) => one.map(({ units }) => units)),
    bad: counts.map((one) => one.map(({ bad }) => bad)),
  };
}

/** Journeys by the second in which they began: how long they took, and how many have no end. */
function journeysBySecond({ instants, originMs = 0 }: Collector, count: number) {
  const durationsMs: number[][] = Array.from({ length: count }, () => []);
  const open = new Array<number>(count).fill(0);
  const secondOf = (atMs: number) => Math.min(count - 1, Math.max(0, Math.floor((atMs - originMs) / 1_000)));
  if (instants === undefined) return { durationsMs, open };
  for (const { atMs, fate } of journeyEvents(instants, undefined)) {
    if (fate === 'unfinished') open[secondOf(atMs)] = (open[secondOf(atMs)] ?? 0) + 1;
  }
  const endsMs = instants.endedMs.values();
  instants.endedStartsMs.values().forEach((startMs, index) => {
    durationsMs[secondOf(startMs)]?.push((endsMs[index] ?? startMs) - startMs);
  });
  return { durationsMs, open };
}

/** Whether a journey that is open for so long has missed the objective. One that was given no time to end has not. */
function isOverdue(objective: Objective, openMs: number, hasEnded: boolean): boolean {
  return 'belowMs' in objective ? openMs >= objective.belowMs : hasEnded && objective.kind === 'journey-success';
}

/** What has ended of what began in a second. */
function finished(
  objective: Objective,
  window: Window | undefined,
  journeysMs: readonly number[],
  stepNames: readonly string[],
): Counts {
  const stepOf = 'step' in objective ? objective.step : undefined;
  const number = stepOf === undefined ? -1 : stepNames.indexOf(stepOf);
  const requests = (window?.steps ?? []).filter(
    (step, index): step is WindowRequests => step !== undefined && (number < 0 || index === number),
  );
  switch (objective.kind) {
    case 'latency':
      return {
        units: sum(requests.map(({ histogram }) => histogram.n)),
        bad: sum(requests.map(({ histogram }) => countAbove(histogram, objective.belowMs))),
      };
    case 'journey-latency':
      return { units: journeysMs.length, bad: journeysMs.filter((ms) => ms > objective.belowMs).length };
    case 'step-success':
      return {
        units: sum(requests.map(({ histogram }) => histogram.n)),
        bad: sum(requests.map(({ failed, unfit }) => failed + unfit)),
      };
    case 'failed-requests':
      return { units: sum(requests.map(({ histogram }) => histogram.n)), bad: sum(requests.map((one) => one.failed)) };
    case 'journey-success':
      return { units: window?.ended ?? 0, bad: window?.failed ?? 0 };
    case 'journey-cost':
    case 'threshold':
      return { units: 0, bad: 0 };
  }
}

function countAbove({ counts, precisionBits, maxMs }: Histogram, limitMs: number): number {
  if (maxMs <= limitMs) return 0;
  let above = 0;
  for (const [bucket, count] of counts) {
    const { lowMs, highMs } = bucketBounds(bucket, precisionBits);
    if ((lowMs + highMs) / 2 > limitMs) above += count;
  }
  return above;
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
