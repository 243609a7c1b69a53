// No sentence of a report says what its tables do not: over generated results, however little their parts fit together.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, LanguageCode } from '../../lib/model/finding.ts';
import type { Document } from '../../reports/document.ts';
import type { Language } from '../../reports/languages/language.ts';
import { noFigure } from '../../reports/languages/numbers.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { runView } from '../../reports/views/run.ts';
import { anyResult, nearResult } from '../judge/findings/any-result.ts';
import { sentencesOf, tablesOf } from './document-text.ts';
import { codes, inputOf, languages } from './inputs.ts';

const generated = 2_000;

/** Phrases that no label of a table has. */
const phrases: Readonly<Record<LanguageCode, { noSteadyRate: string; withMostFailures: RegExp; spread: string }>> = {
  en: {
    noSteadyRate: 'no steady rate was tested',
    withMostFailures: /(\S+(?: step)?) had the most failures/,
    spread: 'Failures are spread over the steps',
  },
  ko: {
    noSteadyRate: '일정한 도착률은 시험하지 않았습니다',
    withMostFailures: /실패가 가장 많은 단계는 (.+?)입니다/,
    spread: '실패가 여러 단계에 고르게 퍼져 있습니다',
  },
};

/** A report with what is read and what is looked up taken apart. */
interface Reading {
  readonly input: ReportInput;
  readonly language: Language;
  readonly text: string;
  readonly sentences: readonly string[];
  readonly tables: ReturnType<typeof tablesOf>;
}

function readingOf(input: ReportInput, language: Language): Reading {
  const document: Document = runView(input, language);
  const sentences = sentencesOf(document);
  return { input, language, sentences, text: sentences.join('\n'), tables: tablesOf(document) };
}

/** A count as a table has it; null for a dash. */
const countOf = (cell: string | undefined): number | null =>
  cell === undefined || cell === noFigure ? null : Number(cell.replaceAll(',', ''));

const rowsOf = ({ tables }: Reading, title: string) => tables.get(title) ?? [];
const found = ({ input }: Reading, id: string, variant?: string): Finding | undefined =>
  input.findings.find(
    (one) =>
      one.id === id &&
      ['invalid', 'suspect', 'fail', 'note'].includes(one.status) &&
      one.variant === (variant ?? one.variant),
  );

/** Sentences that the tables ask for and the report lacks, and those that it has and they deny. */
type Check = (reading: Reading) => string[];

const saysMet: Check = (reading) => {
  const { summary, sections } = reading.language.labels;
  const rows = rowsOf(reading, sections.objectives);
  const isMet = rows.length > 0 && rows.every((row) => row[''] === '✓');
  const says = reading.sentences.some((one) => one.startsWith(summary.met));
  const { objectives, validity } = reading.input.verdict;
  return [
    ...(says && (!isMet || objectives !== 'PASS' || validity === 'INVALID')
      ? ['says that every objective is met']
      : []),
    ...(!says && isMet && objectives === 'PASS' ? ['does not say that every objective is met'] : []),
  ];
};

/** Each missed objective with the value that the table has, be it at least that or none. */
const saysMissed: Check = (reading) => {
  const { labels, say } = reading.language;
  const rows = rowsOf(reading, labels.sections.objectives);
  return (
    [
      ['✗', labels.summary.missed],
      ['!', labels.summary.warned],
    ] as const
  ).flatMap(([mark, template]) => {
    const objectives = rows
      .filter((row) => row[''] === mark)
      .map((row) => ({ objective: row[labels.columns.objective] ?? '', value: row[labels.columns.measured] ?? '' }));
    const expected = say(template, { objectives });
    return objectives.length === 0 || reading.text.includes(expected) ? [] : [`lacks: ${expected}`];
  });
};

/** A value that open requests could move up is marked, wherever it stands. */
const lowerBounds: Check = (reading) => {
  const { labels } = reading.language;
  const rows = rowsOf(reading, labels.sections.objectives);
  return reading.input.result.objectives.results.flatMap(({ isLowerBound, value, status, n, neededN }, at) => {
    const cell = rows[at]?.[labels.columns.measured] ?? '';
    const hasValue = value !== null && !(status === 'NO_DATA' && n !== null && n < neededN);
    return hasValue && isLowerBound !== cell.startsWith('≥') ? [`a lower bound, or not: ${cell}`] : [];
  });
};

