import { describe, expect, test } from 'vitest';
import { evaluateObjective, objectiveOfThreshold } from '../../lib/results/objectives.ts';

const p95 = { kind: 'latency', percentile: 95, belowMs: 800 } as const;
const failed = { kind: 'failed-requests', belowRatio: 0.02 } as const;
const success = { kind: 'step-success', step: 'order', aboveRatio: 0.98 } as const;
const journeys = { kind: 'journey-success', aboveRatio: 0.98 } as const;
const threshold = { kind: 'threshold', metric: 'http_req_duration', expression: 'p(95)<800' } as const;

describe('an objective', () => {
  test.each([
    [p95, 799.9, 72, 'PASS'],
    [p95, 800, 72, 'FAIL'],
    [p95, 1, 71, 'NO_DATA'],
    [p95, 9_999, 71, 'NO_DATA'],
    [{ ...p95, percentile: 99 }, 1, 367, 'NO_DATA'],
    [{ ...p95, percentile: 99 }, 1, 368, 'PASS'],
    [{ ...p95, minCount: 5 }, 1, 5, 'PASS'],
    [p95, null, 100, 'NO_DATA'],
    [p95, Number.NaN, 100, 'NO_DATA'],
    [p95, Number.POSITIVE_INFINITY, 100, 'NO_DATA'],
    [failed, 0.0199, 1, 'PASS'],
    [failed, 0.02, 1_000, 'FAIL'],
    [failed, null, 0, 'NO_DATA'],
    [{ ...failed, minCount: 10 }, 0, 9, 'NO_DATA'],
    [success, 0.98, 100, 'FAIL'],
    [success, 0.981, 100, 'PASS'],
    [success, null, 0, 'NO_DATA'],
    [journeys, 0.98, 100, 'FAIL'],
    [journeys, 1, 1, 'PASS'],
    [threshold, 799, 72, 'PASS'],
    [threshold, 800, 72, 'FAIL'],
    [threshold, 1, 71, 'NO_DATA'],
    [{ ...threshold, expression: 'rubbish' }, 1, 72, 'FAIL'],
  ] as const)('%j, measured %s of %s, is %s', (objective, value, n, status) => {
    expect(evaluateObjective(objective, { value, n, interval: null })).toMatchObject({ status, n, value });
  });

  test.each([
    [p95, 5, 800, { status: 'FAIL', value: 800, isLowerBound: true }],
    [{ ...p95, severity: 'warn' }, 71, 9_999, { status: 'WARN', value: 9_999, isLowerBound: true }],
    [p95, 4, 9_999, { status: 'NO_DATA' }],
    [p95, 71, 799, { status: 'NO_DATA' }],
    [{ ...p95, percentile: 50, minCount: 20 }, 10, 9_999, { status: 'NO_DATA' }],
    [{ ...p95, minCount: 100 }, 71, 9_999, { status: 'NO_DATA' }],
  ] as const)('%j, of %s samples too few, whose median is %s ms, is %j', (objective, n, medianMs, expected) => {
    const measured = { value: 10_000, n, interval: null, medianMs };
    expect(evaluateObjective(objective, measured)).toMatchObject(expected);
  });

  test('on journeys has no data in a run that was cut short: those that were never due say nothing', () => {
    const measured = { value: 1, n: 100, interval: null };
    expect(evaluateObjective(journeys, measured, true).status).toBe('NO_DATA');
    expect(evaluateObjective(p95, measured, true).status).toBe('PASS');
  });

  test('on journeys has failed in a run that was cut short once too many were lost', () => {
    const limit = journeys.aboveRatio;
    const of = (upperBound: number) =>
      evaluateObjective(journeys, { value: 0.2, n: 100, interval: null, upperBound }, true).status;
    expect(of(limit + 0.001)).toBe('NO_DATA');
    expect(of(limit)).toBe('FAIL');
  });
});

describe('an objective of latency with open requests', () => {
  const of = (value: number, upperBound: number) =>
    evaluateObjective(p95, { value, n: 100, interval: null, isLowerBound: true, upperBound }).status;

  test('has failed where the lower bound is above the limit, whatever the rest would have been', () => {
    expect(of(801, Number.POSITIVE_INFINITY)).toBe('FAIL');
  });

  test('is met where not even the upper bound reaches the limit', () => {
    expect(of(700, 799)).toBe('PASS');
  });

  test('has no data where the limit lies between the two', () => {
    expect(of(700, 801)).toBe('NO_DATA');
    expect(of(700, Number.POSITIVE_INFINITY)).toBe('NO_DATA');
  });
});

describe('a threshold of k6 as an objective', () => {
  const of = (value: number | null, n: number | null, isOk: boolean, expression = 'p(95)<800') =>
    objectiveOfThreshold({ metric: 'http_req_duration', expression, value, unit: 'ms', n, isOk, holds: null });
  test.each([
    ['its value holds', of(799, 100, true), 'PASS'],
    ['its value does not hold, whatever k6 said', of(801, 100, true), 'FAIL'],
    ['there is no sample, though k6 let it pass', of(null, 0, true), 'NO_DATA'],
    ['there are too few samples', of(1, 71, true), 'NO_DATA'],
    ['only k6 knows its value: it held', of(null, null, true), 'PASS'],
    ['only k6 knows its value: it was crossed', of(null, null, false), 'FAIL'],
    ['its samples were not counted, its value holds', of(1, null, true), 'PASS'],
    ['its samples were not counted, its value does not', of(900, null, true), 'FAIL'],
    ['a count of none is compared with 0', of(0, 0, true, 'count<1'), 'PASS'],
    ['a rate needs one sample', of(0.5, 1, true, 'rate<1'), 'PASS'],
  ])('is judged by its value: %s', (_name, { status }, expected) => {
    expect(status).toBe(expected);
  });

  test('is told in k6’s words', () => {
    expect(of(1, 100, true).text).toBe('http_req_duration p(95)<800');
  });
});
