import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BundlePlan } from '../../lib/contract/bundle-plan.ts';
import { type SummaryData, summaryFiles, textSummary } from '../../lib/k6/summary.ts';

const plan: BundlePlan = {
  scenario: 'e2e',
  profile: 'case2',
  scheduled: 312,
  requestTimeoutMs: 60_000,
  hasWarmUp: false,
  successMetrics: { order: 'order_success' },
};

const counter = (count: number, thresholds?: Record<string, boolean>) =>
  metric('counter', { count, rate: 1 }, thresholds);
const metric = (type: string, values: Record<string, number>, thresholds: Record<string, boolean> = {}) => ({
  type,
  values,
  thresholds: Object.fromEntries(Object.entries(thresholds).map(([rule, ok]) => [rule, { ok }])),
});
const dataOf = (metrics: SummaryData['metrics'], checks: SummaryData['root_group']['checks'] = []): SummaryData => ({
  metrics,
  root_group: { checks },
});

beforeEach(() => {
  vi.stubGlobal('__ENV', {});
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a threshold', () => {
  it.each<[string, SummaryData['metrics'], string]>([
    [
      'that held has its value, with the unit',
      { http_req_duration: metric('trend', { count: 936, 'p(95)': 123.456 }, { 'p(95)<800': true }) },
      '  ✓ http_req_duration p(95)<800  123.46 ms',
    ],
    [
      'that was crossed is marked so',
      { http_req_duration: metric('trend', { count: 936, 'p(99)': 1_500 }, { 'p(99)<800': false }) },
      '  ✗ http_req_duration p(99)<800  1500.00 ms',
    ],
    [
      'on a rate is in percent',
      { http_req_failed: metric('rate', { rate: 0.0213, passes: 20, fails: 916 }, { 'rate<0.02': false }) },
      '  ✗ http_req_failed rate<0.02  2.13 %',
    ],
    ['on a counter is a count', { http_reqs: counter(936, { 'count>=72': true }) }, '  ✓ http_reqs count>=72  936'],
    [
      'on a latency that nobody measured has no data',
      { http_req_duration: metric('trend', { count: 0, 'p(95)': 0 }, { 'p(95)<800': true }) },
      '  ✓ http_req_duration p(95)<800  no data',
    ],
    [
      'on a rate that nobody measured has no data',
      { order_success: metric('rate', { rate: 0, passes: 0, fails: 0 }, { 'rate>0.98': true }) },
      '  ✓ order_success rate>0.98  no data',
    ],
    [
      'on a percentile that the summary does not hold has no data',
      { http_req_duration: metric('trend', { count: 9 }, { 'p(99.9)<800': true }) },
      '  ✓ http_req_duration p(99.9)<800  no data',
    ],
  ])('%s', (_what, metrics, line) => {
    expect(textSummary(dataOf(metrics), plan).split('\n')).toContain(line);
  });

  it('of a metric that is only kept, without a rule, prints nothing', () => {
    const text = textSummary(
      dataOf({ 'http_req_duration{step:order}': metric('trend', { count: 1, 'p(95)': 1 }) }),
      plan,
    );
    expect(text).not.toContain('step:order');
  });

  it('may be one of several on a metric', () => {
    const data = dataOf({
      http_req_duration: metric('trend', { count: 1, 'p(95)': 1, 'p(99)': 2 }, { 'p(95)<800': true, 'p(99)<1': false }),
    });
    expect(textSummary(data, plan)).toMatch(
      /✓ http_req_duration p\(95\)<800 {2}1\.00 ms\n.*✗ http_req_duration p\(99\)<1 {2}2\.00 ms/,
    );
  });
});

describe('the summary', () => {
  const data = dataOf(
    {
      journeys_started: counter(310),
      journeys_ok: counter(300),
      journeys_failed: counter(8),
      dropped_iterations: counter(2),
    },
    [
      { name: 'register 201', passes: 310, fails: 0 },
      { name: 'order 200/201', passes: 300, fails: 8 },
    ],
  );

  it('begins with what was run, and ends with what became of the scheduled journeys', () => {
    const text = textSummary(data, plan);
    expect(text).toMatch(/^\ne2e × case2\n/);
    expect(text).toContain('  312 scheduled, 310 started, 300 succeeded, 8 failed, 2 dropped\n');
  });

  it('lists the checks with their counts', () => {
    const lines = textSummary(data, plan).split('\n');
    expect(lines).toContain('  ✓ register 201  310 of 310');
    expect(lines).toContain('  ✗ order 200/201  300 of 308');
  });

  it('counts journeys of the load only, where there was a warm-up', () => {
    const warm = dataOf({
      ...data.metrics,
      'journeys_started{scenario:load}': counter(200),
      'journeys_ok{scenario:load}': counter(190),
      'journeys_failed{scenario:load}': counter(9),
      'dropped_iterations{scenario:load}': counter(1),
    });
    expect(textSummary(warm, plan)).toContain('312 scheduled, 200 started, 190 succeeded, 9 failed, 1 dropped');
  });

  it('of a run in which nothing happened has noughts', () => {
    expect(textSummary(dataOf({}), plan)).toContain('312 scheduled, 0 started, 0 succeeded, 0 failed, 0 dropped');
  });
});

describe('the files of a summary', () => {
  const data = dataOf({ journeys_started: counter(1) });

  it('are the text alone, unless SUMMARY names one', () => {
    expect(Object.keys(summaryFiles(data, plan))).toEqual(['stdout']);
    vi.stubGlobal('__ENV', { SUMMARY: '' });
    expect(Object.keys(summaryFiles(data, plan))).toEqual(['stdout']);
  });

  it("are the text, and k6's data as JSON where SUMMARY says", () => {
    vi.stubGlobal('__ENV', { SUMMARY: 'out/summary.json' });
    const files = summaryFiles(data, plan);
    expect(Object.keys(files)).toEqual(['stdout', 'out/summary.json']);
    expect(JSON.parse(files['out/summary.json'] ?? '')).toEqual(data);
  });
});
