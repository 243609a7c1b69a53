import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary } from '../../lib/results/summary.ts';
import { isWithin, type ParsedThreshold, parseThreshold } from '../../lib/results/threshold-expression.ts';
import { quantile } from '../../lib/stats/quantile.ts';
import {
  completed,
  planOf,
  type Request,
  type Row,
  requestRows,
  samplesFile,
  scratchFolder,
} from './samples/samples-file.ts';

const { write } = scratchFolder();
const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 5_000 });

/** A summary that holds nothing but thresholds, all of which k6 found to hold. */
const summaryOf = (thresholds: readonly (readonly [metric: string, type: string, expression: string])[], values = {}) =>
  readSummary(
    write(
      'summary.json',
      JSON.stringify({
        metrics: Object.fromEntries(
          thresholds.map(([metric, type]) => [
            metric,
            {
              ...{ type, contains: type === 'trend' ? 'time' : 'default', values },
              thresholds: Object.fromEntries(
                thresholds.filter(([one]) => one === metric).map(([, , expression]) => [expression, { ok: true }]),
              ),
            },
          ]),
        ),
      }),
    ),
  );

async function thresholdsOf(
  rows: readonly Row[],
  summary: ReturnType<typeof summaryOf>,
  subject = subjectOfPlan(plan),
) {
  const samples = write('samples.csv.gz', samplesFile(rows));
  const {
    objectives: { thresholds },
  } = await buildResult(subject, { samples: [samples], summary, k6Log: undefined, signals: undefined }, completed);
  return thresholds;
}

const request: fc.Arbitrary<Request> = fc.record({
  step: fc.constantFrom('signup', 'charge', 'order'),
  endMs: fc.nat(20_000),
  durationMs: fc.integer({ min: 1, max: 3_000_000 }).map((us) => us / 1_000),
  blockedMs: fc.nat(50),
  isExpected: fc.boolean(),
  scenario: fc.constantFrom('load', 'warmup'),
});

/** What k6 would make of a threshold, over plain values. */
function plainly({ aggregation, q }: ParsedThreshold, values: readonly number[], isCounter: boolean): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (values.length === 0) return aggregation === 'count' ? 0 : null;
  switch (aggregation) {
    case 'avg':
      return total / values.length;
    case 'min':
      return sorted[0] ?? null;
    case 'max':
      return sorted.at(-1) ?? null;
    case 'med':
      return quantile(sorted, 0.5);
    case 'percentile':
      return quantile(sorted, q);
    case 'rate':
      return isCounter ? null : values.filter((value) => value !== 0).length / values.length;
    case 'count':
      return total;
    case 'value':
      return values.at(-1) ?? null;
  }
}

