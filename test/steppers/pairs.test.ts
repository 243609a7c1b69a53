import { describe, expect, test } from 'vitest';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { looksOf } from '../../lib/steppers/looks.ts';
import { calibrationPairs, gatePairs, type PairPoint, pairsOf, setsOf } from '../../lib/steppers/pairs.ts';
import type { PointRun, Stepper } from '../../lib/steppers/stepper.ts';
import { comparedResult, fingerprint, setOf } from '../judge/compare/runs.ts';

type PairRun = PointRun<PairPoint>;

/** A run of a point whose latencies are so many times the usual. */
function made(point: PairPoint, factor: number): PairRun {
  const [run] = setOf(point.label, [comparedResult({ p50Ms: 50 * factor, p95Ms: 100 * factor })]).runs;
  if (run === undefined) throw new Error('a set of one has one');
  return { point, run, fingerprint, failures: [], invalidBecause: [], isEvidence: true };
}

/** All that a stepper asks for, to its end. */
function follow<Outcome>(stepper: Stepper<PairRun, Outcome>, factorOf: (point: PairPoint) => number) {
  const history: PairRun[] = [];
  for (;;) {
    const step = stepper.next(history);
    if ('done' in step) return { history, outcome: step.done };
    history.push(made(step.run, factorOf(step.run)));
  }
}

const labels = (history: readonly PairRun[]) => history.map(({ point }) => point.label);
/** Latencies scatter a little from pair to pair. */
const scatter = ({ group, side }: PairPoint) => 1 + 0.004 * ((group * 5 + (side === 'base' ? 1 : 3)) % 4);

describe('pairs of runs', () => {
  test('alternate: the base runs first in every other pair', () => {
    expect(labels(follow(calibrationPairs(3), scatter).history)).toEqual([
      ...['pair 1, base', 'pair 1, candidate', 'pair 2, candidate', 'pair 2, base'],
      ...['pair 3, base', 'pair 3, candidate'],
    ]);
  });

  test('of a calibration are as many as it was asked for', () => {
    expect(follow(calibrationPairs(5), scatter).outcome).toHaveLength(5);
  });

  test('of a gate end at the first look whose answer is clear', () => {
    const looks = looksOf(12, defaultTerms.alpha);
    const slower = follow(
      gatePairs(looks, defaultTerms),
      (point) => scatter(point) * (point.side === 'base' ? 1 : 1.5),
    );
    expect(looks.at.slice(0, 2)).toContain(slower.outcome.length);
    const noisy = ({ group, side }: PairPoint) => (side === 'base' || group % 2 === 0 ? 1 : 1.3);
    const unclear = follow(gatePairs(looks, defaultTerms), noisy);
    expect(unclear.outcome).toHaveLength(12);
  });

  test('that lost their group are asked for again', () => {
    const { history } = follow(calibrationPairs(2), scatter);
    const rest = history.filter(({ point }) => point.group !== 1);
    expect(calibrationPairs(2).next(rest)).toEqual({
      run: { label: 'pair 2, candidate', group: 1, side: 'candidate' },
    });
  });
});

describe('the sets of pairs', () => {
  test('have the k-th run of one side beside the k-th of the other, whichever ran first', () => {
    const { history } = follow(calibrationPairs(2), scatter);
    const sets = setsOf(pairsOf(history), { base: 'old', candidate: 'new' });
    expect(sets?.base).toMatchObject({ name: 'old', runs: [{ name: 'pair 1, base-1' }, { name: 'pair 2, base-1' }] });
    expect(sets?.candidate.runs.map(({ name }) => name)).toEqual(['pair 1, candidate-1', 'pair 2, candidate-1']);
  });

  test('leave a run out that has no partner', () => {
    const { history } = follow(calibrationPairs(2), scatter);
    expect(pairsOf(history.slice(0, 3))).toHaveLength(1);
    expect(setsOf([], { base: 'old', candidate: 'new' })).toBeUndefined();
  });
});
