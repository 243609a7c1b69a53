import { describe, expect, test } from 'vitest';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import type { Comparison, Difference } from '../../lib/model/comparison.ts';
import { githubAnnotations } from '../../reports/formats/github.ts';
import renderHtml from '../../reports/formats/html.ts';
import renderJunit from '../../reports/formats/junit.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import { comparisonView } from '../../reports/views/comparison.ts';
import { comparisonTable } from '../../reports/views/comparison-tables.ts';
import { changeText, comparisonLines, intervalEnds } from '../../reports/views/comparison-text.ts';
import { runView } from '../../reports/views/run.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';
import { hasHangul, holesIn } from '../judge/findings/holes.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';
import { renderers } from './renderers.ts';

const runs = (count: number, factor: number, failed = 0) =>
  Array.from({ length: count }, (_, index) => {
    const jitter = 1 + 0.01 * ((index * 7) % 5);
    return comparedResult({ p50Ms: 50 * factor * jitter, p95Ms: 100 * factor * jitter, failed });
  });
const differences: readonly Difference[] = [{ name: 'k6', a: '2.1.0', b: '2.2.0', kind: 'other' }];
const compared = (a: ReturnType<typeof runs>, b: ReturnType<typeof runs>, isStrict = false) =>
  compareRuns(setOf('main | <b>', a), setOf('latest', b), differences, defaultTerms, isStrict);
const comparisons: readonly (readonly [string, Comparison])[] = [
  ['WORSE', compared(runs(8, 1), runs(8, 1.3))],
  ['BETTER', compared(runs(8, 1.3), runs(8, 1))],
  ['SAME', compared(runs(8, 1), runs(8, 1.001))],
  ['INCONCLUSIVE', compared(runs(1, 1), runs(1, 1.3), true)],
  ['failing', compared(runs(8, 1), runs(8, 1, 80))],
];
const all = comparisons.flatMap(([name, comparison]) => codes.map((code) => [name, code, comparison] as const));

