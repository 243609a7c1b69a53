import Handlebars from 'handlebars';
import { type Objective, samplesForQuantile } from '../../lib/contract/objective.ts';
import { objectiveValues } from '../../lib/judge/findings/objective-values.ts';
import type { Hypothesis } from '../../lib/model/diagnosis.ts';
import type { Finding, LanguageCode, TextValues } from '../../lib/model/finding.ts';
import { catalogs } from './catalog.ts';
import type { Labels } from './en/texts.ts';
import type { FindingTexts } from './finding-texts.ts';

/** What stands where a number would say more than the samples do. */
export const noFigure = '—';

export const languageCodes = Object.keys(catalogs) as LanguageCode[];

/** A language of reports: its words, its way to write numbers, and sentences filled with values. */
export interface Language extends Formats {
  readonly code: LanguageCode;
  readonly labels: Labels;
  /** A Handlebars template of the catalog, filled. */
  say(template: string, values?: TextValues): string;
  /** An objective in words. */
  objective(objective: Objective): string;
  finding(finding: Finding): FindingWords;
  hypothesis(hypothesis: Hypothesis): HypothesisWords;
}

/** A finding in words; sentences without their full stop. */
export interface FindingWords {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
  /** Why it could not look, or how it broke. */
  readonly reason: string;
}

export interface HypothesisWords {
  readonly title: string;
  readonly supporting: readonly string[];
  readonly opposing: readonly string[];
  readonly experiment: string;
}

interface Formats {
  /** A whole number with its separators; a dash for what is not known. */
  count(n: number | null | undefined): string;
  /** A number of three digits or so, without a unit. */
  number(value: number): string;
  /** A ratio (0–1) in percent, never rounded to a bound that it does not reach: 0.9996 is `99.9 %`. */
  percent(ratio: number): string;
  /** The same to a millionth, for limits: 0.9995 is `99.95 %`. */
  exactPercent(ratio: number): string;
  /** The same, with more digits where rounding would put it on its limit. */
  percentBeside(ratio: number, limit: number | null): string;
  share(part: number | null, whole: number | null): string;
  /** Three significant digits or so; from 1 s on in seconds. */
  ms(ms: number | null): string;
  /** The same to a microsecond, for limits. */
  exactMs(ms: number): string;
  /** The same, with more digits where rounding would put it on its limit. */
  msBeside(ms: number, limitMs: number | null): string;
  /** A quantile of n samples (null: not known how many), or a dash where n is too small for a finite 95 % interval. */
  quantile(ms: number | null, q: number, n: number | null): string;
  rps(rps: number): string;
  duration(ms: number): string;
  bytes(bytes: number): string;
  /** An ISO 8601 instant, in UTC. */
  instant(iso: string): string;
}

/** The language of that code. */
export function languageOf(code: LanguageCode): Language {
  const { labels, findings, diagnosis } = catalogs[code];
  const formats = formatsOf(labels);
  const engine = engineFor(labels, formats);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const say = (template: string, values: TextValues = {}): string => {
    let filled = compiled.get(template);
    if (filled === undefined) {
      filled = engine.compile(template, { noEscape: true, knownHelpersOnly: false });
      compiled.set(template, filled);
    }
    return filled(values);
  };
  return {
    code,
    labels,
    ...formats,
    say,
    objective: (objective) => say('{{objectiveText this}}', objectiveValues(objective)),
    finding: ({ id, variant, values, status, reason }) => {
      const texts = findings[id];
      if (texts === undefined) return { title: id, what: '', why: '', advice: '', reason: reason ?? '' };
      const isTold = status !== 'pass' && status !== 'not-applicable' && status !== 'error';
      const fill = (text: FindingTexts['what']) => (isTold ? say(variantOf(text, variant), values) : '');
      const reasons: Readonly<Record<string, string>> = labels.reasons;
      return {
        title: texts.title,
        what: status === 'error' ? say(labels.prose.broke, { reason }) : fill(texts.what),
        why: texts.why,
        advice: fill(texts.advice),
        reason: reason === null ? '' : (reasons[reason] ?? reason),
      };
    },
    hypothesis: ({ id, values, supporting, opposing }) => {
      const texts = diagnosis[id];
      const fill = (statement: { text: string; values: TextValues }) =>
        say(texts?.statements[statement.text] ?? '', statement.values);
      return {
        title: say(texts?.title ?? id, values),
        supporting: supporting.map(fill),
        opposing: opposing.map(fill),
        experiment: say(texts?.experiment ?? '', values),
      };
    },
  };
}

