import { describe, expect, test } from 'vitest';
import renderCsv from '../../reports/formats/csv.ts';
import { runView } from '../../reports/views/run.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { inputOf, languages, madeUp, neverBegan } from './inputs.ts';

const rowsOf = (text: string): string[][] =>
  text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));

describe('stages.csv', () => {
  test('has a row for each stage that takes time, and a unit in the name of each column that has one', () => {
    const [header = [], ...rows] = rowsOf(renderCsv(runView(inputOf(sampleResult()), languages.en)));
    expect(rows).toHaveLength(2);
    expect(header.slice(0, 6)).toEqual(['stage', 'shape', 'from_rps', 'to_rps', 'start_s', 'duration_s']);
    expect(header.filter((name) => name.startsWith('order_'))).toEqual([
      ...['order_n', 'order_failed', 'order_p50_ms', 'order_p95_ms', 'order_p99_ms', 'order_max_ms'],
    ]);
    const [first = []] = rows;
    expect(Object.fromEntries(header.map((name, index) => [name, first[index]]))).toMatchObject({
      ...{ stage: '1', shape: 'plateau', from_rps: '10', to_rps: '10', start_s: '0', duration_s: '10' },
      ...{ scheduled: '100', started: '100', dropped: '0', finished_rps: '10', requests_n: '300' },
      ...{ requests_p95_ms: '48.6', order_n: '100' },
    });
  });

  test('leaves out stages that take no time, and numbers the others as the reports do', () => {
    const {
      series: { stages },
    } = sampleResult();
    const [plateau, ramp] = stages as [(typeof stages)[number], (typeof stages)[number]];
    const step = { ...plateau, shape: 'step' as const, durationMs: 0 };
    const [, ...rows] = rowsOf(
      renderCsv(runView(inputOf(sampleResult({ stages: [plateau, step, ramp] })), languages.en)),
    );
    expect(rows.map(([number, shape]) => [number, shape])).toEqual([
      ['1', 'plateau'],
      ['2', 'ramp'],
    ]);
  });

  test('has empty cells for what is not known, never 0', () => {
    const [header = [], first = []] = rowsOf(renderCsv(runView(inputOf(neverBegan), languages.en)));
    expect(first).toHaveLength(header.length);
    expect(first[header.indexOf('started')]).toBe('');
    expect(first[header.indexOf('requests_p95_ms')]).toBe('');
    expect(first[header.indexOf('scheduled')]).toBe('100');
  });

  test('has as many cells in each row as in its header, and numbers that any locale reads', () => {
    for (const [, input] of madeUp) {
      const [header = [], ...rows] = rowsOf(renderCsv(runView(input, languages.en)));
      for (const row of rows) {
        expect(row).toHaveLength(header.length);
        for (const cell of row) expect(cell).toMatch(/^(|-?\d+(\.\d+)?|ramp|plateau)$/);
      }
    }
  });
});
