import { describe, expect, test, vi } from 'vitest';
import type { SweepGoal } from '../../lib/model/sweep.ts';
import type { HardFailure } from '../../lib/model/verdict.ts';
import { normalsOf, randomOf } from '../../lib/stats/random.ts';
import { type SweepRun, type SweepRunPoint, sweepOf, sweepStepper } from '../../lib/steppers/sweep.ts';
import { comparedResult, fingerprint, setOf } from '../judge/compare/runs.ts';

// Simulations take some seconds of CPU, and longer where others share it.
vi.setConfig({ testTimeout: 120_000 });

const goal: SweepGoal = {
  factors: [{ name: 'POOL', values: ['20', '2', '10', '5'] }],
  ...{ metric: 'p95', seed: 1, wantedRepetitions: 4 },
};

type Draw = (point: SweepRunPoint) => { readonly factor?: number; readonly failures?: readonly HardFailure[] };

/** A sweep to its end. */
function follow(of: SweepGoal, draw: Draw) {
  const stepper = sweepStepper(of);
  const history: SweepRun[] = [];
  for (;;) {
    const step = stepper.next(history);
    if ('done' in step) return { history, sweep: step.done };
    const { factor = 1, failures = [] } = draw(step.run);
    const [run] = setOf(step.run.label, [comparedResult({ p50Ms: 50 * factor, p95Ms: 100 * factor })]).runs;
    if (run === undefined) throw new Error('a set of one has one');
    const goodputRps = 50 / factor;
    history.push({ point: step.run, run, fingerprint, failures, invalidBecause: [], isEvidence: true, goodputRps });
  }
}

/** A latency by its pool, with the noise of runs and a drift from repetition to repetition. */
function noisy(seed: number, factors: Readonly<Record<string, number>>, sd = 0.04): Draw {
  const normal = normalsOf(randomOf(seed));
  return ({ values, group }) => ({
    factor: (factors[values[0] ?? ''] ?? 1) * (1 + 0.3 * group) * Math.exp(sd * normal()),
  });
}

describe('a sweep', () => {
  test('makes each combination once in a repetition, in an order of its own', () => {
    const { history, sweep } = follow(goal, () => ({}));
    const orders = [0, 1, 2, 3].map((group) =>
      history.filter(({ point }) => point.group === group).map(({ point }) => point.values.join()),
    );
    for (const order of orders) expect(order.toSorted()).toEqual(['10', '2', '20', '5']);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    expect(history[0]?.point.label).toMatch(/^repetition 1, POOL=\d+$/);
    expect(sweep).toMatchObject({ repetitions: 4, wantedRepetitions: 4 });
    // The same seed gives the same order.
    expect(follow(goal, () => ({})).history.map(({ point }) => point)).toEqual(history.map(({ point }) => point));
  });

  test('names the smallest that is no slower than the fastest, and what is slower', () => {
    const { sweep } = follow(goal, noisy(3, { 2: 3, 5: 1.8 }));
    const result = Object.fromEntries(sweep.points.map(({ values, result }) => [values[0], result]));
    expect(result).toMatchObject({ 2: 'worse', 5: 'worse' });
    expect(sweep.points[sweep.smallest ?? -1]?.values).toEqual(['10']);
    const two = sweep.points.find(({ values }) => values[0] === '2')?.againstBest;
    expect(two?.low).toBeGreaterThan(2);
    expect(two?.change).toBeGreaterThan(2.6);
    expect(two?.high).toBeLessThan(4);
    // The drift of half a run in each repetition is none of the spread.
    expect(sweep.sd).toBeLessThan(0.1);
  });

  test('says what it would have seen where nothing differs', () => {
    const { sweep } = follow(goal, noisy(4, {}));
    expect(sweep.points.map(({ result }) => result).toSorted()).toEqual(['best', 'same', 'same', 'same']);
    expect(sweep.points[sweep.smallest ?? -1]?.values).toEqual(['2']);
    expect(sweep.detectable).toBeGreaterThan(0.05);
    expect(sweep.detectable).toBeLessThan(0.3);
  });

  test('compares what works with what works: neither what fails, nor what breaks the data', () => {
    const locks = { ...goal, factors: [{ name: 'LOCK', values: ['row', 'none', 'atomic', 'off'] }] };
    const { sweep } = follow(locks, ({ values: [lock], group }) => ({
      factor: lock === 'none' ? 0.2 : lock === 'row' ? 2 : 1 + 0.01 * group,
      failures: lock === 'none' && group === 2 ? ['data-integrity'] : lock === 'off' ? ['target-died'] : [],
    }));
    expect(sweep.points.map(({ result }) => result)).toEqual(['worse', 'inconsistent', 'best', 'failing']);
    // Words have no order.
    expect(sweep.smallest).toBeNull();
  });

  test('of goodput takes the highest for the best, and lost journeys for what an overload does', () => {
    const goal1: SweepGoal = { ...goal, metric: 'goodput' };
    const draw = noisy(3, { 2: 3, 5: 1.8 });
    const { sweep } = follow(goal1, (point) => ({ ...draw(point), failures: ['journey-success'] }));
    const result = Object.fromEntries(sweep.points.map(({ values, result }) => [values[0], result]));
    expect(result).toMatchObject({ 2: 'worse', 5: 'worse' });
    const two = sweep.points.find(({ values }) => values[0] === '2')?.againstBest;
    expect(two?.change).toBeGreaterThan(0.25);
    expect(two?.high).toBeLessThan(0.5);
    expect(two?.low).toBeLessThan(two?.change ?? 0);
    const broken = follow(goal1, ({ values: [pool] }) => ({ failures: pool === '20' ? ['target-died'] : [] })).sweep;
    expect(broken.points.map(({ result }) => result === 'failing')).toEqual([true, false, false, false]);
  });

  test('of two factors tries every combination', () => {
    const grid = { ...goal, factors: [...goal.factors, { name: 'COST', values: ['8', '12'] }], wantedRepetitions: 2 };
    const { history, sweep } = follow(grid, ({ values: [, cost] }) => ({ factor: cost === '12' ? 4 : 1 }));
    expect(history).toHaveLength(16);
    expect(sweep.points).toHaveLength(8);
    expect(sweep.points.filter(({ result }) => result === 'worse').every(({ values }) => values[1] === '12')).toBe(
      true,
    );
    expect(sweep.points[sweep.smallest ?? -1]?.values).toEqual(['2', '8']);
  });

  test('compares nothing before the second repetition is whole', () => {
    const { history } = follow(goal, noisy(5, { 2: 3 }));
    for (const runs of [0, 3, 4, 7]) {
      const early = sweepOf(goal, history.slice(0, runs));
      expect([runs, early.repetitions, early.smallest]).toEqual([runs, Math.floor(runs / 4), null]);
    }
    expect(sweepOf(goal, history.slice(0, 8)).smallest).not.toBeNull();
  });

  test('calls one of equals slower in at most one sweep of twenty, and sees what it says it would', () => {
    const slower = (factors: Readonly<Record<string, number>>, name?: string) =>
      Array.from({ length: 400 }, (_, seed) => follow(goal, noisy(seed, factors)).sweep).filter(({ points }) =>
        points.some(({ values, result }) => result === 'worse' && (name === undefined || values[0] === name)),
      ).length / 400;
    expect(slower({})).toBeLessThanOrEqual(0.07);
    const { detectable } = follow(goal, noisy(6, {})).sweep;
    expect(slower({ 2: 1 + (detectable ?? 0) }, '2')).toBeGreaterThan(0.65);
  });
});