/** Korean where the environment says so (LC_ALL, LC_MESSAGES, LANG), else English. */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): LanguageCode {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ko\b|^ko_/i.test(locale) ? 'ko' : 'en';
}

const variantOf = (text: FindingTexts['what'], variant: string): string =>
  typeof text === 'string' ? text : (text[variant] ?? Object.values(text)[0] ?? '');

function engineFor({ locale, listSeparator, objective: objectives }: Labels, formats: Formats): typeof Handlebars {
  const engine = Handlebars.create();
  const kinds = new Map(
    Object.entries(objectives).map(([kind, text]) => [kind, engine.compile(text, { noEscape: true })] as const),
  );
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const word = (n: number, one: string, other: string) => (plurals.select(n) === 'one' ? one : other);
  engine.registerHelper({
    count: (n: number) => formats.count(n),
    number: (value: number) => formats.number(value),
    percent: (ratio: number) => formats.percent(ratio),
    exactPercent: (ratio: number) => formats.exactPercent(ratio),
    percentBeside: (ratio: number, limit: number) => formats.percentBeside(ratio, limit),
    ms: (ms: number) => formats.ms(ms),
    exactMs: (ms: number) => formats.exactMs(ms),
    msBeside: (ms: number, limitMs: number) => formats.msBeside(ms, limitMs),
    objectiveText: (values: TextValues) =>
      `${kinds.get(String(values.kind))?.(values) ?? ''}${kinds.get('terms')?.(values) ?? ''}`,
    rps: (rps: number) => formats.rps(rps),
    duration: (ms: number) => formats.duration(ms),
    cores: (cores: number) => formats.number(cores),
    n: (n: number, one: string, other: string) => `${formats.count(n)} ${word(n, one, other)}`,
    plural: (n: number, one: string, other: string) => word(n, one, other),
    list: function list(items: readonly TextValues[], options: Handlebars.HelperOptions) {
      // A template of one number alone gives a number.
      const texts = items.map((item) => String(options.fn(item)));
      if (options.hash.ordered) return texts.join(' → ');
      return listSeparator === '' ? lists.format(texts) : texts.join(listSeparator);
    },
  });
  return engine;
}

function formatsOf({ locale, units: words }: Labels): Formats {
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
    if (value >= 999.5) return `${two.format(value / 1_000)}${words.second}`;
    if (value > 0 && value < 0.01) return units(exact.format(value), 'ms');
    return units((value < 10 ? two : value < 100 ? one : none).format(value), 'ms');
  };
  const percent = (ratio: number): string => {
    if (!isKnown(ratio)) return noFigure;
    const rounded = Math.round(ratio * 1_000) / 10;
    if (rounded === 100 && ratio < 1) return units(percents.format(99.9), '%');
    if (rounded === 0 && ratio > 0) return units(`< ${percents.format(0.1)}`, '%');
    return units(percents.format(rounded), '%');
  };
  const exactPercent = (ratio: number) => (isKnown(ratio) ? units(exact.format(ratio * 100), '%') : noFigure);
  const exactMs = (value: number) => {
    if (!isKnown(value)) return noFigure;
    return value < 1_000 ? units(exact.format(value), 'ms') : `${exact.format(value / 1_000)}${words.second}`;
  };
  const beside =
    (rounded: (value: number) => string, precise: (value: number) => string) =>
    (value: number, limit: number | null): string =>
      limit !== null && value !== limit && rounded(value) === rounded(limit) ? precise(value) : rounded(value);
  return {
    count: (n) => (isKnown(n) ? grouped.format(n) : noFigure),
    number: (value) => (isKnown(value) ? (Math.abs(value) >= 100 ? grouped : loose).format(value) : noFigure),
    percent,
    exactPercent,
    percentBeside: beside(percent, exactPercent),
    share: (part, whole) => (isKnown(part) && isKnown(whole) && whole > 0 ? percent(part / whole) : noFigure),
    ms,
    exactMs,
    msBeside: beside(ms, exactMs),
    quantile: (value, q, n) => (n !== null && n < samplesForQuantile(q) ? noFigure : ms(value)),
    rps: (rps) => (isKnown(rps) ? `${loose.format(rps)}${words.perSecond}` : noFigure),
    duration: (value) => {
      const tenths = Math.round(value / 100) / 10;
      if (tenths < 60) return `${loose.format(tenths)}${words.second}`;
      const seconds = Math.round(value / 1_000);
      const minutes = Math.floor(seconds / 60);
      const rest = seconds % 60;
      const whole = `${grouped.format(minutes)}${words.minute}`;
      return rest === 0 ? whole : `${whole} ${grouped.format(rest)}${words.second}`;
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
