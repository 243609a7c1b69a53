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
  record(fc.record({ kind: fc.constant('journey-cost'), of: fc.constant('statements'), atMost: fc.nat(1_000_000) })),
  record(
    fc.record({
      kind: fc.constant('journey-cost'),
      of: fc.constantFrom('target-cpu', 'database-cpu'),
      atMost: belowMs,
    }),
  ),
);

describe('an objective in words', () => {
  test.each<[words: string, objective: Objective]>([
    ['p95 < 800ms', { kind: 'latency', percentile: 95, belowMs: 800 }],
    ['order p95 < 500ms', { kind: 'latency', percentile: 95, belowMs: 500, step: 'order' }],
    ['ORDER P(99.9)<1.5s', { kind: 'latency', percentile: 99.9, belowMs: 1_500, step: 'order' }],
    ['signup median < 300 ms', { kind: 'latency', percentile: 50, belowMs: 300, step: 'signup' }],
    ['journey p95 < 2s', { kind: 'journey-latency', percentile: 95, belowMs: 2_000 }],
    ['journey statements <= 10', { kind: 'journey-cost', of: 'statements', atMost: 10 }],
    ['journey queries <= 10.5', { kind: 'journey-cost', of: 'statements', atMost: 10.5 }],
    ['journey target CPU <= 15ms', { kind: 'journey-cost', of: 'target-cpu', atMost: 15 }],
    ['warn: journey database cpu <= 1s', { kind: 'journey-cost', of: 'database-cpu', atMost: 1_000, severity: 'warn' }],
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
            const at = Number(/, character (\d+): /.exec((error as Error).message)?.[1]);
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
    ['‸', 'expected a metric, found the end'],
    ['  ‸', 'expected a metric, found the end'],
    ['‸oder p95 < 500ms', "expected a step, 'journey' or a metric (order, "],
    ['‸latency < 500ms', "expected a step, 'journey' or a metric"],
    ['order ‸', "expected a metric: p95, median, 'error rate', 'failed requests' or success, found the end"],
    ['order ‸p50th < 5ms', 'expected a metric'],
    ['order ‸latency < 5ms', 'expected a metric'],
    ['order p95 ‸', "expected '<' (a limit of a latency), found the end"],
    ['order p95 ‸> 500ms', "expected '<' (a limit of a latency), found '>'"],
    ['order p95 ‸<= 500ms', "expected '<'"],
    ['order p95 ‸500ms', "expected '<'"],
    ['order p95 ‸= 500ms', "expected '<'"],
    ['order p95 < ‸', 'expected a time such as 500ms or 1.5s, found the end'],
    ['order p95 < ‸fast', 'expected a time'],
    ['order p95 < ‸-5ms', 'expected a time'],
    ['order p95 < 500‸', 'expected a unit (ms or s), found the end'],
    ['order p95 < 500‸%', "expected a unit (ms or s), found '%'"],
    ['order p95 < 500 ‸m', "expected a unit (ms or s), found 'm'"],
    ['order p95 < ‸0ms', 'expected a time above 0'],
    ['order p95 < ‸2h', 'expected a time such as'],
    ['order p95 < ‸4000s', "expected a time above 0 and up to 3600s, found '4000s'"],
    ['order ‸p0 < 5ms', 'expected a percentile above 0 and below 100'],
    ['order ‸p100 < 5ms', 'expected a percentile'],
    ['order ‸p < 5ms', 'expected a percentile'],
    ['order ‸p() < 5ms', 'expected a percentile'],
    [
      '‸success > 99%',
      "expected a step or 'journey' before 'success' (journey, signup, charge, order), found 'success'",
    ],
    ['journey ‸error rate < 1%', "expected 'success' or a percentile"],
    ['journey success ‸< 99%', "expected '>' (a limit of success), found '<'"],
    ['journey success > ‸101%', "expected a share from 0% to 100%, found '101%'"],
    ['journey success > 0.99‸', 'expected a unit (%), found the end'],
    ['journey success > 99‸ms', "expected a unit (%), found 'ms'"],
    ['order ‸queries <= 10', "expected 'journey' before 'queries' (what a step costs is not known)"],
    ['‸target cpu <= 10ms', "expected 'journey' before 'target'"],
    ['journey statements ‸< 10', "expected '<=' (a limit of a cost), found '<'"],
    ['journey statements <= ‸few', "expected a number of statements, such as 10, found 'few'"],
    ['journey target cpu <= 15‸', 'expected a unit (ms or s), found the end'],
    ['journey statements <= 10 ‸in stage 2', 'expected the end (times and costs'],
    ['‸error < 1%', 'expected a step'],
    ['error rate ‸> 1%', "expected '<' (a limit of an error rate), found '>'"],
    ['error rate < ‸x%', "expected a share such as 99% or 0.5%, found 'x%'"],
    ['‸note: p95 < 5ms', "expected 'warn:' or 'fail:', found 'note'"],
    ['warn: ‸', 'expected a metric, found the end'],
    ['p95 < 5ms ‸please', "expected 'in stage <n>', 'with n >= <count>', 'owner <name>' or the end, found 'please'"],
    ['p95 < 5ms ‸in step 2', "expected 'in stage <n>'"],
    ['p95 < 5ms in stage ‸', 'expected the number of a stage, from 1, found the end'],
    ['p95 < 5ms in stage ‸0', 'expected the number of a stage'],
    ['p95 < 5ms in stage 1 ‸in stage 2', "expected another term (each may be given once), found 'in'"],
    ['p95 < 5ms ‸with n > 5', "expected 'in stage <n>'"],
    ['p95 < 5ms with n >= ‸many', 'expected a count of samples'],
    ['p95 < 5ms owner ‸', 'expected the name of an owner'],
    ['p95 < 5ms owner ‸a,b', 'expected the name of an owner'],
    [
      'journey p95 < 5ms ‸in stage 2',
      "expected the end (times and costs of whole journeys are only known for the whole run), found 'in'",
    ],
  ])('%s', (marked, says) => {
    const words = marked.replace('‸', '');
    const message = usageErrorOf(() => parseObjective(words, steps));
    expect(message).toContain(`objective '${words}', character ${marked.indexOf('‸') + 1}: ${says}`);
    expect(message).toContain("write it like 'order p95 < 500ms'");
  });
});