describe('a comparison', () => {
  test.each(all)('%s in %s is told in whole sentences of that language', (_name, code, comparison) => {
    const lines = comparisonLines(comparison, languages[code]);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) {
      expect(holesIn(line)).toEqual([]);
      expect(hasHangul(line)).toBe(code === 'ko');
    }
    const { columns, rows } = comparisonTable(comparison, languages[code]);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows.flat().join(' ')).not.toMatch(/undefined|NaN|Infinity/);
  });

  test('says how much worse, of what, and how sure it is', () => {
    const text = comparisonLines(comparisons[0]?.[1] as Comparison, languages.en).join('\n');
    expect(text).toContain('Worse: journey p50 51.0 ms → 66.3 ms, median +30 % (');
    expect(text).toContain('The probability of calling an unchanged target WORSE is 5 %');
    expect(text).toContain('Different on the two sides: k6 (2.1.0, 2.2.0)');
  });

  test('of pairs calls the change of a latency a median, that of one run is the ratio of both figures', () => {
    const changes = (comparison: Comparison, code: 'en' | 'ko') =>
      comparisonTable(comparison, languages[code]).rows.map((row) => row[4]);
    const [pairs, single] = [compared(runs(8, 1), runs(8, 1.3)), compared(runs(1, 1), runs(1, 1.3))];
    expect(changes(pairs, 'en').slice(0, 3)).toEqual(['median +30 %', 'median +30 %', 'no change']);
    expect(changes(pairs, 'ko').slice(0, 2)).toEqual(['중앙값 +30%', '중앙값 +30%']);
    expect(changes(single, 'en').slice(0, 2)).toEqual(['+30 %', '+30 %']);
    const line = 'A median change is that of the pairs of runs';
    expect(comparisonLines(pairs, languages.en).join()).toContain(line);
    expect(comparisonLines(single, languages.en).join()).not.toContain(line);
  });

  test('of a run and a baseline asks for more runs of the baseline, of two runs for runs in turn', () => {
    const [a, b] = [runs(3, 1), runs(1, 1.3)];
    const named = (name: string, names: readonly string[]) => {
      const comparison = compareRuns(setOf('main', a), setOf('x', b), [], defaultTerms, false);
      return { ...comparison, a: { name, runs: names } };
    };
    const lines = (name: string, names: readonly string[]) => [
      ...codes.map((code) => comparisonLines(named(name, names), languages[code])[0]),
    ];
    for (const line of lines('main', ['2026-01-02T03-04-05Z-e2e-smoke', 'r2', 'r3'])) {
      expect(line).toContain('caseload baseline set main --append');
      expect(line).not.toMatch(/gate|pairs|쌍/);
    }
    for (const line of lines('http://127.0.0.1:3000', ['r1'])) expect(line).toContain('--pairs');
    for (const line of [...lines('2026-01', ['2026-01-02T03-04-05Z-e2e-smoke']), ...lines('latest', ['r1'])]) {
      expect(line).toContain('caseload gate --against');
      expect(line).not.toContain('--append');
    }
  });

  test('says that percentiles of too few journeys are not compared, and shows none', () => {
    const few = Array.from({ length: 8 }, () => comparedResult({ n: 60 }));
    const comparison = compared(few, few);
    expect(comparisonLines(comparison, languages.en)[1]).toBe(
      'p95 is not compared: in both runs of a pair it needs 72 finished journeys, less than 5 % of them failed',
    );
    expect(comparisonLines(comparison, languages.en)[0]).toBe(
      'No pair of runs has enough journeys to compare p95: more runs would not help, longer ones would (--duration)',
    );
    const [, p95] = comparisonTable(comparison, languages.en).rows;
    expect(p95?.slice(1, 7)).toEqual(['journey p95', '—', '—', '—', '—', '—']);
  });

  test('names the runs that are SUSPECT', () => {
    const [base, candidate] = [setOf('main', runs(4, 1)), setOf('new', runs(4, 1))];
    const doubted = (count: number) => ({
      ...candidate,
      runs: candidate.runs.map((run, index) => (index < count ? { ...run, validity: 'SUSPECT' as const } : run)),
    });
    const lines = (count: number, code: (typeof codes)[number]) =>
      comparisonLines(compareRuns(base, doubted(count), [], defaultTerms), languages[code]).filter((line) =>
        line.includes('SUSPECT'),
      );
    expect(lines(0, 'en')).toEqual([]);
    expect(lines(1, 'en')).toEqual([
      'Of the 8 runs, new-1 is SUSPECT: what speaks against it is in the report of the run',
    ]);
    expect(lines(3, 'en')[0]).toContain('new-1 and 2 others are SUSPECT: what speaks against them');
    const bad = doubted(4);
    const all = compareRuns({ ...base, runs: bad.runs }, bad, [], defaultTerms);
    expect(comparisonLines(all, languages.en).join()).toContain('All 8 runs are SUSPECT: what speaks against them');
    expect(lines(3, 'ko')).toEqual([
      '실행 8회 중 new-1 외 2회의 판정은 의심(SUSPECT)입니다. 이유는 그 실행의 보고서에 있습니다',
    ]);
  });

  test('names what differs in words of its language', () => {
    const [, comparison] = comparisons[0] as (typeof comparisons)[number];
    const other = {
      ...comparison,
      differences: [{ name: 'settings of the target', a: '{}', b: '', kind: 'other' as const }],
    };
    expect(comparisonLines(other, languages.ko).at(-1)).toBe('양쪽의 조건이 다릅니다: 대상의 설정 ({}, —)');
  });

  test('tells failures by their cause on both sides', () => {
    const [result] = runs(1, 1, 80);
    const withCause = {
      ...result,
      latency: {
        ...result?.latency,
        steps: result?.latency.steps.map((step) => ({ ...step, causes: [{ cause: 'status 500', count: 80 }] })),
      },
    };
    const comparison = compared(runs(2, 1), [withCause, withCause] as ReturnType<typeof runs>);
    expect(comparison.causes).toEqual([{ step: 'order', cause: 'status 500', a: 0, b: 160 }]);
    expect(renderMarkdown(comparisonView(comparison, languages.en))).toMatch(
      /## Failures by cause, in all runs\n\n.*\n.*\n\| order \| status 500 \| 0 \| 160 \|/,
    );
  });

  test.each(all)(
    '%s in %s is JUnit that a schema accepts, with a case for what decides',
    async (name, code, comparison) => {
      const xml = renderJunit(comparisonView(comparison, languages[code]));
      expect(await schemaErrors(xml)).toEqual([]);
      const isBad = name === 'WORSE' || name === 'failing';
      expect(xml.includes('<failure')).toBe(isBad);
      expect(xml.includes('<error')).toBe(name === 'INCONCLUSIVE');
    },
  );

  test('cannot break a table or a terminal by the names of its sides', () => {
    const [, comparison] = comparisons[0] as (typeof comparisons)[number];
    const named = { ...comparison, a: { ...comparison.a, name: 'a|b<i>\u001b[31m' } };
    const document = comparisonView(named, languages.en);
    expect(renderMarkdown(document)).toContain('a\\|b&lt;i&gt;');
    expect(renderTerminal(document, { hasColor: false })).not.toContain('\u001b');
    const annotations = githubAnnotations(comparisonView({ ...named, scenario: 'x,y:z' }, languages.en));
    expect(annotations[0]).toMatch(/^::error title=x%2Cy%3Az x \S+::WORSE: /);
  });

  test('stands in every report of the run that it is of', () => {
    const [, comparison] = comparisons[0] as (typeof comparisons)[number];
    const plain = inputOf(sampleResult());
    const input = { ...plain, comparison, verdict: { ...plain.verdict, baseline: 'WORSE' as const } };
    for (const code of codes) {
      const language = languages[code];
      const title = language.labels.sections.comparison;
      const document = runView(input, language);
      expect(renderMarkdown(document)).toContain(`## ${title}`);
      expect(renderTerminal(document, { hasColor: false })).toContain(title);
      const html = renderHtml(document);
      expect(html).toContain(title);
      expect(html).toContain('<div class="verdict bad">');
      expect(renderMarkdown(runView(plain, language))).not.toContain(title);
    }
  });

  test.each(all)('%s in %s is there in every format', (_name, code, comparison) => {
    const document = comparisonView(comparison, languages[code]);
    const verdict = languages[code].labels.verdict[comparison.verdict];
    for (const format of ['terminal', 'markdown', 'html', 'github'] as const) {
      expect(renderers[format](document)).toContain(verdict);
    }
    expect(renderers.junit(document)).toContain(languages[code].labels.comparison.whole);
    expect(JSON.parse(renderers.json(document))).toMatchObject({ language: code, comparison });
    const rows = renderers.csv(document).trimEnd().split('\r\n');
    expect(rows).toHaveLength(comparison.metrics.length + 1);
  });
});

