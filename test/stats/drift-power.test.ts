import { describe, expect, test } from 'vitest';
import { detectableGrowth, detectableSlope, driftOf, pOfGrowth, stepOf } from '../../lib/stats/drift.ts';
import { correlated, normals } from './random.ts';

const repetitions = 800;
const cells = [0, 0.4, 0.7, 0.85].flatMap((r, index) => [60, 120].map((n) => ({ r, n, seed: 10 * n + index })));

const share = (hits: number): number => hits / repetitions;
const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;

/** In how many of many series of such noise something is seen. */
function seen(cell: (typeof cells)[number], see: (noise: readonly number[]) => boolean): number {
  const normal = normals(cell.seed);
  let hits = 0;
  for (let i = 0; i < repetitions; i++) if (see(correlated(normal, cell.n, cell.r))) hits++;
  return share(hits);
}

const drifting = (noise: readonly number[], slope: number): number[] =>
  noise.map((value, index) => value + slope * index);

describe.each(cells)('noise whose neighbours correlate by $r, in $n windows', (cell) => {
  const { r, n } = cell;

  test('is taken for a drift in at most 8 % at 5 %', () => {
    const alarms = seen(cell, (noise) => (driftOf(noise)?.pRising ?? 1) < 0.05);
    const power = seen(cell, (noise) => (driftOf(drifting(noise, 2 / n))?.pRising ?? 1) < 0.05);
    console.info(`r ${r}, n ${n}: false alarms ${percent(alarms)}, power for 2 deviations ${percent(power)}`);
    expect(alarms).toBeLessThanOrEqual(0.08);
    // Were it never seen, it would be no test.
    expect(alarms).toBeGreaterThan(0.01);
    expect(power).toBeGreaterThan(3 * alarms);
  });

  test('hides a drift that is said to be detectable in about a fifth of the cases', () => {
    const slope = detectableSlope({ n, r1: r, sd: 1 }, 0.01);
    const power = seen(cell, (noise) => (driftOf(drifting(noise, slope))?.pRising ?? 1) < 0.01);
    console.info(`r ${r}, n ${n}: detectable is ${(slope * n).toFixed(1)} deviations, seen ${percent(power)}`);
    expect(power).toBeGreaterThan(0.65);
    expect(power).toBeLessThan(0.92);
  });

  test('is taken for growth in at most 8 % at 5 %', () => {
    expect(seen(cell, (noise) => pOfGrowth(noise) < 0.05)).toBeLessThanOrEqual(0.08);
  });

  test('hardly ever looks like a step', () => {
    expect(seen(cell, (noise) => (stepOf(noise)?.p ?? 1) < 0.001)).toBeLessThanOrEqual(0.01);
  });
});

describe.each([30, 60, 120])('a walk of %d random steps', (n) => {
  /** In how many of many walks growth is seen, each step being longer by so much. */
  const seenIn = (growth: number, alpha: number): number => {
    const normal = normals(n);
    const walks = Array.from({ length: repetitions }, () => walkOf(n, () => normal() + growth));
    return share(walks.filter((walk) => pOfGrowth(walk) < alpha).length);
  };

  test('is taken for growth in at most 8 % at 5 %', () => {
    expect(seenIn(0, 0.05)).toBeLessThanOrEqual(0.08);
    expect(seenIn(0, 0.05)).toBeGreaterThan(0.02);
  });

  test('hides a growth that is said to be detectable in about a fifth of the cases', () => {
    const normal = normals(n + 1);
    const growth = detectableGrowth(
      walkOf(5_000, () => normal()),
      0.01,
    );
    const power = seenIn(growth * Math.sqrt(4_999 / (n - 1)), 0.01);
    expect(power).toBeGreaterThan(0.7);
    expect(power).toBeLessThan(0.9);
  });
});

function walkOf(n: number, step: () => number): number[] {
  let level = 0;
  return Array.from({ length: n }, () => {
    level += step();
    return level;
  });
}
