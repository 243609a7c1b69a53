import { describe, expect, test } from 'vitest';
import { designEffectOf } from '../../lib/stats/design-effect.ts';
import { correlated, normals } from './random.ts';

describe('the design effect of a series', () => {
  test('is about (1 + r)/(1 − r) of an autoregression', () => {
    const normal = normals(3);
    for (const r of [0.5, 0.8]) {
      expect(designEffectOf(correlated(normal, 20_000, r)) / ((1 + r) / (1 - r))).toBeCloseTo(1, 0);
    }
  });

  test('is near 1 of independent values, and exactly 1 of a constant or of nothing', () => {
    expect(designEffectOf(correlated(normals(4), 5_000, 0))).toBe(1);
    expect(designEffectOf([2, 2, null, 2, 2, 2])).toBe(1);
    expect(designEffectOf([])).toBe(1);
  });
});