describe('a threshold of k6 over the samples', () => {
  const selectors = ['', '{step:order}', '{scenario:load,step:signup}', '{expected_response:true}', '{step:nowhere}'];
  const durations = ['p(95)<800', 'p(99.9)>5', 'med<500', 'avg<=1500', 'min>0', 'max<2999'].flatMap((expression) =>
    selectors.map((selector) => [`http_req_duration${selector}`, 'trend', expression] as const),
  );
  const others = selectors.flatMap((selector) => [
    [`http_reqs${selector}`, 'counter', 'count>=10'] as const,
    [`http_reqs${selector}`, 'counter', 'rate>1'] as const,
    [`http_req_failed${selector}`, 'rate', 'rate<0.5'] as const,
    [`http_req_waiting${selector}`, 'trend', 'p(90)<700'] as const,
    [`custom${selector}`, 'gauge', 'value<10'] as const,
    [`custom${selector}`, 'gauge', 'rate<0.9'] as const,
    [`counted${selector}`, 'counter', 'count<3'] as const,
  ]);
  const all = [...durations, ...others];
  const custom = fc.record({ step: fc.constantFrom('signup', 'order'), value: fc.integer({ min: -20, max: 20 }) });

  test('is what a direct computation gives, with its value, its count and whether it holds', async () => {
    const summary = summaryOf(all);
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { maxLength: 40 }),
        fc.array(custom, { maxLength: 10 }),
        async (requests, customs) => {
          const rows: Row[] = [
            ...requests.flatMap(requestRows),
            ...customs.map(({ step, value }, index) => ({ metric: 'custom', atMs: index, value, tags: { step } })),
            ...customs.map(({ step, value }, index) => ({
              metric: 'counted',
              atMs: index,
              value: Math.abs(value),
              tags: { step },
            })),
          ];
          const results = await thresholdsOf(rows, summary);
          expect(results.length).toBe(all.length);
          for (const { metric, expression, value, n, holds, isOk } of results) {
            const words = parseThreshold(metric, expression) as ParsedThreshold;
            const tagOf = (row: Row): Record<string, string> => ({
              ...(row.isExpected !== undefined && { expected_response: String(row.isExpected) }),
              scenario: row.scenario ?? 'load',
              step: String(row.tags?.step),
            });
            const own = rows.filter(
              (row) =>
                row.metric === words.metric && [...words.tags].every(([name, wanted]) => tagOf(row)[name] === wanted),
            );
            const values = own.map((row) => row.value ?? 1);
            const expected = plainly(words, values, ['http_reqs', 'counted'].includes(words.metric));
            expect(n).toBe(own.length);
            if (expected === null) expect([value, holds]).toEqual([null, null]);
            else {
              expect(value).toBeCloseTo(expected, 5);
              expect(holds).toBe(isWithin(value as number, words));
            }
            expect(isOk).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('has k6’s own value where its summary tells it, and both judgements', async () => {
    const rows = [1, 2, 3, 900].flatMap((durationMs, index) =>
      requestRows({ step: 'order', endMs: 1_000 * index, durationMs }),
    );
    const summary = summaryOf(
      [
        ['http_req_duration', 'trend', 'p(95)<800'],
        ['http_req_duration', 'trend', 'max<1000'],
      ],
      {
        ...{ 'p(95)': 777, max: 999, count: 4 },
      },
    );
    expect(await thresholdsOf(rows, summary)).toEqual([
      { metric: 'http_req_duration', expression: 'p(95)<800', isOk: true, value: 777, unit: 'ms', n: 4, holds: true },
      { metric: 'http_req_duration', expression: 'max<1000', isOk: true, value: 999, unit: 'ms', n: 4, holds: true },
    ]);
  });

  test('that k6 lets pass does not hold where the samples say otherwise', async () => {
    const rows = requestRows({ step: 'order', endMs: 1_000, durationMs: 900 });
    const [found] = await thresholdsOf(rows, summaryOf([['http_req_duration', 'trend', 'p(95)<800']]));
    expect(found).toMatchObject({ isOk: true, value: 900, holds: false });
  });

  test('that is of no known form is told as k6 judged it', async () => {
    const summary = summaryOf(
      [
        ['http_req_duration', 'trend', 'something odd'],
        ['odd metric', 'rate', 'rates<1'],
      ],
      { passes: 2, fails: 3, rate: 0.4 },
    );
    expect(await thresholdsOf([], summary)).toEqual([
      {
        metric: 'http_req_duration',
        expression: 'something odd',
        isOk: true,
        value: null,
        unit: 'ms',
        n: null,
        holds: null,
      },
      { metric: 'odd metric', expression: 'rates<1', isOk: true, value: null, unit: 'number', n: 5, holds: null },
    ]);
  });

  test('on the load’s scenario sees rows that tell no scenario', async () => {
    const rows = requestRows({ step: 'order', endMs: 1_000, durationMs: 900, scenario: '' });
    const summary = summaryOf([
      ['http_req_duration{scenario:load}', 'trend', 'max<800'],
      ['http_req_duration{scenario:other}', 'trend', 'max<800'],
    ]);
    expect((await thresholdsOf(rows, summary)).map(({ n }) => n)).toEqual([1, 0]);
  });

  test('is the objective of a run that has no others', async () => {
    const rows = Array.from({ length: 80 }, (_, index) =>
      requestRows({ step: 'order', endMs: 1_000 + index, durationMs: 900 }),
    ).flat();
    const summary = summaryOf([
      ['http_req_duration', 'trend', 'p(95)<800'],
      ['http_req_failed', 'rate', 'rate<0.02'],
      ['http_req_duration{step:typo}', 'trend', 'p(95)<1'],
    ]);
    const samples = write('samples.csv.gz', samplesFile(rows));
    const subject = foreignSubject({ scenario: undefined, load: undefined });
    const {
      objectives: { results: objectives },
    } = await buildResult(subject, { samples: [samples], summary, k6Log: undefined, signals: undefined }, undefined);
    expect(objectives.map(({ text, status, n }) => [text, status, n])).toEqual([
      ['http_req_duration p(95)<800', 'FAIL', 80],
      ['http_req_duration{step:typo} p(95)<1', 'NO_DATA', 0],
      ['http_req_failed rate<0.02', 'PASS', 80],
    ]);
  });
});
