import { describe, expect, it } from 'vitest';
import { type Objective, standardObjectives } from '../../lib/contract/objective.ts';
import { thresholdsOf } from '../../lib/plan/thresholds.ts';

const needs = { scheduled: 312, steps: ['signup', 'order'], hasWarmUp: false, recordsSamples: true };
const of = (objectives: readonly Objective[], changes: Partial<typeof needs> = {}) =>
  thresholdsOf({ ...needs, ...changes, objectives });

/** On the script itself, whatever the objectives. */
const scriptRule = { 'journeys_failed{cause:exception}': ['count<1'] };

describe('an objective', () => {
  it.each<[string, Objective, Record<string, string[]>]>([
    [
      'on latency is a percentile, with the requests that p95 needs',
      { kind: 'latency', percentile: 95, belowMs: 800 },
      { http_req_duration: ['p(95)<800'], http_reqs: ['count>=72'] },
    ],
    [
      'on p99 needs more of them',
      { kind: 'latency', percentile: 99, belowMs: 1_500 },
      { http_req_duration: ['p(99)<1500'], http_reqs: ['count>=368'] },
    ],
    [
      'on one step selects its requests, for the limit and for the count',
      { kind: 'latency', percentile: 99.9, belowMs: 2_000, step: 'order', minCount: 10 },
      { 'http_req_duration{step:order}': ['p(99.9)<2000'], 'http_reqs{step:order}': ['count>=10'] },
    ],
    [
      'on failed requests needs at least one',
      { kind: 'failed-requests', belowRatio: 0.02 },
      { http_req_failed: ['rate<0.02'], http_reqs: ['count>=1'] },
    ],
    [
      "on a step's success is paired with its requests",
      { kind: 'step-success', step: 'order', aboveRatio: 0.98 },
      { order_success: ['rate>0.98'], 'http_reqs{step:order}': ['count>=1'] },
    ],
    [
      'on a step with a dash in its name has a metric that k6 takes',
      { kind: 'step-success', step: 'place-order', aboveRatio: 0.9 },
      { place_order_success: ['rate>0.9'], 'http_reqs{step:place-order}': ['count>=1'] },
    ],
    [
      'on journeys counts the successful ones of all scheduled',
      { kind: 'journey-success', aboveRatio: 0.98 },
      { journeys_ok: ['count>305.76'] },
    ],
    [
      "that is a threshold of k6's own stands as it is",
      { kind: 'threshold', metric: 'http_req_duration{step:order}', expression: 'p(90)<300' },
      { 'http_req_duration{step:order}': ['p(90)<300'] },
    ],
  ])('%s', (_what, objective, expected) => {
    expect(of([objective])).toEqual({ ...expected, ...scriptRule });
  });
});

describe('several objectives', () => {
  it('on one metric are all kept, with the largest of their counts', () => {
    expect(
      of([
        { kind: 'latency', percentile: 95, belowMs: 800 },
        { kind: 'latency', percentile: 99, belowMs: 1_500 },
        { kind: 'failed-requests', belowRatio: 0.02 },
      ]),
    ).toEqual({
      http_req_duration: ['p(95)<800', 'p(99)<1500'],
      http_req_failed: ['rate<0.02'],
      http_reqs: ['count>=368'],
      ...scriptRule,
    });
  });

  it('of the published study never put a count on a Rate or a Trend, which k6 refuses, and never a limit without a count', () => {
    const thresholds = of(standardObjectives('order'));
    expect(thresholds).toEqual({
      http_req_duration: ['p(95)<800'],
      http_req_failed: ['rate<0.02'],
      http_reqs: ['count>=72'],
      order_success: ['rate>0.98'],
      'http_reqs{step:order}': ['count>=1'],
      journeys_ok: ['count>305.76'],
      ...scriptRule,
    });
  });

  it('that are none leave the rule on the script', () => {
    expect(of([])).toEqual(scriptRule);
  });
});

describe('with a warm-up', () => {
  const thresholds = of(standardObjectives('order'), { hasWarmUp: true });

  it("every objective looks at the load's samples only", () => {
    const ruled = Object.entries(thresholds).filter(([, rules]) => rules.length > 0);
    expect(Object.fromEntries(ruled)).toEqual({
      'http_req_duration{scenario:load}': ['p(95)<800'],
      'http_req_failed{scenario:load}': ['rate<0.02'],
      'http_reqs{scenario:load}': ['count>=72'],
      'order_success{scenario:load}': ['rate>0.98'],
      'http_reqs{scenario:load,step:order}': ['count>=1'],
      'journeys_ok{scenario:load}': ['count>305.76'],
      // An exception in the warm-up is an exception of the script.
      ...scriptRule,
    });
  });

  const accounts = [
    'iterations',
    'dropped_iterations',
    'journeys_started',
    'journeys_ok',
    'journeys_failed',
    'iteration_duration',
    'http_req_duration',
    'http_req_failed',
  ];

  it('what the accounts read is kept for the load alone, without a rule, and no more than that', () => {
    const ruleless = (of: Record<string, string[]>) => Object.keys(of).filter((name) => of[name]?.length === 0);
    expect(ruleless(of([], { hasWarmUp: true })).sort()).toEqual(
      accounts.map((name) => `${name}{scenario:load}`).sort(),
    );
    // The objectives have rules on the others.
    expect(ruleless(thresholds).sort()).toEqual([
      'dropped_iterations{scenario:load}',
      'iteration_duration{scenario:load}',
      'iterations{scenario:load}',
      'journeys_failed{scenario:load}',
      'journeys_started{scenario:load}',
    ]);
  });

  it('the selector of a step stands beside that of the load', () => {
    expect(of([{ kind: 'latency', percentile: 95, belowMs: 5, step: 'order' }], { hasWarmUp: true })).toMatchObject({
      'http_req_duration{scenario:load,step:order}': ['p(95)<5'],
      'http_reqs{scenario:load,step:order}': ['count>=72'],
    });
  });
});

describe('without samples', () => {
  const perStep = [
    'http_req_duration{step:signup}',
    'http_req_duration{step:order}',
    'journeys_failed{failed_step:signup}',
    'journeys_failed{failed_step:order}',
  ];

  it.each(perStep)('k6 keeps %s, without a rule', (name) => {
    expect(of(standardObjectives('order'), { recordsSamples: false })[name]).toEqual([]);
    expect(of(standardObjectives('order'))[name]).toBeUndefined();
  });

  it('k6 keeps no more than that: each sub-metric costs it time for every sample', () => {
    const ruleless = Object.entries(of(standardObjectives('order'), { recordsSamples: false })).filter(
      ([, rules]) => rules.length === 0,
    );
    expect(ruleless.map(([name]) => name).sort()).toEqual([...perStep].sort());
  });

  it('a rule on a sub-metric that is kept anyway stays', () => {
    const thresholds = of([{ kind: 'latency', percentile: 95, belowMs: 5, step: 'order' }], { recordsSamples: false });
    expect(thresholds['http_req_duration{step:order}']).toEqual(['p(95)<5']);
    expect(thresholds['http_reqs{step:order}']).toEqual(['count>=72']);
  });

  it("and with a warm-up, the load's requests are kept even if no objective asks for them", () => {
    const thresholds = of([], { recordsSamples: false, hasWarmUp: true });
    expect(thresholds).toMatchObject({
      'http_req_duration{scenario:load}': [],
      'http_req_failed{scenario:load}': [],
      'http_req_duration{scenario:load,step:order}': [],
      'journeys_failed{scenario:load,failed_step:order}': [],
      'journeys_ok{scenario:load}': [],
    });
  });
});
