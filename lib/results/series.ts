import { isPoisson } from '../contract/poisson-arrivals.ts';
import type { ArrivalRate, StagePlan } from '../model/plan.ts';
import type { Distribution, Series, SeriesStep } from '../model/result.ts';
import { instantsMs } from '../plan/schedule.ts';
import { bucketBounds, histogramQuantiles } from '../stats/histogram.ts';
import { type CensoredSample, isLowerBound } from './latency.ts';
import { allRequests, meanInFlight, type WindowRequests, type Windows } from './windows.ts';

/** Maximum number of columns and rows of a heat map that can still be read. */
const maxColumns = 120;
const rowsPerDecade = 8;

/** The run over time. */
export function seriesOf(
  windows: Windows,
  stepNames: readonly string[],
  originMs: number,
  stages: readonly StagePlan[],
  arrival?: ArrivalRate,
): Series {
  const all = windows.list();
  const { widthMs } = windows;
  const requests = all.map(({ steps }) => allRequests(steps));
  return {
    windowMs: widthMs,
    originMs,
    offered:
      stages.length === 0
        ? null
        : isPoisson(arrival)
          ? drawnPerWindow(arrival, widthMs, all.length)
          : offeredPerWindow(stages, widthMs, all.length),
    started: all.map(({ started }) => started),
    dropped: all.map(({ dropped }) => dropped),
    ended: all.map(({ ended }) => ended),
    failed: all.map(({ failed }) => failed),
    inFlight: meanInFlight(all, widthMs).map(rounded),
    meanLogMs: requests.map(({ sumLog, histogram }) => (histogram.n === 0 ? null : rounded(sumLog / histogram.n))),
    requests: seriesStep('', requests),
    steps: stepNames.map((name, step) =>
      seriesStep(
        name,
        all.map(({ steps }) => steps[step]),
      ),
    ),
    heat: heatOf(requests, widthMs),
  };
}

/** Journeys due in each window, by the integral of the planned rate. */
function offeredPerWindow(stages: readonly StagePlan[], widthMs: number, count: number): number[] {
  const dueBefore = (atMs: number) =>
    stages.reduce((sum, { startMs, durationMs, fromRps, toRps }) => {
      const spanS = Math.min(Math.max(0, atMs - startMs), durationMs) / 1_000;
      const slope = durationMs === 0 ? 0 : (toRps - fromRps) / (durationMs / 1_000);
      return sum + fromRps * spanS + (slope * spanS ** 2) / 2;
    }, 0);
  return Array.from({ length: count }, (_, window) =>
    rounded(dueBefore((window + 1) * widthMs) - dueBefore(window * widthMs)),
  );
}

/** Journeys of Poisson arrivals that are due in each window. */
function drawnPerWindow(arrival: ArrivalRate, widthMs: number, count: number): number[] {
  const windows = new Array<number>(count).fill(0);
  for (const atMs of instantsMs(arrival)) {
    const window = Math.floor(atMs / widthMs);
    if (window < count) windows[window] = (windows[window] as number) + 1;
  }
  return windows;
}

function seriesStep(name: string, windows: readonly (WindowRequests | undefined)[]): SeriesStep {
  const figures = windows.map((requests) => {
    if (requests === undefined || requests.histogram.n === 0)
      return { n: 0, failed: 0, p50: null, p95: null, max: null };
    const [p50 = Number.NaN, p95 = Number.NaN] = histogramQuantiles(requests.histogram, [0.5, 0.95]);
    const { n, maxMs } = requests.histogram;
    return { n, failed: requests.failed, p50: rounded(p50), p95: rounded(p95), max: rounded(maxMs) };
  });
  const unfit = windows.map((requests) => requests?.unfit ?? 0);
  return {
    name,
    n: figures.map(({ n }) => n),
    failed: figures.map(({ failed }) => failed),
    ...(unfit.some((count) => count > 0) && { unfit }),
    p50Ms: figures.map(({ p50 }) => p50),
    p95Ms: figures.map(({ p95 }) => p95),
    maxMs: figures.map(({ max }) => max),
  };
}

function heatOf(all: readonly WindowRequests[], widthMs: number): Series['heat'] {
  const perColumn = Math.max(1, Math.ceil(all.length / maxColumns));
  const columnMs = perColumn * widthMs;
  const filled = all.filter(({ histogram }) => histogram.n > 0);
  if (filled.length === 0) return { columnMs, boundsMs: [], counts: [] };
  const rowOf = (ms: number) => Math.floor(Math.log10(Math.max(ms, 0.01)) * rowsPerDecade);
  const lowest = rowOf(Math.min(...filled.map(({ histogram }) => histogram.minMs)));
  const highest = rowOf(Math.max(...filled.map(({ histogram }) => histogram.maxMs)));
  const boundsMs = Array.from({ length: highest - lowest + 1 }, (_, row) =>
    rounded(10 ** ((lowest + row) / rowsPerDecade)),
  );
  // All windows have nearly the same buckets, and a logarithm for each would take longer than all else here.
  const known: number[] = [];
  const rowOfBucket = (bucket: number, precisionBits: number): number => {
    const { lowMs, highMs } = bucketBounds(bucket, precisionBits);
    return Math.min(highest, Math.max(lowest, rowOf((lowMs + highMs) / 2))) - lowest;
  };
  const counts = Array.from({ length: Math.ceil(all.length / perColumn) }, () =>
    new Array<number>(boundsMs.length).fill(0),
  );
  for (const [window, { histogram }] of all.entries()) {
    const rows = counts[Math.floor(window / perColumn)] as number[];
    for (const [bucket, count] of histogram.counts) {
      known[bucket] ??= rowOfBucket(bucket, histogram.precisionBits);
      rows[known[bucket]] = (rows[known[bucket]] as number) + count;
    }
  }
  return { columnMs, boundsMs, counts };
}

/** 10 · (1 − 0.9) is a little less than 1 in doubles. */
const rounding = 1e-9;

/** Percentiles to draw a curve by: closer and closer to 1, as far as the samples go. */
export function distributionOf(name: string | null, sample: CensoredSample | undefined): Distribution[] {
  if (sample === undefined) return [];
  const { all, unfinished } = sample;
  const tails = [0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9975, 0.999, 0.9995, 0.9999, 0.99995, 0.99999];
  const qs = [0, 0.1, ...tails.filter((q) => all.n * (1 - q) >= 1 - rounding), 1];
  const ms = all.quantilesMs(qs);
  return [
    {
      name,
      n: all.n - unfinished,
      atLeastFromQ: qs.find((q) => isLowerBound(sample, q)) ?? null,
      points: qs.map((q, index) => ({ q, ms: rounded(ms[index] as number) })),
    },
  ];
}

/** Three digits after the point are a µs, and more than any chart shows. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
