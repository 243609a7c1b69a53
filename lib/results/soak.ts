import type { RunResult, Series, SoakSeries } from '../model/result.ts';
import { isSoak } from '../model/soak.ts';
import { histogramQuantiles } from '../stats/histogram.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { type SoakWindows, signalSeries } from './soak-signals.ts';
import { allRequests, mergeWindows, type Window } from './windows.ts';

const maxWindowMs = 60_000;
const wantedWindows = 60;
const minWindows = 30;
/** A target's own warm-up lasts for a while: this part of the load is not looked at. */
const warmUpShare = 0.1;
/** Fewer requests say little of a window's p95. */
const minRequests = 20;

/** The series of a long load at one rate; nothing for another load. */
export function soakOf(
  samples: Samples | undefined,
  subject: RunSubject,
  series: Series | null,
  signals: string | undefined,
): Pick<RunResult, 'soak'> {
  const rateRps = rateOf(subject);
  if (samples === undefined || series === null || rateRps === undefined) return {};
  const { collector, hasJourneys } = samples;
  const { widthMs } = collector.windows;
  const lengthMs = Math.min(subject.load?.durationMs ?? 0, collector.lastMs - series.originMs);
  const cut = cutOf(lengthMs, widthMs);
  if (cut.count < minWindows) return {};
  const all = collector.windows.list();
  const each = <Value>(of: (from: number, to: number) => Value): Value[] =>
    Array.from({ length: cut.count }, (_, index) => {
      const from = (cut.fromMs + index * cut.windowMs) / widthMs;
      return of(from, from + cut.windowMs / widthMs);
    });
  const windows = each((from, to) => mergeWindows(all.slice(from, to)));
  const inFlight = each((from, to) => mean(series.inFlight.slice(from, to)));
  const own = { ...cut, originMs: series.originMs };
  return {
    soak: {
      windowMs: cut.windowMs,
      fromMs: cut.fromMs,
      rateRps,
      series: [
        ...requestSeries(windows),
        ...(hasJourneys ? journeySeries(windows, inFlight, cut.windowMs) : []),
        ...(signals === undefined ? [] : signalSeries(signals, own)),
      ],
    },
  };
}

/** The one rate of a load that is looked at for drift. */
function rateOf({ profile, load, stages }: RunSubject): number | undefined {
  const rates = new Set(stages.flatMap(({ fromRps, toRps, shape }) => (shape === 'step' ? [toRps] : [fromRps, toRps])));
  const [rateRps] = rates;
  return rates.size === 1 && load !== null && isSoak(profile, load.durationMs) ? rateRps : undefined;
}

/** Sixty windows or more where that is possible, each of a minute at the most, of a length that `widthMs` divides. */
function cutOf(lengthMs: number, widthMs: number): Omit<SoakWindows, 'originMs'> {
  const wantedMs = Math.min(maxWindowMs, ((1 - warmUpShare) * lengthMs) / wantedWindows);
  const windowMs = Math.max(1, Math.floor(wantedMs / widthMs)) * widthMs;
  const fromMs = Math.ceil((warmUpShare * lengthMs) / widthMs) * widthMs;
  return { windowMs, fromMs, count: Math.max(0, Math.floor((lengthMs - fromMs) / windowMs)) };
}

function requestSeries(windows: readonly Window[]): SoakSeries[] {
  const requests = windows.map(({ steps }) => allRequests(steps));
  const quantile = (q: number) =>
    requests.map(({ histogram }) =>
      histogram.n < minRequests ? null : rounded(histogramQuantiles(histogram, [q])[0] ?? Number.NaN),
    );
  const errors = requests.map(({ failed, histogram: { n } }) => (n === 0 ? null : failed / n));
  return [
    { source: 'load', name: 'p50', unit: 'ms', values: quantile(0.5) },
    { source: 'load', name: 'p95', unit: 'ms', values: quantile(0.95) },
    { source: 'load', name: 'errors', unit: 'ratio', values: errors },
  ];
}

function journeySeries(windows: readonly Window[], inFlight: readonly number[], windowMs: number): SoakSeries[] {
  const perSecond = windows.map(({ ended, failed }) => rounded(((ended - failed) * 1_000) / windowMs));
  return [
    { source: 'load', name: 'throughput', unit: 'perSecond', values: perSecond },
    { source: 'load', name: 'inFlight', unit: 'count', values: inFlight.map(rounded) },
  ];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
