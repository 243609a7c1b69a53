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

/** The ways to write values of a language. */
export function formatsOf({ locale, units: unitTexts }: Labels): Formats {
  const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimals = (digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [none, one, two] = [decimals(0), decimals(1), decimals(2)] as [
    Intl.NumberFormat,
    Intl.NumberFormat,
    Intl.NumberFormat,
  ];
  const loose = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  const percents = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const isKnown = (value: number | null | undefined): value is number =>
    typeof value === 'number' && Number.isFinite(value);
  const units = (amount: string, unit: string) => `${amount} ${unit}`;
  const ms = (value: number | null): string => {
    if (!isKnown(value)) return noFigure;
    if (value === 0) return units('0', 'ms');
    if (value >= 999.5) return `${two.format(value / 1_000)}${unitTexts.second}`;
    if (value > 0 && value < 0.01) return units(exact.format(value), 'ms');
    return units((value < 10 ? two : value < 100 ? one : none).format(value), 'ms');
  };
  const inPercent = (amount: string) => `${amount}${unitTexts.percent}`;
  const percent = (ratio: number): string => {
    if (!isKnown(ratio)) return noFigure;
    const rounded = Math.round(ratio * 1_000) / 10;
    if (rounded === 100 && ratio < 1) return inPercent(percents.format(99.9));
    if (rounded === 0 && ratio > 0) return inPercent(`< ${percents.format(0.1)}`);
    return inPercent(percents.format(rounded));
  };
  const exactPercent = (ratio: number) => (isKnown(ratio) ? inPercent(exact.format(ratio * 100)) : noFigure);
  const exactMs = (value: number) => {
    if (!isKnown(value)) return noFigure;
    return value < 1_000 ? units(exact.format(value), 'ms') : `${exact.format(value / 1_000)}${unitTexts.second}`;
  };
  const near =
    (rounded: (value: number) => string, precise: (value: number) => string) =>
    (value: number, limit: number | null): string =>
      limit !== null && value !== limit && rounded(value) === rounded(limit) ? precise(value) : rounded(value);
  return {
    count: (n) => (isKnown(n) ? grouped.format(n) : noFigure),
    number: (value) => (isKnown(value) ? (Math.abs(value) >= 100 ? grouped : loose).format(value) : noFigure),
    percent,
    exactPercent,
    percentNear: near(percent, exactPercent),
    share: (part, whole) => (isKnown(part) && isKnown(whole) && whole > 0 ? percent(part / whole) : noFigure),
    ms,
    exactMs,
    msNear: near(ms, exactMs),
    quantile: (value, q, n) => (n < samplesForQuantile(q) ? noFigure : ms(value)),
    rps: (rps) => (isKnown(rps) ? `${loose.format(rps)}${unitTexts.perSecond}` : noFigure),
    duration: (value) => {
      const tenths = Math.round(value / 100) / 10;
      if (tenths < 60) return `${loose.format(tenths)}${unitTexts.second}`;
      const seconds = Math.round(value / 1_000);
      const minutes = Math.floor(seconds / 60);
      const rest = seconds % 60;
      const whole = `${grouped.format(minutes)}${unitTexts.minute}`;
      return rest === 0 ? whole : `${whole} ${grouped.format(rest)}${unitTexts.second}`;
    },
    bytes: (bytes) =>
      bytes < 1_024
        ? units(grouped.format(bytes), 'B')
        : bytes < 2 ** 20
          ? units(one.format(bytes / 1_024), 'KiB')
          : units(one.format(bytes / 2 ** 20), 'MiB'),
    instant: (iso) => `${iso.slice(0, 19).replace('T', ' ')} UTC`,
  };
}
