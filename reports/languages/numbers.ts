import { samplesForQuantile } from '../../lib/contract/objective.ts';
import type { Labels } from './labels.ts';

/** What is printed if a number is not known, or would claim more than the samples show. */
export const noFigure = '—';

/** How a language writes values. */
export interface Formats {
  /** A whole number with its separators; a dash for what is not known. */
  count(n: number | null | undefined): string;
  /** A number of three digits or so, without a unit. */
  number(value: number): string;
  /** A ratio (0–1) in percent, never rounded to a bound that it does not reach: 0.9996 is `99.9 %`. */
  percent(ratio: number): string;
  /** The same to a millionth, for limits: 0.9995 is `99.95 %`. */
  exactPercent(ratio: number): string;
  /** The same, with more digits where rounding would put it on its limit. */
  percentNear(ratio: number, limit: number | null): string;
  share(part: number | null, whole: number | null): string;
  /** Three significant digits or so; from 1 s on in seconds. */
  ms(ms: number | null): string;
  /** The same to a microsecond, for limits. */
  exactMs(ms: number): string;
  /** The same, with more digits where rounding would put it on its limit. */
  msNear(ms: number, limitMs: number | null): string;
  /** A quantile of n samples, or a dash where n is too small for it to have a finite 95 % interval. */
  quantile(ms: number | null, q: number, n: number): string;
  rps(rps: number): string;
  duration(ms: number): string;
  bytes(bytes: number): string;
  /** An ISO 8601 instant, in UTC. */
  instant(iso: string): string;
}

type Units = Labels['units'];

/** The ways to write values of a language. */
export function formatsOf({ locale, units }: Labels): Formats {
  const grouped = decimals(locale, 0);
  const loose = atMost(locale, 2);
  return {
    count: (n) => (isKnown(n) ? grouped.format(n) : noFigure),
    number: (value) => (isKnown(value) ? (Math.abs(value) >= 100 ? grouped : loose).format(value) : noFigure),
    ...ratioFormats(locale, units),
    ...latencyFormats(locale, units),
    rps: (rps) => (isKnown(rps) ? `${loose.format(rps)}${units.perSecond}` : noFigure),
    duration: durationFormat(locale, units),
    bytes: bytesFormat(locale),
    instant: (iso) => `${iso.slice(0, 19).replace('T', ' ')} UTC`,
  };
}

const decimals = (locale: string, digits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const atMost = (locale: string, digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });

const isKnown = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Rounded, and written precisely where rounding would put a value on its limit. */
const near =
  (rounded: (value: number) => string, precise: (value: number) => string) =>
  (value: number, limit: number | null): string =>
    limit !== null && value !== limit && rounded(value) === rounded(limit) ? precise(value) : rounded(value);

function ratioFormats(
  locale: string,
  units: Units,
): Pick<Formats, 'percent' | 'exactPercent' | 'percentNear' | 'share'> {
  const [tenths, exact] = [atMost(locale, 1), atMost(locale, 4)];
  const inPercent = (amount: string) => `${amount}${units.percent}`;
  const percent = (ratio: number): string => {
    if (!isKnown(ratio)) return noFigure;
    const rounded = Math.round(ratio * 1_000) / 10;
    if (rounded === 100 && ratio < 1) return inPercent(tenths.format(99.9));
    if (rounded === 0 && ratio > 0) return inPercent(`< ${tenths.format(0.1)}`);
    return inPercent(tenths.format(rounded));
  };
  const exactPercent = (ratio: number) => (isKnown(ratio) ? inPercent(exact.format(ratio * 100)) : noFigure);
  return {
    percent,
    exactPercent,
    percentNear: near(percent, exactPercent),
    share: (part, whole) => (isKnown(part) && isKnown(whole) && whole > 0 ? percent(part / whole) : noFigure),
  };
}

function latencyFormats(locale: string, units: Units): Pick<Formats, 'ms' | 'exactMs' | 'msNear' | 'quantile'> {
  const [none, one, two] = [decimals(locale, 0), decimals(locale, 1), decimals(locale, 2)];
  const exact = atMost(locale, 4);
  const ms = (value: number | null): string => {
    if (!isKnown(value)) return noFigure;
    if (value === 0) return '0 ms';
    if (value >= 999.5) return `${two.format(value / 1_000)}${units.second}`;
    if (value > 0 && value < 0.01) return `${exact.format(value)} ms`;
    return `${(value < 10 ? two : value < 100 ? one : none).format(value)} ms`;
  };
  const exactMs = (value: number) => {
    if (!isKnown(value)) return noFigure;
    return value < 1_000 ? `${exact.format(value)} ms` : `${exact.format(value / 1_000)}${units.second}`;
  };
  return {
    ms,
    exactMs,
    msNear: near(ms, exactMs),
    quantile: (value, q, n) => (n < samplesForQuantile(q) ? noFigure : ms(value)),
  };
}

function durationFormat(locale: string, units: Units): Formats['duration'] {
  const [grouped, loose] = [decimals(locale, 0), atMost(locale, 2)];
  return (ms) => {
    const tenths = Math.round(ms / 100) / 10;
    if (tenths < 60) return `${loose.format(tenths)}${units.second}`;
    const seconds = Math.round(ms / 1_000);
    const rest = seconds % 60;
    const minutes = `${grouped.format(Math.floor(seconds / 60))}${units.minute}`;
    return rest === 0 ? minutes : `${minutes} ${grouped.format(rest)}${units.second}`;
  };
}

function bytesFormat(locale: string): Formats['bytes'] {
  const [grouped, tenths] = [decimals(locale, 0), decimals(locale, 1)];
  return (bytes) => {
    if (bytes < 1_024) return `${grouped.format(bytes)} B`;
    return bytes < 2 ** 20 ? `${tenths.format(bytes / 1_024)} KiB` : `${tenths.format(bytes / 2 ** 20)} MiB`;
  };
}
