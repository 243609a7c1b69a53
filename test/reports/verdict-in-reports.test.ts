// What a report says of objectives follows its verdict.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runView } from '../../reports/views/run.ts';
import { stagesTable } from '../../reports/views/stage-tables.ts';
import { objectivesTable, thresholdsTable } from '../../reports/views/tables.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

describe('a report', () => {
  test.each(codes)('says that every objective is met under PASS, and nowhere else, in %s', (code) => {
    const { met } = languages[code].labels.summary;
    fc.assert(
      fc.property(anyResult, (result) => {
        const input = inputOf(result);
        const text = renderers.terminal(runView(input, languages[code]));
        expect(text.includes(met)).toBe(input.verdict.objectives === 'PASS');
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test.each(codes)('of an INVALID run ticks no objective and no threshold, in %s', (code) => {
    const { result, verdict } = inputOf(sampleResult({ isTruncated: true }));
    expect(verdict.validity).toBe('INVALID');
    for (const table of [objectivesTable, thresholdsTable]) {
      const marks = table(result, verdict, languages[code]).rows.map(([mark]) => mark);
      expect(marks.length).toBeGreaterThan(0);
      expect(marks).not.toContain('✓');
    }
    expect(renderers.terminal(runView(inputOf(result), languages[code]))).toContain(
      languages[code].labels.summary.notJudged,
    );
  });

  test('ticks a count of no exceptions, of as many journeys as started', () => {
    const sample = sampleResult();
    const none = { isOk: true, value: 0, unit: 'number', n: 0, holds: true } as const;
    const result = sampleResult({
      thresholds: [
        { ...none, metric: 'journeys_failed{cause:exception}', expression: 'count<1' },
        { ...none, metric: 'my_errors', expression: 'count<1' },
        { ...none, metric: 'my_errors', expression: 'rate<1' },
      ],
    });
    const { rows } = thresholdsTable(result, inputOf(sample).verdict, languages.en);
    expect(rows.map(([mark, , , , n]) => [mark, n])).toEqual([
      ['✓', '300'],
      ['✓', '—'],
      ['?', '0'],
    ]);
  });

  test('accounts for every scheduled journey of a stage that was cut short', () => {
    const cut = { kind: 'interrupted', detail: 'stopped by you after 12 of 20 s', k6ExitCode: 105 } as const;
    const { stages } = sampleResult().series;
    const ofCut = stages.map((stage, index) => (index === 0 ? stage : { ...stage, started: 40, dropped: 10 }));
    for (const code of codes) {
      const { columns, accounting } = languages[code].labels;
      const table = (ending: typeof cut | { kind: 'completed'; detail: ''; k6ExitCode: 0 }) =>
        stagesTable(sampleResult({ ending, stages: ofCut }), languages[code]);
      const { columns: labels, rows } = table(cut);
      const cells = rows.map((row) => (label: string) => Number(row[labels.findIndex((one) => one.label === label)]));
      for (const cell of cells) {
        const planned = cell(columns.scheduled);
        expect(cell(columns.started) + cell(columns.dropped) + cell(accounting.neverDue)).toBe(planned);
      }
      const completed = table({ kind: 'completed', detail: '', k6ExitCode: 0 });
      expect(completed.columns.map(({ label }) => label)).not.toContain(accounting.neverDue);
    }
  });

  test.each(codes)('says what an unclear stage lacks, only where one is, in %s', (code) => {
    const { rows } = languages[code].labels;
    const { stages } = sampleResult().series;
    const few = stages.map((stage) => ({ ...stage, requests: null }));
    const textOf = (some: typeof stages) =>
      renderers.markdown(runView(inputOf(sampleResult({ stages: some })), languages[code]));
    expect(textOf(stages)).not.toContain(rows.whyUnclear);
    expect(textOf(few)).toContain(rows.whyUnclear);
  });

  test('ticks no threshold that saw no sample', () => {
    const limits = sampleResult().objectives.thresholds.filter(({ expression }) => !expression.startsWith('count<'));
    const result = sampleResult({ thresholds: limits.map((one) => ({ ...one, isOk: true, n: 0 })) });
    const marks = thresholdsTable(result, inputOf(result).verdict, languages.en).rows.map(([mark]) => mark);
    expect(new Set(marks)).toEqual(new Set(['?']));
  });
});
