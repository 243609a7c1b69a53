import { describe, expect, it } from 'vitest';
import { pauseMs, pausesBefore, think } from '../../lib/contract/pause.ts';

describe('a pause', () => {
  it.each([
    ['2s', { fromMs: 2_000, toMs: 2_000 }],
    ['1s..3s', { fromMs: 1_000, toMs: 3_000 }],
    ['500ms..1.5s', { fromMs: 500, toMs: 1_500 }],
    ['1m', { fromMs: 60_000, toMs: 60_000 }],
    ['exponential 2s', { fromMs: 0, toMs: 12_000, meanMs: 2_000 }],
  ])('%s is read', (text, pause) => {
    expect(think(text)).toEqual({ think: pause });
  });

  it.each(['', '2', 's', '3s..1s', '1s..', 'exponential 1s..2s', '-1s', '1h'])('%j is refused', (text) => {
    expect(() => think(text)).toThrow(/^think\('/);
  });

  it('is drawn evenly, or exponentially up to six times its mean', () => {
    const { think: range } = think('1s..3s');
    expect([0, 0.5, 0.999].map((chance) => Math.round(pauseMs(range, chance)))).toEqual([1_000, 2_000, 2_998]);
    const { think: exponential } = think('exponential 2s');
    // The median is ln 2 times the mean.
    expect(pauseMs(exponential, 0.5)).toBeCloseTo(2_000 * Math.LN2, 6);
    expect(pauseMs(exponential, 0)).toBeCloseTo(0, 6);
    expect(pauseMs(exponential, 0.999_999_9)).toBe(12_000);
  });

  it('counts for the step that it is before', () => {
    const pauses = [
      { before: 0, fromMs: 1, toMs: 1 },
      { before: 2, fromMs: 0, toMs: 5 },
      { before: 2, fromMs: 2, toMs: 2 },
    ];
    expect(pausesBefore(pauses, 2)).toEqual([1, 0, 7]);
  });
});