describe('a change', () => {
  const [, comparison] = comparisons[0] as (typeof comparisons)[number];
  const [latency] = comparison.metrics.filter(({ kind }) => kind === 'p95');
  const [ratio] = comparison.metrics.filter(({ kind }) => kind === 'success');
  const { en, ko } = languages;

  test.each([
    [0.003, '+0.3 points', '+0.3%p'],
    [-0.02, '−2 points', '−2%p'],
    [0.0001, '+0.01 points', '+0.01%p'],
    [0.000_000_1, '< +0.0001 points', '< +0.0001%p'],
    [0, 'no change', '변화 없음'],
  ])('of a ratio by %d is never written as ±0', (change, english, korean) => {
    if (ratio === undefined) return expect.fail('no ratio is compared');
    expect(changeText(ratio, change, en)).toBe(english);
    expect(changeText(ratio, change, ko)).toBe(korean);
  });

  test.each([
    [1.1, '+10 %', '+10%'],
    [0.95, '−5 %', '−5%'],
    [1, 'no change', '변화 없음'],
  ])('of a latency by a factor of %d is a percentage', (change, english, korean) => {
    if (latency === undefined) return expect.fail('no latency is compared');
    expect(changeText(latency, change, en)).toBe(english);
    expect(changeText(latency, change, ko)).toBe(korean);
  });

  test.each([
    [-0.000_4, 0.000_2, { low: '−0.04 points', high: '+0.02 points' }],
    [0.010_01, 0.010_03, { low: '+1.001 points', high: '+1.003 points' }],
    [0, 0.003, { low: 'no change', high: '+0.3 points' }],
    [0, 0, undefined],
  ])('between %d and %d has ends that can be told apart, or none', (low, high, ends) => {
    if (ratio === undefined) return expect.fail('no ratio is compared');
    expect(intervalEnds({ ...ratio, interval: { low, high, confidence: 0.9 } }, en)).toEqual(ends);
  });
});
