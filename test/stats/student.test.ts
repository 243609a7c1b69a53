import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logGamma, normalCdf, regularizedBeta, studentCdf, studentQuantile } from '../../lib/stats/student.ts';

describe("Student's t", () => {
  test.each([
    [0.975, 1, 12.7062],
    [0.975, 9, 2.26216],
    [0.95, 4, 2.13185],
    [0.975, 30, 2.04227],
    [0.995, 5, 4.03214],
    [0.9, 2, 1.88562],
    [0.5, 7, 0],
    [0.025, 9, -2.26216],
    [0.975, 1e6, 1.95997],
  ])('has the quantile of the tables: t(%d; %d) = %d', (probability, freedom, expected) => {
    expect(studentQuantile(probability, freedom)).toBeCloseTo(expected, 4);
  });

  test('with one degree of freedom is the Cauchy distribution', () => {
    for (const t of [-50, -1, -0.1, 0, 0.5, 3, 200]) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
    }
  });

  test('has a quantile that its distribution function takes back', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 500 }), (p, freedom) => {
        expect(studentCdf(studentQuantile(p, freedom), freedom)).toBeCloseTo(p, 9);
      }),
      { numRuns: 500 },
    );
  });

  test('is symmetrical and rises', () => {
    const t = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(t, t, fc.integer({ min: 1, max: 100 }), (a, b, freedom) => {
        expect(studentCdf(a, freedom) + studentCdf(-a, freedom)).toBeCloseTo(1, 12);
        expect(studentCdf(Math.min(a, b), freedom)).toBeLessThanOrEqual(studentCdf(Math.max(a, b), freedom) + 1e-13);
      }),
    );
  });
});

describe('the normal distribution', () => {
  test.each([
    [0, 0.5],
    [1.96, 0.9750021],
    [-1.96, 0.0249979],
    [1, 0.8413447],
    [2.5758293, 0.995],
    [6, 0.999999999],
    [9, 1],
    [-9, 0],
  ])('is at or below %d with probability %d', (z, expected) => {
    expect(normalCdf(z)).toBeCloseTo(expected, 7);
  });

  test('is what Student’s t becomes with many degrees of freedom', () => {
    for (const z of [-2.5, -1, 0.3, 1.7]) expect(studentCdf(z, 1e7)).toBeCloseTo(normalCdf(z), 6);
  });
});

describe('the functions behind them', () => {
  test('ln Γ of whole numbers is that of factorials, and Γ(½) is √π', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 10);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 10);
  });

  test.each([
    [0, 2, 3, 0],
    [1, 2, 3, 1],
    // I(x; 1, 1) = x, I(x; 2, 1) = x², I(½; a, a) = ½.
    [0.3, 1, 1, 0.3],
    [0.3, 2, 1, 0.09],
    [0.5, 7.5, 7.5, 0.5],
    [0.9, 1, 4, 1 - 0.1 ** 4],
  ])('I(%d; %d, %d) = %d', (x, a, b, expected) => {
    expect(regularizedBeta(x, a, b)).toBeCloseTo(expected, 12);
  });
});
