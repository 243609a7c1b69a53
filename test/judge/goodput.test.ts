import { describe, expect, it } from 'vitest';
import { goodputIn } from '../../lib/judge/goodput.ts';
import type { RunResult } from '../../lib/model/result.ts';

const windows = { windowMs: 1_000, ended: [10, 20, 30, 40], failed: [0, 0, 6, 40] };
const result = { series: { windows } } as unknown as RunResult;
const stretch = (startMs: number, durationMs: number) => ({ startMs, durationMs });

describe('journeys that ended well per second', () => {
  it('are those in the stretches alone', () => {
    expect(goodputIn(result, [stretch(0, 2_000)])).toBe(15);
    expect(goodputIn(result, [stretch(1_000, 1_000), stretch(2_000, 2_000)])).toBe((20 + 24 + 0) / 3);
  });

  it('are not known without windows or stretches', () => {
    expect(goodputIn(result, [])).toBeNull();
    expect(goodputIn({ series: { windows: null } } as unknown as RunResult, [stretch(0, 1_000)])).toBeNull();
  });
});
