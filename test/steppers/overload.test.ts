import { describe, expect, test } from 'vitest';
import type { CapacityLimit, Trial, TrialPoint } from '../../lib/model/capacity.ts';
import { nextOverload, overloadAnswer } from '../../lib/steppers/overload.ts';

const limits: readonly CapacityLimit[] = [
  { objective: { kind: 'latency', percentile: 95, belowMs: 800 }, badRatio: 0.05, latencyMs: 800 },
];
const goal = { capacityRps: 40, factors: [1.2, 2], limits };

const flat = (value: number, length: number) => new Array<number>(length).fill(value);

/** What a trial came to: so much succeeded, and that share of what was due was bad. */
interface Result extends Partial<Pick<Trial, 'ending' | 'isConsistent'>> {
  readonly throughputRps?: number;
  readonly badRatio?: number;
}

function made(point: TrialPoint, result: Result = {}): Trial {
  const { throughputRps = point.rateRps, badRatio = 0, ending = 'completed', isConsistent = null } = result;
  const length = point.settleSeconds + point.measureSeconds;
  const started = flat(point.rateRps, length);
  return {
    ...{ purpose: point.purpose, rateRps: point.rateRps, ending, isConsistent, detail: null },
    ...{ settleSeconds: point.settleSeconds, measureSeconds: point.measureSeconds },
    drain: point.drainBefore ? { seconds: 4, isRecovered: ending !== 'did-not-recover' } : null,
    seconds: {
      ...{ started, dropped: flat(0, length), succeeded: flat(throughputRps, length), failed: flat(0, length) },
      ...{ inFlight: flat(1, length), latencySumMs: flat(1, length) },
      ...{ units: [started], bad: [started.map((count) => count * badRatio)] },
    },
  };
}

/** All trials that it asks for, with these results. */
function follow(results: Partial<Record<number, Result>> = {}): Trial[] {
  const history: Trial[] = [];
  for (let point = nextOverload(goal, history); point !== undefined; point = nextOverload(goal, history)) {
    history.push(made(point, results[history.length]));
  }
  return history;
}

describe('an overload', () => {
  test('is the reference rate, then each factor, with the reference rate after a wait between them', () => {
    expect(follow().map(({ purpose, rateRps, drain }) => [purpose, rateRps, drain !== null])).toEqual([
      ['reference', 32, false],
      ['overload', 48, false],
      ['after', 32, true],
      ['overload', 80, false],
      ['after', 32, true],
    ]);
  });

  test.each<[string, Partial<Record<number, Result>>, string]>([
    ['refuses what is too much, and serves the rest in time', { 1: { badRatio: 0.2 }, 3: { badRatio: 0.5 } }, 'keeps'],
    ['loses a third of its rate', { 3: { badRatio: 0.67 } }, 'degrades'],
    ['lets all wait', { 1: { badRatio: 1, throughputRps: 40 }, 3: { badRatio: 1, throughputRps: 39 } }, 'queues'],
    ['completes hardly anything', { 3: { badRatio: 1, throughputRps: 8 } }, 'collapses'],
    ['stays slow without load', { 2: { ending: 'did-not-recover' } }, 'metastable'],
    ['misses the objectives at the reference rate afterwards', { 4: { badRatio: 0.3 } }, 'metastable'],
    ['misses them after one overload, and meets them after a larger one', { 2: { badRatio: 0.3 } }, 'unknown'],
    ['misses them afterwards by chance', { 4: { badRatio: 0.06 } }, 'unknown'],
    ['misses them before by chance', { 0: { badRatio: 0.06 }, 3: { badRatio: 0.67 } }, 'degrades'],
    ['meets them whatever it gets', {}, 'unknown'],
    ['misses them before any overload', { 0: { badRatio: 0.3 } }, 'unknown'],
  ])('of a target that %s', (_name, results, behaviour) => {
    expect(overloadAnswer(goal, follow(results)).behaviour).toBe(behaviour);
  });

  test('leaves open what chance may have done', () => {
    const [first, second] = overloadAnswer(goal, follow({ 2: { badRatio: 0.06 }, 4: { badRatio: 0.3 } })).steps;
    expect([first?.isMetAfter, second?.isMetAfter]).toEqual([null, false]);
  });

  test('ends when the target does not recover, or died', () => {
    expect(follow({ 2: { ending: 'did-not-recover' } })).toHaveLength(3);
    const died = follow({ 1: { ending: 'target-died' } });
    expect(died).toHaveLength(2);
    expect(overloadAnswer(goal, died)).toMatchObject({ hasDied: true, steps: [{ isRecovered: false }] });
  });

  test('knows of data that was not consistent at any time', () => {
    const consistent = { isConsistent: true };
    const all = { 0: consistent, 1: consistent, 2: consistent, 3: { isConsistent: false }, 4: consistent };
    expect(overloadAnswer(goal, follow(all)).isConsistent).toBe(false);
    expect(overloadAnswer(goal, follow({ 2: consistent })).isConsistent).toBe(true);
    expect(overloadAnswer(goal, follow()).isConsistent).toBeNull();
  });

  test('has no answer before its first trial', () => {
    expect(overloadAnswer(goal, [])).toEqual({
      ...{ steps: [], behaviour: 'unknown', isConsistent: null, isReferenceMet: null, hasDied: false },
    });
  });
});
