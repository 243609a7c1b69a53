import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../lib/contract/objective.ts';
import { parseObjective, printObjective } from '../../lib/plan/parse-objective.ts';
import { usageErrorOf } from '../usage-error.ts';

const steps = ['signup', 'charge', 'order'];

/** Percentiles and limits as people write them, and as they come. */
const percentile = fc.oneof(
  fc.constantFrom(50, 90, 95, 99, 99.9, 99.99),
  fc.double({ min: 1, max: 99.999, noNaN: true, noDefaultInfinity: true }),
);
const belowMs = fc.oneof(
  fc.constantFrom(1, 250, 800, 1_500, 0.5),
  fc.double({ min: 1e-3, max: 3.6e6, noNaN: true, noDefaultInfinity: true }),
);
const ratio = fc.oneof(
  fc.constantFrom(0, 0.005, 0.02, 0.29, 0.57, 0.98, 0.999, 1),
  fc.double({ min: 1e-9, max: 1, noNaN: true, noDefaultInfinity: true }),
);
const some = <Value>(value: fc.Arbitrary<Value>, key: string) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }));
const count = fc.integer({ min: 1, max: 999_999_999 });
const terms = fc
  .tuple(
    some(fc.constant('warn' as const), 'severity'),
    some(count, 'minCount'),
    some(fc.constantFrom('team-a', '@shop/orders', 'me@example.com'), 'owner'),
  )
  .map((all) => Object.assign({}, ...all) as object);
const stage = some(fc.integer({ min: 1, max: 40 }), 'stage');
const step = fc.constantFrom(...steps);
const record = <Fields extends object>(fields: fc.Arbitrary<Fields>, ...more: fc.Arbitrary<object>[]) =>
  fc.tuple(fields, ...more, terms).map((all) => Object.assign({}, ...all) as unknown as Objective);
const anyObjective: fc.Arbitrary<Objective> = fc.oneof(
  record(fc.record({ kind: fc.constant('latency'), percentile, belowMs }), some(step, 'step'), stage),
  record(fc.record({ kind: fc.constant('journey-latency'), percentile, belowMs })),
  record(fc.record({ kind: fc.constant('failed-requests'), belowRatio: ratio }), some(step, 'step'), stage),
  record(fc.record({ kind: fc.constant('step-success'), step, aboveRatio: ratio }), stage),
  record(fc.record({ kind: fc.constant('journey-success'), aboveRatio: ratio }), stage),
);

