import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Objective } from '../../lib/contract/objective.ts';
import { thresholdsOf } from '../../lib/plan/thresholds.ts';
import e2e from '../../scenarios/e2e.ts';
import { engine, Scratch } from './cli.ts';
import { perform, steady } from './perform.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const steps = e2e.steps.map(({ name }) => name);
const minCount = fc.constantFrom({}, { minCount: 50 }, { minCount: 100_000 });
const percentile = fc.constantFrom(50, 75, 90, 95, 99);
const step = fc.constantFrom({}, ...steps.map((name) => ({ step: name })));
const share = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 1_000);
const ms = (most: number) => fc.integer({ min: 1, max: most });
const record = (fields: fc.Arbitrary<object>, ...more: fc.Arbitrary<object>[]) =>
  fc.tuple(fields, ...more).map((all) => Object.assign({}, ...all) as unknown as Objective);
const anyObjective = fc.oneof(
  record(fc.record({ kind: fc.constant('latency'), percentile, belowMs: ms(60) }), step, minCount),
  record(fc.record({ kind: fc.constant('journey-latency'), percentile, belowMs: ms(150) }), minCount),
  record(fc.record({ kind: fc.constant('failed-requests'), belowRatio: share }), step, minCount),
  record(
    fc.record({ kind: fc.constant('step-success'), step: fc.constantFrom(...steps), aboveRatio: share }),
    minCount,
  ),
  record(fc.record({ kind: fc.constant('journey-success'), aboveRatio: share })),
);

test('k6 and the samples agree on 300 objectives', { timeout: 120_000 }, async () => {
  const objectives = fc.sample(anyObjective, { numRuns: 300, seed: 7 });
  const shop = await StandInShop.open(async ({ index, journey }) => {
    await new Promise((resolve) => setTimeout(resolve, (index * 7919) % 50));
    // One in five requests of the load fails.
    return journey >= 0 && index % 5 === 0 ? 500 : undefined;
  });
  const { result } = await perform({
    scenario: { ...e2e, objectives },
    file: '../../scenarios/e2e.ts',
    profile: steady(40, 6_000),
    url: shop.url,
    runsDir: scratch.path('runs'),
  });
  shop.close();
  expect(result.objectives.results).toHaveLength(objectives.length);
  const ofK6 = (objective: Objective) => {
    const own = thresholdsOf({
      objectives: [objective],
      scheduled: 240,
      steps,
      hasWarmUp: false,
      recordsSamples: true,
    });
    const limits = Object.entries(own).flatMap(([metric, expressions]) =>
      expressions.filter((expression) => expression !== 'count<1').map((expression) => ({ metric, expression })),
    );
    expect(limits.length).toBeGreaterThan(0);
    return limits.every(({ metric, expression }) => {
      const reported = result.objectives.thresholds.find(
        (one) => one.metric === metric && one.expression === expression,
      );
      // Of several counts on one metric k6 is given the largest.
      if (reported === undefined && expression.startsWith('count>='))
        return countOf(metric) >= Number(expression.slice(7));
      expect(reported, `${metric} ${expression}`).toBeDefined();
      return reported?.isOk;
    });
  };
  const countOf = (metric: string) => result.objectives.thresholds.find((one) => one.metric === metric)?.value ?? 0;
  const seen = { PASS: 0, WARN: 0, FAIL: 0, NO_DATA: 0 };
  for (const { objective, text, status } of result.objectives.results) {
    seen[status]++;
    expect(`${text}: ${status === 'PASS'}`).toBe(`${text}: ${ofK6(objective)}`);
  }
  // Both ways of all: the agreement is of something.
  expect(seen.PASS).toBeGreaterThan(30);
  expect(seen.FAIL).toBeGreaterThan(30);
  expect(seen.NO_DATA).toBeGreaterThan(30);
});
