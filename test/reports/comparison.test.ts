import { describe, expect, test } from 'vitest';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import type { Comparison, Difference } from '../../lib/model/comparison.ts';
import { comparisonAnnotation } from '../../reports/formats/github.ts';
import renderHtml from '../../reports/formats/html.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import renderComparison, { renderComparisonJunit, renderComparisonMarkdown } from '../../reports/views/comparison.ts';
import { comparisonLines, comparisonTable } from '../../reports/views/comparison-table.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';
import { hasHangul, holesIn } from '../judge/findings/holes.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';

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
    expect(text).toContain('Worse: journey p50 51.0 ms → 66.3 ms, +30 % (+30 % to +30 %, n = 8)');
    expect(text).toContain('A target that is no worse is called WORSE with a probability of 5 %');
    expect(text).toContain('Not the same for both: k6 (2.1.0, 2.2.0)');
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
    expect(renderComparisonMarkdown(comparison, languages.en)).toMatch(
      /## Failures by cause, in all runs\n\n.*\n.*\n\| order \| status 500 \| 0 \| 160 \|/,
    );
  });

  test.each(all)(
    '%s in %s is JUnit that a schema accepts, with a case for what decides',
    async (name, code, comparison) => {
      const xml = renderComparisonJunit(comparison, languages[code]);
      expect(await schemaErrors(xml)).toEqual([]);
      const isBad = name === 'WORSE' || name === 'failing';
      expect(xml.includes('<failure')).toBe(isBad);
      expect(xml.includes('<error')).toBe(name === 'INCONCLUSIVE');
    },
  );

  test('cannot break a table or a terminal by the names of its sides', () => {
    const [, comparison] = comparisons[0] as (typeof comparisons)[number];
    const named = { ...comparison, a: { ...comparison.a, name: 'a|b<i>\u001b[31m' } };
    expect(renderComparisonMarkdown(named, languages.en)).toContain('a\\|b\\<i\\>');
    expect(renderComparison(named, languages.en, { hasColor: false })).not.toContain('\u001b');
    expect(comparisonAnnotation({ ...named, scenario: 'x,y:z' }, languages.en)).toMatch(
      /^::error title=x%2Cy%3Az::WORSE: /,
    );
  });

  test('stands in every report of the run that it is of', () => {
    const [, comparison] = comparisons[0] as (typeof comparisons)[number];
    const plain = inputOf(sampleResult());
    const input = { ...plain, comparison, verdict: { ...plain.verdict, baseline: 'WORSE' as const } };
    for (const code of codes) {
      const language = languages[code];
      const title = language.labels.sections.comparison;
      expect(renderMarkdown(input, language)).toContain(`## ${title}`);
      expect(renderTerminal(input, language, { hasColor: false })).toContain(title);
      const html = renderHtml(input, language);
      expect(html).toContain(title);
      expect(html).toContain('<div class="verdict bad">');
      expect(renderMarkdown(plain, language)).not.toContain(title);
    }
  });
});