describe('an objective in words', () => {
  test.each<[words: string, objective: Objective]>([
    ['p95 < 800ms', { kind: 'latency', percentile: 95, belowMs: 800 }],
    ['order p95 < 500ms', { kind: 'latency', percentile: 95, belowMs: 500, step: 'order' }],
    ['ORDER P(99.9)<1.5s', { kind: 'latency', percentile: 99.9, belowMs: 1_500, step: 'order' }],
    ['signup median < 300 ms', { kind: 'latency', percentile: 50, belowMs: 300, step: 'signup' }],
    ['journey p95 < 2s', { kind: 'journey-latency', percentile: 95, belowMs: 2_000 }],
    ['journey success > 99%', { kind: 'journey-success', aboveRatio: 0.99 }],
    ['order success rate > 99.5 %', { kind: 'step-success', step: 'order', aboveRatio: 0.995 }],
    ['signup error rate < 0.5%', { kind: 'failed-requests', belowRatio: 0.005, step: 'signup' }],
    ['failed requests < 2%', { kind: 'failed-requests', belowRatio: 0.02 }],
    ['fail: failed requests < 29%', { kind: 'failed-requests', belowRatio: 0.29 }],
    [
      'warn: order p95 < 400ms in stage 3 with n >= 200 owner team-a',
      {
        kind: 'latency',
        percentile: 95,
        belowMs: 400,
        step: 'order',
        severity: 'warn',
        stage: 3,
        minCount: 200,
        owner: 'team-a',
      },
    ],
    [
      'p99 < 1s owner @shop/orders with n >= 500',
      { kind: 'latency', percentile: 99, belowMs: 1_000, owner: '@shop/orders', minCount: 500 },
    ],
  ])('%s', (words, objective) => {
    expect(parseObjective(words, steps)).toEqual(objective);
  });

  test('reads back as the same, whatever it is', () => {
    fc.assert(
      fc.property(anyObjective, (objective) => {
        expect(parseObjective(printObjective(objective), steps)).toEqual(objective);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is printed the same when it was read', () => {
    fc.assert(
      fc.property(anyObjective, (objective) => {
        const words = printObjective(objective);
        expect(printObjective(parseObjective(words, steps))).toBe(words);
      }),
      { numRuns: 500 },
    );
  });

  test('is read or refused in one line that points into it, whatever it is', () => {
    const word = fc.constantFrom(
      ...'order signup journey p95 p( p99.9) median success error rate failed requests < > >= warn: : 500ms 2s 99% % in stage 3 with n owner x -1'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 9 }).map((all) => all.join(' ')),
          fc.string(),
        ),
        (words) => {
          try {
            parseObjective(words, steps);
          } catch (error) {
            const at = Number(/: at character (\d+) /.exec((error as Error).message)?.[1]);
            expect(at).toBeGreaterThanOrEqual(1);
            expect(at).toBeLessThanOrEqual(words.length + 1);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('a mistake is pointed at', () => {
  /** The place of the mistake is marked by ‸. */
  test.each<[marked: string, says: string]>([
    ['‸', 'it ends where a metric should'],
    ['  ‸', 'it ends where a metric should'],
    ['‸oder p95 < 500ms', "'oder' stands where a step, 'journey' or a metric (order, "],
    ['‸latency < 500ms', "'latency' stands where a step, 'journey' or a metric"],
    ['order ‸', "it ends where a metric: p95, median, 'error rate', 'failed requests' or success should"],
    ['order ‸p50th < 5ms', "'p50th' stands where a metric"],
    ['order ‸latency < 5ms', "'latency' stands where a metric"],
    ['order p95 ‸', "it ends where '<' (a limit of a latency) should"],
    ['order p95 ‸> 500ms', "'>' stands where '<' (a limit of a latency) should"],
    ['order p95 ‸<= 500ms', "'<=' stands where '<'"],
    ['order p95 ‸500ms', "'500ms' stands where '<'"],
    ['order p95 ‸= 500ms', "'=' stands where '<'"],
    ['order p95 < ‸', 'it ends where a time such as 500ms or 1.5s should'],
    ['order p95 < ‸fast', "'fast' stands where a time"],
    ['order p95 < ‸-5ms', "'-5ms' stands where a time"],
    ['order p95 < 500‸', 'it ends where a unit (ms or s) should'],
    ['order p95 < 500‸%', "'%' stands where a unit (ms or s) should"],
    ['order p95 < 500 ‸m', "'m' stands where a unit (ms or s) should"],
    ['order p95 < ‸0ms', "'0ms' stands where a time above 0"],
    ['order p95 < ‸2h', "'2h' stands where a time such as"],
    ['order p95 < ‸4000s', "'4000s' stands where a time above 0 and up to 3600s should"],
    ['order ‸p0 < 5ms', "'p0' stands where a percentile above 0 and below 100"],
    ['order ‸p100 < 5ms', "'p100' stands where a percentile"],
    ['order ‸p < 5ms', "'p' stands where a percentile"],
    ['order ‸p() < 5ms', "'p()' stands where a percentile"],
    [
      '‸success > 99%',
      "'success' stands where a step or 'journey' before 'success' (journey, signup, charge, order) should",
    ],
    ['journey ‸error rate < 1%', "'error' stands where 'success' or a percentile"],
    ['journey success ‸< 99%', "'<' stands where '>' (a limit of success) should"],
    ['journey success > ‸101%', "'101%' stands where a share from 0% to 100% should"],
    ['journey success > 0.99‸', 'it ends where a unit (%) should'],
    ['journey success > 99‸ms', "'ms' stands where a unit (%) should"],
    ['‸error < 1%', "'error' stands where a step"],
    ['error rate ‸> 1%', "'>' stands where '<' (a limit of an error rate) should"],
    ['error rate < ‸x%', "'x%' stands where a share such as 99% or 0.5% should"],
    ['‸note: p95 < 5ms', "'note' stands where 'warn:' or 'fail:' should"],
    ['warn: ‸', 'it ends where a metric should'],
    [
      'p95 < 5ms ‸please',
      "'please' stands where 'in stage <n>', 'with n >= <count>', 'owner <name>' or the end should",
    ],
    ['p95 < 5ms ‸in step 2', "'in' stands where 'in stage <n>'"],
    ['p95 < 5ms in stage ‸', 'it ends where the number of a stage, from 1 should'],
    ['p95 < 5ms in stage ‸0', "'0' stands where the number of a stage"],
    ['p95 < 5ms in stage 1 ‸in stage 2', "'in' stands where something not yet said should"],
    ['p95 < 5ms ‸with n > 5', "'with' stands where 'in stage <n>'"],
    ['p95 < 5ms with n >= ‸many', "'many' stands where a count of samples"],
    ['p95 < 5ms owner ‸', 'it ends where the name of an owner'],
    ['p95 < 5ms owner ‸a,b', "'a,b' stands where the name of an owner"],
    ['journey p95 < 5ms ‸in stage 2', 'the time of whole journeys is known of the whole run only'],
  ])('%s', (marked, says) => {
    const words = marked.replace('‸', '');
    const message = usageErrorOf(() => parseObjective(words, steps));
    expect(message).toContain(
      `objective '${words}': at character ${marked.indexOf('‸') + 1} ${says.startsWith("'") || says.startsWith('it ends') ? says : ''}`,
    );
    expect(message).toContain(says);
    expect(message).toContain("write it like 'order p95 < 500ms'");
  });
});
