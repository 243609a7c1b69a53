import type { RunResult, Soak, SoakSeries } from '../model/result.ts';
import {
  type Drift,
  detectableGrowth,
  detectableSlope,
  driftOf,
  type EndsOfSeries,
  firstAgainstLast,
  pOfGrowth,
  stepOf,
} from '../stats/drift.ts';
import { holm } from '../stats/paired.ts';
import { randomOf } from '../stats/random.ts';
import { driftRules } from './drift-rules.ts';

/** How one series of a soak went. */
export interface SeriesDrift extends Pick<SoakSeries, 'source' | 'name' | 'unit'> {
  /** Windows in which it is known. */
  readonly n: number;
  /** Medians of the first and the last quarter. */
  readonly start: number;
  readonly end: number;
  /** Sen's slope with its 95 % interval. */
  readonly perHour: number;
  readonly lowPerHour: number;
  readonly highPerHour: number;
  /** One-sided, that noise has such a trend to the worse; of all judged series together (Holm). null if not judged. */
  readonly p: number | null;
  /** The smallest slope to the worse that would have been called a drift in 80 % of such soaks; null if not judged. */
  readonly visiblePerHour: number | null;
  /** `data`: grows with the load itself, and is not judged. */
  readonly verdict: 'drift' | 'step' | 'steady' | 'data';
  /** When its level changed, from the schedule's origin on; of a step only. */
  readonly stepAtMs: number | null;
}

/** One-sided, of all series together. */
export const driftAlpha = 0.01;
const stepAlpha = 0.001;
/** A series with more gaps is not at equal distances in time. */
const maxGaps = 0.1;
const hourMs = 3_600_000;

/** Of a load that a good part of did not get through, what does not drift is not steady either. */
export const wasCarried = ({ accounting: { scheduled, ok } }: Pick<RunResult, 'accounting'>): boolean =>
  scheduled === null || ok === null || ok >= minCarried * scheduled;

const minCarried = 0.9;

const known = new WeakMap<Soak, readonly SeriesDrift[]>();

/** How each series of a soak went, in their order. A drift is significant and large; what is large is in its rule. */
export function driftsOf(soak: Soak): readonly SeriesDrift[] {
  const found = known.get(soak) ?? judged(soak);
  known.set(soak, found);
  return found;
}

/** A series whose trend was tested. */
interface Tested {
  readonly series: SoakSeries;
  readonly values: readonly number[];
  readonly drift: Drift;
  readonly ends: EndsOfSeries;
  /** 1: to rise is worse. −1: to fall is. 0: it is not judged. */
  readonly worse: 1 | -1 | 0;
}

function judged(soak: Soak): SeriesDrift[] {
  const tested = soak.series.flatMap((series) => testedOf(series) ?? []);
  const ps = holm(tested.flatMap((one) => (one.worse === 0 ? [] : [pOf(one)])));
  const p = new Map(tested.filter(({ worse }) => worse !== 0).map((one, index) => [one, ps[index] ?? 1]));
  return tested.map((one) => seriesDrift(one, p.get(one) ?? null, p.size, soak));
}

function testedOf(series: SoakSeries): Tested | undefined {
  const values = series.values.flatMap((value) => value ?? []);
  const drift = values.length < (1 - maxGaps) * series.values.length ? undefined : driftOf(values);
  if (drift === undefined) return undefined;
  const { worse } = driftRules[series.name];
  return { series, values, drift, ends: firstAgainstLast(values, randomOf(1)), worse };
}

/** By the test of trends; of what piles up also by that of its increments, the better of the two, times two. */
function pOf({ series, values, drift, worse }: Tested): number {
  const p = worse < 0 ? drift.pFalling : drift.pRising;
  return driftRules[series.name].mustGoOn ? Math.min(1, 2 * p, 2 * pOfGrowth(values)) : p;
}

function seriesDrift(tested: Tested, p: number | null, count: number, { windowMs, fromMs }: Soak): SeriesDrift {
  const { series, values, drift, ends, worse } = tested;
  const hourly = hourMs / windowMs;
  const step = worse === 0 ? undefined : stepTo(tested);
  const verdict = p === null ? 'data' : step !== undefined ? 'step' : isDrift(tested, p) ? 'drift' : 'steady';
  const { source, name, unit } = series;
  const needed = driftRules[name].minChange(ends.first) / values.length;
  const visible = Math.max(significantSlope(tested, driftAlpha / Math.max(1, count)), needed);
  return {
    ...{ source, name, unit, n: drift.n, start: ends.first, end: ends.last },
    ...{ perHour: drift.slope * hourly, lowPerHour: drift.low * hourly, highPerHour: drift.high * hourly },
    p,
    visiblePerHour: p === null ? null : worse * visible * hourly,
    verdict,
    stepAtMs: verdict === 'step' && step !== undefined ? fromMs + step * windowMs : null,
  };
}

/** The smallest slope that one of the tests would see. */
function significantSlope({ series, values, drift }: Tested, alpha: number): number {
  if (!driftRules[series.name].mustGoOn) return detectableSlope(drift, alpha);
  return Math.min(detectableSlope(drift, alpha / 2), detectableGrowth(values, alpha / 2));
}

/** Significant, large, seen between the ends, too, and where growth may come to an end by itself, not at its end. */
function isDrift({ series, values, drift, ends, worse }: Tested, p: number): boolean {
  const { minChange, mustGoOn } = driftRules[series.name];
  const change = worse * drift.slope * drift.n;
  if (p >= driftAlpha || change < minChange(ends.first)) return false;
  const areEndsApart = worse > 0 ? ends.low > 0 : ends.high < 0;
  return areEndsApart && (!mustGoOn || goesOn(values, drift, minChange(ends.first)));
}

/**
 * Within the second half, steps from window to window go on at half of the whole slope or more, the extreme ones left
 * out: those of a cache or a pool that fills up do not. And the least of the last third is above that of the first,
 * which garbage that is collected at times does not bring about.
 */
function goesOn(values: readonly number[], { slope }: Drift, minChange: number): boolean {
  const half = values.slice(Math.floor(values.length / 2));
  const third = Math.ceil(values.length / 3);
  const rise = Math.min(...values.slice(-third)) - Math.min(...values.slice(0, third));
  return trimmedStep(half) >= slope / 2 && rise >= minChange / 2;
}

/** The mean step from value to value, without the least and the greatest tenth: a collection of garbage is one step. */
function trimmedStep(values: readonly number[]): number {
  const steps = values.slice(1).map((value, index) => value - (values[index] as number));
  const left = Math.ceil(steps.length / 10);
  const kept = steps.sort((a, b) => a - b).slice(left, -left);
  return kept.reduce((sum, step) => sum + step, 0) / kept.length;
}

/**
 * The first window after a change of level to the worse that neither noise nor a slope explains. A pool that fills up
 * is none.
 */
function stepTo({ series, values, worse }: Tested): number | undefined {
  if (driftRules[series.name].mustGoOn) return undefined;
  const step = stepOf(values);
  if (step === undefined || step.p >= stepAlpha || !step.isBetterThanLine) return undefined;
  return worse * (step.to - step.from) >= driftRules[series.name].minChange(step.from) ? step.at : undefined;
}