/** Counts of journeys in sentences are those of the table. */
const journeys: Check = (reading) => {
  const { labels, say } = reading.language;
  const { sections, columns, accounting, summary } = labels;
  const rows = rowsOf(reading, sections.journeys);
  const count = (name: string) => countOf(rows.find((row) => row[''] === name)?.[columns.journeys]);
  const [scheduled, ok, unfinished] = [
    count(accounting.scheduled),
    count(accounting.succeeded),
    count(accounting.unfinished),
  ];
  if (scheduled === null || scheduled === 0 || ok === null) return [];
  const unfinishedCount = unfinished ?? 0;
  const expected = [
    say(summary.journeys, { ok, scheduled, ratio: ok / scheduled }),
    ...(unfinishedCount > 0
      ? [say(summary.unfinished, { count: unfinishedCount, ratio: unfinishedCount / scheduled })]
      : []),
  ];
  const told = found(reading, 'unfinished-journeys');
  return [
    ...expected.filter((one) => !reading.text.includes(one)).map((one) => `lacks: ${one}`),
    ...(told && told.values.unfinished !== unfinished ? [`other unfinished than ${unfinished}`] : []),
  ];
};

/** A step that is said to have the most failures is the row with the highest ratio, and its counts are that row's. */
const failingStep: Check = (reading) => {
  const { labels, code, count } = reading.language;
  const { sections, columns } = labels;
  const rows = rowsOf(reading, sections.funnel).map((row) => ({
    step: row[columns.step] ?? '',
    failed: countOf(row[columns.failed]) ?? 0,
    attempted: countOf(row[columns.attempted]) ?? 0,
  }));
  const ratio = (row: { failed: number; attempted: number }) => (row.attempted === 0 ? 0 : row.failed / row.attempted);
  const names = [...new Set(reading.sentences.flatMap((one) => phrases[code].withMostFailures.exec(one)?.[1] ?? []))];
  const isSpread = reading.text.includes(phrases[code].spread);
  return [
    ...names.flatMap((name) => {
      const row = rows.find(({ step }) => step === name);
      const highest = Math.max(...rows.map(ratio));
      const isHighest = row !== undefined && ratio(row) === highest;
      const sentence = reading.sentences.find((one) => phrases[code].withMostFailures.test(one)) ?? '';
      const hasCounts = row && sentence.includes(count(row.failed)) && sentence.includes(count(row.attempted));
      return isHighest && hasCounts ? [] : [`names ${name}, which is not the row with the highest ratio`];
    }),
    ...(isSpread && names.length > 0 ? ['names a step of failures that are spread'] : []),
    ...(isSpread && rows.filter(({ failed }) => failed > 0).length < 1 ? ['spreads failures that are not there'] : []),
  ];
};

/** Which rates met the objectives, as the rows of the stages have it. */
const stages: Check = (reading) => {
  const { labels, code, number } = reading.language;
  const { columns, rows: words, sections } = labels;
  const finding = found(reading, 'sustainable-range');
  if (finding === undefined) return [];
  const rows = rowsOf(reading, sections.stages).map((row) => ({
    isPlateau: (row[columns.stage] ?? '').includes(words.plateau),
    rate: row[columns.rate] ?? '',
    met: row[columns.met] ?? noFigure,
  }));
  const hasPlateau = rows.some(({ isPlateau, rate }) => isPlateau && rate !== '0');
  const saysNone = reading.text.includes(phrases[code].noSteadyRate);
  const to = (rate: string) => rate.split(' → ').at(-1);
  const rate = typeof finding.values.rateRps === 'number' ? number(finding.values.rateRps) : '';
  const isSamples = reading.input.result.provenance.source === 'samples';
  const isMet = (kind: boolean) =>
    rows.some((row) => row.isPlateau === kind && to(row.rate) === rate && row.met === words.yes);
  const denied = {
    plateau: !isMet(true),
    only: !isMet(true) || rows.some(({ met }) => met === words.no),
    held: !isMet(true) || rows.some(({ met }) => met === words.no),
    ramp: !isMet(false),
    none: rows.some(({ met }) => met === words.yes),
    later: rows.every(({ met }) => met !== words.yes),
  }[finding.variant];
  const isSteady = ['plateau', 'only', 'held'].includes(finding.variant ?? '');
  return [
    ...(saysNone === hasPlateau && !isSteady ? ['steady rates other than in the table'] : []),
    ...(saysNone && finding.variant === 'plateau' ? ['a plateau without a steady rate'] : []),
    ...(isSamples && denied ? [`the stages deny '${finding.variant}'`] : []),
  ];
};

