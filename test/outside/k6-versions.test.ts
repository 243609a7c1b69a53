import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../lib/model/result.ts';
import { fixture, judgedFiles } from './judged-files.ts';

/** Each with what it wrote for the scripts of fixtures/k6-versions: 20 iterations of 3 requests, 3 more around them. */
const versions = ['0.38.3', '0.54.0', '1.7.1', '2.2.0'];

const stepsOf = ({ latency: { steps } }: RunResult) =>
  steps.map(({ name, attempted, succeeded, failed }) => [name, attempted, succeeded, failed]);

const refusal = expect.stringMatching(/refuse\?quietly$/);

describe.each(versions)('k6 %s', (version) => {
  const at = (file: string) => fixture(`k6-versions/${version}/${file}`);
  const recorded = [
    ['csv', at('samples.csv.gz'), at('summary.json')],
    ['json', at('samples.json.gz'), at('json-summary.json')],
  ] as const;

  test.each(recorded)('setup and teardown are no load, in %s', async (_name, samples, summary) => {
    const { result, found } = await judgedFiles({ samples: [samples], summary });
    expect(result.latency.requests).toMatchObject({ n: 60, failed: 20, unknown: 20 });
    // The request of setup took 120 ms: neither it nor its iteration is in any latency.
    expect(result.latency.requests.latency?.maxMs).toBeLessThan(100);
    expect(result.latency.journeys).toMatchObject({ n: 20 });
    expect(result.latency.journeys?.maxMs).toBeLessThan(100);
    expect(result.series.windows?.requests.n.reduce((sum, n) => sum + n)).toBe(60);
    // k6 counts them all, and so do the rows.
    expect(result.provenance).toMatchObject({ mismatch: null, malformedRows: 0 });
    expect(found).not.toContain('threshold-disagreement');
  });

  test.each(recorded)('groups are told apart by their whole path, in %s', async (_name, samples, summary) => {
    const { result } = await judgedFiles({ samples: [samples], summary });
    expect(stepsOf(result)).toEqual([
      ['login::submit', 20, 20, 0],
      ['cart::submit', 20, 0, 20],
      [refusal, 20, 0, 0],
    ]);
    const checks = [
      { name: 'is ready', passes: 1, fails: 0 },
      { name: 'login::submit::is accepted', passes: 20, fails: 0 },
      { name: 'cart::submit::is accepted', passes: 0, fails: 20 },
    ];
    expect(result.objectives.checks).toEqual(checks);
    const bySummary = await judgedFiles({ summary });
    expect(bySummary.result.objectives.checks).toEqual(expect.arrayContaining(checks));
    expect(bySummary.result.latency.steps).toEqual([]);
  });

  test('units are those that k6 gives a metric, whatever its name', async () => {
    const { result } = await judgedFiles({ summary: at('summary.json') });
    const values = result.objectives.thresholds.map(({ metric, expression, value, unit, n }) => [
      ...[metric, expression],
      ...[metric === 'http_req_duration' || expression === 'rate>0' ? null : value, unit, n],
    ]);
    expect(values).toEqual([
      ['backlog_waiting', 'value<100', 17, 'number', null],
      ['basket_duration_items', 'p(95)<90', 45, 'number', null],
      ['checks{group:::login::submit}', 'rate>0.99', 1, 'ratio', 20],
      ['declined', 'rate<0.9', 1, 'ratio', 20],
      ['http_req_duration', 'p(95)<5000', null, 'ms', 63],
      ['http_req_failed', 'rate<0.5', 20 / 43, 'ratio', 43],
      ['orders_blocked', 'count>5', 60, 'number', null],
      ['orders_blocked', 'rate>0', null, 'perSecond', null],
      ['settle', 'p(95)<2000', 1114, 'ms', null],
    ]);
  });

  test('a summary of --summary-export has the same verdicts', async () => {
    const handled = await judgedFiles({ summary: at('summary.json') });
    const exported = await judgedFiles({ summary: at('summary-export.json') });
    // k6 writes the thresholds of a metric in any order.
    const statuses = ({ objectives: { results } }: RunResult) =>
      results.map(({ text, status }) => `${text}: ${status}`).toSorted();
    expect(statuses(exported.result)).toEqual(statuses(handled.result));
    expect(exported.result.objectives.checks).toEqual(expect.arrayContaining([...handled.result.objectives.checks]));
    // It does not say what a Trend contains.
    expect(exported.result.objectives.thresholds.find(({ metric }) => metric === 'settle')).toMatchObject({
      ...{ value: 1114, unit: 'number' },
    });
  });

  test.each(['logfmt', 'json', 'raw'])('exceptions in a log of format %s spoil the run', async (format) => {
    const { result, found, verdict } = await judgedFiles({
      summary: at('throws.summary.json'),
      log: at(`throws.${format}.txt`),
    });
    expect(result.accounting.exceptions).toBe(10);
    expect(found).toEqual(['script-exceptions']);
    expect(verdict.validity).toBe('INVALID');
  });

  test('a run of WebSockets alone has data, though no HTTP request', async () => {
    const summary = at('websocket.summary.json');
    for (const samples of [[], [at('websocket.csv.gz')]]) {
      const { result, verdict, found } = await judgedFiles({ summary, samples });
      expect(result.latency).toMatchObject({ requests: { n: 0, failed: null }, journeys: { n: 10 } });
      expect(result.objectives.checks).toEqual([{ name: 'is switched', passes: 10, fails: 0 }]);
      expect(found).toEqual([]);
      expect(verdict.validity).toBe('VALID');
    }
  });
});

test('stamps are coarse only where a file has none finer, whatever its rows are of', async () => {
  const stampOf = async (version: string) => {
    const { result } = await judgedFiles({ samples: [fixture(`k6-versions/${version}/websocket.csv.gz`)] });
    return result.provenance.stampMs;
  };
  expect([await stampOf('0.38.3'), await stampOf('2.2.0')]).toEqual([1_000, 0.001]);
});

test.each(['1.7.1', '2.2.0'])(
  'the machine-readable summary of k6 %s is read, and what it lacks is unknown',
  async (version) => {
    const { result, verdict } = await judgedFiles({ summary: fixture(`k6-versions/${version}/machine.summary.json`) });
    expect(result.latency.requests).toMatchObject({ n: 63, failed: 20, unknown: 20 });
    expect(result.latency.requests.latency).toMatchObject({ n: 63, p95Ms: expect.any(Number), p99Ms: null });
    expect(result.latency.journeys).toMatchObject({ n: 20 });
    expect(result.objectives.checks).toEqual(
      expect.arrayContaining([
        { name: 'is ready', passes: 1, fails: 0 },
        { name: 'is accepted', passes: 20, fails: 20 },
      ]),
    );
    expect(result.objectives.results).toEqual([]);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'NO_DATA' });
  },
);

test('metrics have names with spaces, hyphens and dots before k6 0.41', async () => {
  const summary = fixture('k6-versions/0.38.3/odd-names.summary.json');
  for (const samples of [[], [fixture('k6-versions/0.38.3/odd-names.csv.gz')]]) {
    const { result, found } = await judgedFiles({ summary, samples });
    expect(result.objectives.thresholds.map(({ metric, value, unit, holds }) => [metric, value, unit, holds])).toEqual([
      ['buy.latency', 7, 'ms', samples.length === 0 ? null : true],
      ['failed requests', 0.5, 'ratio', samples.length === 0 ? null : true],
      ['orders-created', 10, 'number', samples.length === 0 ? null : true],
    ]);
    expect(found).toEqual([]);
  }
});
