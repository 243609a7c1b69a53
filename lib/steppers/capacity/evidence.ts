import type { Trial } from '../../model/capacity.ts';
import { designEffectOf } from '../../stats/design-effect.ts';
import type { Block } from '../../stats/intervals.ts';
import { trendOf } from '../../stats/trend.ts';

/** What a trial says about one limit. */
export interface Evidence extends Block {
  readonly rateRps: number;
  /** Length of the measured part. */
  readonly seconds: number;
  /** Integrated autocorrelation time of its latency, seconds; null where it is too short to say. */
  readonly autocorrelation: number | null;
}

/** The sum of numbers. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const loadSecondsOf = (trials: readonly Trial[]): number =>
  trials.reduce((total, { seconds }) => total + seconds.started.length, 0);

/** The seconds of a trial that count. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The measured part of a trial without the seconds whose slow units may still be open at its end, which would make it
 * look better than it was; at most a quarter is left out.
 */
function measuredSpan({ settleSeconds, seconds }: Trial, latencyMs: number | null): Span {
  const length = seconds.started.length;
  const from = Math.min(Math.ceil(settleSeconds), Math.floor(length / 2));
  const open = Math.min(Math.ceil((latencyMs ?? 1000) / 1000), Math.floor((length - from) / 4));
  return { from, to: length - open };
}

/** Units and bad ones of the measured part; journeys that were due and not started are bad. */
function countsOf(trial: Trial, limit: number, { from, to }: Span): Block {
  const { started, dropped } = trial.seconds;
  const [units = [], bad = []] = [trial.seconds.units[limit], trial.seconds.bad[limit]];
  const of = (values: readonly number[]) => sum(values.slice(from, to));
  const missing = of(dropped) * (of(started) > 0 ? Math.max(1, of(units) / of(started)) : 1);
  return { trials: of(units) + missing, events: of(bad) + missing };
}

export function evidenceOf(trial: Trial, limit: number, latencyMs: number | null): Evidence {
  const span = measuredSpan(trial, latencyMs);
  return {
    ...countsOf(trial, limit, span),
    rateRps: trial.rateRps,
    seconds: Math.max(1, span.to - span.from),
    autocorrelation: autocorrelationOf(trial, span),
  };
}

/** Mean latency of the journeys of each second that counts, ms; null of a second without. */
function meanLatencies({ seconds }: Trial, { from, to }: Span): (number | null)[] {
  return seconds.started.slice(from, to).map((started, index) => {
    return started === 0 ? null : (seconds.latencySumMs[from + index] ?? 0) / started;
  });
}

/** That of the mean latency of each second, which is seen even where nothing is bad. */
function autocorrelationOf(trial: Trial, span: Span): number | null {
  const means = meanLatencies(trial, span);
  const known = means.filter((mean) => mean !== null);
  return known.length < 8 || known.every((mean) => mean === known[0]) ? null : designEffectOf(means);
}

const maxGrowth = 0.5;

/** Whether ever more journeys were open in the measured part: it may only take a pass away, for chance does it too. */
export function hasGrowingQueue({ settleSeconds, seconds }: Trial): boolean {
  const open = seconds.inFlight.slice(Math.ceil(settleSeconds));
  if (open.length < 20) return false;
  const { slope, pRising } = trendOf(open);
  const quarter = open.slice(0, Math.ceil(open.length / 4));
  const level = Math.max(1, sum(quarter) / quarter.length);
  return pRising < 0.01 && slope * open.length > maxGrowth * level;
}

/** Mean latency of a trial's measured part, and the standard error of its logarithm; null without journeys. */
export function meanLatencyOf(trial: Trial): { readonly meanMs: number; readonly error: number } | null {
  const means = meanLatencies(trial, measuredSpan(trial, null)).filter((mean) => mean !== null);
  if (means.length < 3) return null;
  const meanMs = sum(means) / means.length;
  const variance = sum(means.map((mean) => (mean - meanMs) ** 2)) / (means.length - 1);
  return meanMs > 0 ? { meanMs, error: Math.sqrt(variance / means.length) / meanMs } : null;
}

/** Successful journeys per second in the second half of a trial. */
export function throughputOf({ seconds }: Trial): number {
  const from = Math.floor(seconds.succeeded.length / 2);
  const late = seconds.succeeded.slice(from);
  return late.length === 0 ? 0 : sum(late) / late.length;
}