/** Percentiles of sentences are those of the tables, with their `≥`, and none where the table has a dash. */
const percentiles: Check = (reading) => {
  const { labels, ms, say } = reading.language;
  const { columns, rows: words, sections, summary } = labels;
  const { result, hypotheses } = reading.input;
  const all = rowsOf(reading, sections.latency).find((row) => row[columns.step] === words.allRequests);
  const p95 = all?.[columns.p95] ?? noFigure;
  const { n, failed, unknown } = result.latency.requests;
  const requests = say(summary.requests, {
    ...{ n, p95: p95 === noFigure ? '' : p95 },
    failed: failed === null || n === null ? '' : reading.language.share(failed, n - unknown).replace(noFigure, ''),
  });
  const cells = rowsOf(reading, sections.stageSteps).flatMap((row) => Object.values(row));
  const growths = hypotheses.flatMap(({ supporting }) => supporting.filter(({ text }) => text === 'growth'));
  return [
    ...(result.accounting.ok === null && n !== null && n > 0 && !reading.text.includes(requests)
      ? [`lacks: ${requests}`]
      : []),
    ...growths
      .flatMap(({ values }) => [
        ms(values.lowP95Ms as number),
        `${values.isAtLeast ? '≥ ' : ''}${ms(values.highP95Ms as number)}`,
      ])
      .filter((value) => !cells.includes(value))
      .map((value) => `a p95 of ${value}, which is in no table`),
  ];
};

/** A run that was stopped is diagnosed in nothing. */
const stopped: Check = (reading) => {
  const { kind } = reading.input.result.run.ending;
  if (kind === 'completed' || kind === 'objective-failed') return [];
  const { hypothesis } = reading.language.labels.prose;
  const diagnoses = ['failing-step', 'sustainable-range', 'growing-backlog', 'survivorship', 'cost-by-step'];
  return [
    ...reading.input.hypotheses.map(({ id }) => `supposes ${id} of a run that was stopped`),
    ...diagnoses.filter((id) => reading.sentences.includes(id)).map((id) => `finds ${id} in a run that was stopped`),
    ...(reading.sentences.includes(hypothesis) ? ['has a hypothesis'] : []),
  ];
};

const checks = { saysMet, saysMissed, lowerBounds, journeys, failingStep, stages, percentiles, stopped };

const contradictionsOf = (input: ReportInput, language: Language): string[] => {
  const reading = readingOf(input, language);
  return Object.entries(checks).flatMap(([name, check]) => check(reading).map((one) => `${name}: ${one}`));
};

describe(`over ${generated} results`, () => {
  const results = fc.sample(fc.oneof(anyResult, nearResult), { numRuns: generated, seed: 10 });
  const inputs = results.map((result) => inputOf(result));

  test.each(codes)(
    'no sentence contradicts a table in %s',
    (code) => {
      const contradictions = inputs.flatMap((input, at) =>
        contradictionsOf(input, languages[code]).map((one) => `${at} ${one}`),
      );
      expect(contradictions).toEqual([]);
    },
    120_000,
  );

  test('what is looked at is there', () => {
    const count = (id: string, variant: string) =>
      inputs.filter(({ findings }) => findings.some((one) => one.id === id && one.variant === variant)).length;
    for (const variant of ['named', 'spread', 'unclear']) expect(count('failing-step', variant)).toBeGreaterThan(10);
    for (const variant of ['plateau', 'ramp', 'none', 'whole', 'unproven']) {
      expect(count('sustainable-range', variant)).toBeGreaterThan(0);
    }
    const has = (is: (input: ReportInput) => boolean) => inputs.filter(is).length;
    expect(has(({ verdict }) => verdict.objectives === 'PASS')).toBeGreaterThan(100);
    expect(has(({ verdict }) => verdict.validity === 'INVALID')).toBeGreaterThan(100);
    expect(has(({ result }) => result.accounting.ok === null)).toBeGreaterThan(100);
    expect(has(({ hypotheses }) => hypotheses.length > 0)).toBeGreaterThan(50);
    expect(has(({ result }) => result.objectives.results.some(({ isLowerBound }) => isLowerBound))).toBeGreaterThan(
      100,
    );
  });
});
