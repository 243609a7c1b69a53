import { describe, expect, test } from 'vitest';
import { funnelTable, latencyTable } from '../../reports/views/step-tables.ts';
import { objectivesTable } from '../../reports/views/tables.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { inputOf, languages } from './inputs.ts';

const { en } = languages;
const sample = sampleResult();

describe('the table of latencies', () => {
  const rowOf = (changes: Partial<NonNullable<(typeof sample.latency.steps)[number]['latency']>>) => {
    const steps = sample.latency.steps.map((step) => ({
      ...step,
      latency: step.latency && { ...step.latency, ...changes },
    }));
    const { columns, rows } = latencyTable(sampleResult({ steps }), en);
    return Object.fromEntries(columns.map(({ label }, index) => [label, rows[0]?.[index]]));
  };

  test.each([
    [71, '—'],
    [72, '48.6 ms'],
  ])('has the p95 of %i samples as %s', (n, p95) => {
    expect(rowOf({ n }).p95).toBe(p95);
  });

  test('marks as lower bounds what open requests could move up, and no other', () => {
    const row = rowOf({ n: 300, atLeast: ['p95Ms', 'p99Ms', 'maxMs'] });
    expect(row).toMatchObject({ p50: '9.87 ms', p95: '≥ 48.6 ms', p99: '—', max: '≥ 1.23 s' });
  });
});

describe('the table of objectives', () => {
  test('marks a value that is a lower bound', () => {
    const [first, ...others] = sample.objectives.results;
    if (first === undefined) return expect.fail('no objective');
    const bound: typeof first = { ...first, isLowerBound: true, status: 'FAIL', value: 912 };
    const result = sampleResult({ objectives: [bound, ...others] });
    const measured = objectivesTable(result, inputOf(result).verdict, en).rows.map((row) => row[2]);
    expect(measured.map((text) => text?.startsWith('≥'))).toEqual([true, false, false, false]);
    expect(measured[0]).toBe('≥ 912 ms');
  });
});

describe('the table of steps', () => {
  test('has a dash for outcomes that are not known, never 0 and never 100 %', () => {
    const steps = sample.latency.steps.map((step) => ({ ...step, succeeded: 0, failed: 0, successInterval: null }));
    const { columns, rows } = funnelTable(sampleResult({ steps }), en);
    const row = Object.fromEntries(columns.map(({ label }, index) => [label, rows[0]?.[index]]));
    expect(row).toMatchObject({ attempted: '300', succeeded: '—', 'of attempted': '—', failed: '—' });
  });
});
