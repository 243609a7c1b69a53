import Handlebars from 'handlebars';
import type { TextValues } from '../../lib/model/finding.ts';
import type { SoakSeries } from '../../lib/model/result.ts';
import { amountText, changeText } from './amounts.ts';
import type { Labels } from './labels.ts';
import type { Formats } from './numbers.ts';

/** Handlebars with the helpers that texts may use. */
export function engineFor(
  { locale, listSeparator, objective: objectives }: Labels,
  formats: Formats,
): typeof Handlebars {
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
    percentNear: (ratio: number, limit: number) => formats.percentNear(ratio, limit),
    ms: (ms: number) => formats.ms(ms),
    exactMs: (ms: number) => formats.exactMs(ms),
    msNear: (ms: number, limitMs: number) => formats.msNear(ms, limitMs),
    objectiveText: (values: TextValues) =>
      `${kinds.get(String(values.kind))?.(values) ?? ''}${kinds.get('terms')?.(values) ?? ''}`,
    rps: (rps: number) => formats.rps(rps),
    bytes: (bytes: number) => formats.bytes(bytes),
    duration: (ms: number) => formats.duration(ms),
    cores: (cores: number) => formats.number(cores),
    amountOf: (value: number, unit: SoakSeries['unit']) => amountText(value, unit, formats),
    changeOf: (value: number, unit: SoakSeries['unit']) => changeText(value, unit, formats),
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
