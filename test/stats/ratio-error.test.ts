import { expect, test } from 'vitest';
import { randomOf } from '../../lib/stats/random.ts';
import { ratioError } from '../../lib/stats/ratio-error.ts';

test('a ratio that is the same in each window has no error', () => {
  expect(ratioError(Array.from({ length: 8 }, (_, index) => ({ of: index + 1, count: 3 * (index + 1) })))).toBe(0);
});

test('of fewer than eight windows, or of nothing, there is none', () => {
  expect(ratioError(Array.from({ length: 7 }, () => ({ of: 1, count: 3 })))).toBeUndefined();
  expect(ratioError(Array.from({ length: 9 }, () => ({ of: 0, count: 0 })))).toBeUndefined();
});

test('is the spread of the ratio over repetitions, for clusters too', () => {
  const random = randomOf(7);
  const draw = () => {
    const windows = Array.from({ length: 40 }, () => {
      const of = 4 + Math.floor(random() * 5);
      const count = Array.from({ length: of }, () => (random() < 0.2 ? 30 : 1)).reduce((sum, one) => sum + one, 0);
      return { of, count };
    });
    const sum = (name: 'of' | 'count') => windows.reduce((total, window) => total + window[name], 0);
    return { ratio: sum('count') / sum('of'), error: ratioError(windows) ?? Number.NaN };
  };
  const drawn = Array.from({ length: 2_000 }, draw);
  const mean = drawn.reduce((sum, { ratio }) => sum + ratio, 0) / drawn.length;
  const spread = Math.sqrt(drawn.reduce((sum, { ratio }) => sum + (ratio - mean) ** 2, 0) / drawn.length);
  const error = drawn.reduce((sum, one) => sum + one.error, 0) / drawn.length;
  expect(error / spread).toBeCloseTo(1, 1);
});
