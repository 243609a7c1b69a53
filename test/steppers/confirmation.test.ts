import { describe, expect, test } from 'vitest';
import type { Prediction } from '../../lib/model/confirmation.ts';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';
import { normalsOf, randomOf } from '../../lib/stats/random.ts';
import {
  type ConfirmationPoint,
  type ConfirmationRun,
  confirmationOf,
  confirmationStepper,
} from '../../lib/steppers/confirmation.ts';
import { comparedResult, fingerprint, setOf } from '../judge/compare/runs.ts';

const diagnosis: Diagnosis = {
  ...{ verdict: 'pool-exhausted', confidence: 'high', fromRps: 80, step: null, values: { max: 3 } },
  ...{ evidence: [], runnersUp: [], census: null, missing: [] },
};
const prediction: Prediction = {
  change: { name: 'POOL', from: '3', to: '6' },
  ...{ factor: 1.84, low: 1.6, high: 2, nextLimit: 'same-limit' },
};
const stretches = [{ startMs: 5_000, durationMs: 10_000 }];

type Draw = (point: ConfirmationPoint, index: number) => Partial<ConfirmationRun>;

/** A confirmation to its end. */
function follow(wantedPairs: number | undefined, draw: Draw) {
  const stepper = confirmationStepper({ wantedPairs });
  const history: ConfirmationRun[] = [];
  for (;;) {
    const step = stepper.next(history);
    if ('done' in step) return { history, confirmation: step.done };
    const [run] = setOf(step.run.label, [comparedResult({})]).runs;
    if (run === undefined) throw new Error('a set of one has one');
    history.push({
      ...{ point: step.run, run, fingerprint, failures: [], invalidBecause: [], isEvidence: true },
      ...{ diagnosis, prediction, stretches, p95Ms: 900, goodputRps: 50, ...draw(step.run, history.length) },
    });
  }
}

/** What the change gains, with the noise of runs and a target that becomes slower all the time. */
const gains = (factor: number, seed: number, sd = 0.03): Draw => {
  const normal = normalsOf(randomOf(seed));
  return ({ change }, index) => ({
    goodputRps: 50 * (change === undefined ? 1 : factor) * (1 - 0.02 * index) * Math.exp(sd * normal()),
  });
};

describe('a confirmation', () => {
  test('takes turns, so that each side is first in every other pair, and counts where the first run was under stress', () => {
    const { history } = follow(3, () => ({}));
    expect(history.map(({ point }) => point.label)).toEqual([
      ...['pair 1, as it is', 'pair 1, POOL=6', 'pair 2, POOL=6', 'pair 2, as it is'],
      ...['pair 3, as it is', 'pair 3, POOL=6'],
    ]);
    expect(history.map(({ point }) => point.stretches)).toEqual([undefined, ...Array(5).fill(stretches)]);
  });

  test('is not begun where there is nothing to test', () => {
    const outcomeOf = (wantedPairs: number | undefined, run: Partial<ConfirmationRun>) => {
      const { history, confirmation } = follow(wantedPairs, () => run);
      expect(history).toHaveLength(1);
      return confirmation.outcome;
    };
    expect(outcomeOf(3, { diagnosis: { ...diagnosis, verdict: 'none' }, prediction: undefined })).toBe(
      'nothing-limits',
    );
    expect(outcomeOf(3, { diagnosis: undefined, prediction: undefined })).toBe('undetermined');
    expect(outcomeOf(3, { prediction: undefined })).toBe('no-change');
    expect(outcomeOf(3, { diagnosis: { ...diagnosis, verdict: 'noisy-host' }, prediction: undefined })).toBe(
      'noisy-host',
    );
    const held: Prediction = { ...prediction, factor: 1.05, nextLimit: 'offered-load' };
    expect(outcomeOf(3, { prediction: held })).toBe('no-room');
    expect(outcomeOf(undefined, {})).toBe('predicted');
    // Whatever was read of it.
    const none = { ...diagnosis, verdict: 'none' as const };
    expect(outcomeOf(3, { failures: ['target-died'], diagnosis: none })).toBe('target-died');
    expect(outcomeOf(3, { failures: ['target-died'] })).toBe('target-died');
  });

  test('says by how much the goodput changed, whatever drifts', () => {
    const { confirmation } = follow(6, gains(1.9, 1));
    expect(confirmation.outcome).toBe('confirmed');
    expect(confirmation.measured?.factor).toBeGreaterThan(1.8);
    expect(confirmation.measured?.factor).toBeLessThan(2);
  });

  test('needs two whole pairs', () => {
    const { history } = follow(3, gains(1.9, 1));
    const outcomes = [1, 2, 3, 4].map((runs) => confirmationOf({ wantedPairs: 3 }, history.slice(0, runs)).outcome);
    expect(outcomes).toEqual(['open', 'open', 'open', 'confirmed']);
  });

  test('a change that breaks the data is no cure', () => {
    const { confirmation } = follow(2, ({ change }) => ({
      failures: change === undefined ? [] : ['data-integrity'],
      goodputRps: change === undefined ? 50 : 100,
    }));
    expect(confirmation.outcome).toBe('failing');
  });

  test.each([
    [1, 'refuted', 0.95],
    [1.25, 'refuted', 0.9],
    [1.8, 'confirmed', 0.99],
    [2.6, 'confirmed', 0.99],
  ])('of three pairs and a true factor of %d is mostly %s', (factor, outcome, least) => {
    const outcomes = Array.from({ length: 200 }, (_, seed) => follow(3, gains(factor, seed)).confirmation.outcome);
    expect(outcomes.filter((one) => one === outcome).length / 200).toBeGreaterThanOrEqual(least);
    expect(outcomes).not.toContain(outcome === 'refuted' ? 'confirmed' : 'refuted');
  });

  test('its interval holds the truth in nine of ten', () => {
    const holding = Array.from({ length: 400 }, (_, seed) => follow(4, gains(1.5, seed, 0.05)).confirmation).filter(
      ({ measured }) => measured !== null && measured.low <= 1.5 && measured.high >= 1.5,
    );
    expect(holding.length / 400).toBeGreaterThan(0.86);
  });
});
