import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  detectableShift,
  hodgesLehmann,
  holm,
  laterShift,
  pairedInterval,
  pairedPower,
  pairedShift,
  pairsNeeded,
  signFlipP,
} from '../../lib/stats/paired.ts';
import { normals } from './random.ts';

describe('the shift between pairs', () => {
  test("is tested as in Student's own example of two sleeping draughts", () => {
    // Student 1908: t = 4.0621 with 9 degrees of freedom, two-sided p = 0.002833.
    const differences = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { n, sd, pAbove, pBelow } = pairedShift(differences);
    expect(n).toBe(10);
    expect(sd).toBeCloseTo(1.229995, 5);
    expect(2 * pAbove).toBeCloseTo(0.002833, 5);
    expect(pAbove + pBelow).toBeCloseTo(1, 12);
    // R: t.test(extra ~ group, data = sleep, paired = TRUE)
    const { low, high } = pairedInterval(differences, 0.95);
    expect(low).toBeCloseTo(0.7001142, 6);
    expect(high).toBeCloseTo(2.4598858, 6);
  });

  test.each<[number[], number]>([
    [[4], 4],
    // Averages 1, 2, 3, 1.5, 2, 2.5.
    [[1, 2, 3], 2],
    // Averages 0, 0, 0, 5, 5, 10: the median of six.
    [[0, 0, 10], 2.5],
  ])('of %j is the median of all averages of two: %d', (differences, expected) => {
    expect(hodgesLehmann(differences)).toBe(expected);
    expect(pairedShift(differences).shift).toBe(expected);
  });

  test.each<[string, number[], number]>([
    ['a single pair', [3], 0.5],
    ['no difference at all', [0, 0, 0], 0.5],
    ['the same rise each time', [2, 2, 2], 0],
    ['the same fall each time', [-2, -2, -2], 1],
  ])('has the p of what can be known: %s', (_name, differences, pAbove) => {
    expect(pairedShift(differences).pAbove).toBe(pAbove);
  });

  test('of one pair is in no bounded interval', () => {
    expect(pairedInterval([3], 0.95)).toEqual({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  });
});

describe('the flip of signs', () => {
  test.each<[number[], number]>([
    [[1, 2, 3], 1 / 8],
    [[-1, -2, -3], 1],
    // Sums at least 4: 6 (+++), 4 (−++).
    [[-1, 2, 3], 2 / 8],
    [[0, 0], 1],
  ])('of %j leaves p = %d', (differences, expected) => {
    expect(signFlipP(differences)).toBe(expected);
  });

  test('never gives less than one pattern in all', () => {
    const differences = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 10 });
    fc.assert(fc.property(differences, (all) => signFlipP(all) >= 2 ** -all.length));
  });
});

describe('p-values of several questions', () => {
  test.each<[number[], number[]]>([
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [[0.2], [0.2]],
    [
      [0.9, 0.8],
      [1, 1],
    ],
    [[], []],
  ])('%j become %j', (ps, expected) => {
    const found = holm(ps);
    expect(found.length).toBe(expected.length);
    for (const [index, p] of expected.entries()) expect(found[index]).toBeCloseTo(p, 12);
  });
});

describe('the power of paired runs', () => {
  test.each([
    // R: power.t.test(delta, sd = 1, type = "paired", alternative = "one.sided")
    { shift: 0.5, alpha: 0.05, power: 0.8, needed: 27 },
    { shift: 1, alpha: 0.05, power: 0.8, needed: 8 },
    { shift: 0.5, alpha: 0.05, power: 0.9, needed: 36 },
  ])('asks for $needed pairs to find $shift deviations with $power', ({ needed, ...question }) => {
    expect(pairsNeeded({ ...question, sd: 1 })).toBe(needed);
  });

  test('is the share of simulated experiments that find the shift', () => {
    const normal = normals(21);
    const tries = 4_000;
    let found = 0;
    for (let i = 0; i < tries; i++) {
      const differences = Array.from({ length: 8 }, () => 0.8 + normal());
      if (pairedShift(differences).pAbove < 0.05) found++;
    }
    expect(pairedPower({ shift: 0.8, sd: 1, n: 8, alpha: 0.05 })).toBeCloseTo(found / tries, 1);
    expect(Math.abs(pairedPower({ shift: 0.8, sd: 1, n: 8, alpha: 0.05 }) - found / tries)).toBeLessThan(0.025);
  });

  test('without a shift is the share of false alarms', () => {
    for (const n of [3, 10, 40]) expect(pairedPower({ shift: 0, sd: 1, n, alpha: 0.05 })).toBeCloseTo(0.05, 4);
  });

  test('finds the shift that it says it can detect', () => {
    for (const n of [3, 8, 30]) {
      const shift = detectableShift({ sd: 0.2, n, alpha: 0.05, power: 0.8 });
      expect(pairedPower({ shift, sd: 0.2, n, alpha: 0.05 })).toBeCloseTo(0.8, 6);
    }
  });

  test('of fewer than two pairs is none', () => {
    expect(pairedPower({ shift: 5, sd: 1, n: 1, alpha: 0.05 })).toBe(0);
    expect(detectableShift({ sd: 1, n: 1, alpha: 0.05, power: 0.8 })).toBe(Number.POSITIVE_INFINITY);
    expect(pairsNeeded({ shift: 1e-9, sd: 1, alpha: 0.05, power: 0.8 })).toBeUndefined();
  });
});

describe('where the next value falls', () => {
  test('is the mean ± t·s·√(1 + 1/n)', () => {
    // Mean 12, s = √(10/4) = 1.581139; 2.776445 · 1.581139 · √1.2 = 4.808944.
    const { shift, low, high, sd } = laterShift([10, 11, 12, 13, 14], 15, 0.95);
    expect(shift).toBeCloseTo(3, 10);
    expect(sd).toBeCloseTo(1.581139, 6);
    expect(low).toBeCloseTo(3 - 4.808944, 5);
    expect(high).toBeCloseTo(3 + 4.808944, 5);
  });

  test('has the one-sided p of the t with n − 1 degrees of freedom', () => {
    // t = 3 / 1.732051 = 1.732051 with 4 degrees of freedom.
    const { pAbove, pBelow } = laterShift([10, 11, 12, 13, 14], 15, 0.95);
    expect(pAbove).toBeCloseTo(0.0791, 3);
    expect(pAbove + pBelow).toBeCloseTo(1, 10);
  });

  test('knows no spread of one earlier value, and none of equal ones', () => {
    expect(laterShift([10], 15, 0.95)).toMatchObject({ shift: 5, pAbove: 0.5, high: Number.POSITIVE_INFINITY });
    expect(laterShift([10, 10, 10], 15, 0.95)).toMatchObject({ shift: 5, pAbove: 0, low: 5, high: 5 });
    expect(laterShift([10, 10, 10], 10, 0.95)).toMatchObject({ shift: 0, pAbove: 0.5, low: 0, high: 0 });
  });
});
