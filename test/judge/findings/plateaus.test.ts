import { describe, expect, test } from 'vitest';
import { plateausOf, windowsOf } from '../../../lib/judge/findings/plateaus.ts';
import type { StageResult } from '../../../lib/model/result.ts';
import { sampleResult } from './sample-result.ts';

const [sample] = sampleResult().series.stages as [StageResult];
const stage = (changes: Partial<StageResult>): StageResult => ({ ...sample, ...changes });

test('a plateau starts and ends at the same rate, which is not zero', () => {
  const stages = [
    stage({ index: 0 }),
    stage({ index: 1, shape: 'ramp', toRps: 30 }),
    stage({ index: 2, shape: 'step', durationMs: 0 }),
    stage({ index: 3, fromRps: 0, toRps: 0 }),
    stage({ index: 4, fromRps: 30, toRps: 30 }),
  ];
  expect(plateausOf(stages).map(({ index }) => index)).toEqual([0, 4]);
});

describe('the windows of a stage', () => {
  const series = (windowMs: number, count: number) => ({ windowMs, started: Array<number>(count).fill(1) });

  test.each<[what: string, windowMs: number, count: number, startMs: number, durationMs: number, windows: number[]]>([
    ['are those of its time', 1_000, 20, 5_000, 3_000, [5, 6, 7]],
    ['are those that lie wholly in it', 1_000, 20, 4_500, 3_000, [5, 6]],
    ['are none of a stage shorter than a window', 1_000, 20, 4_500, 800, []],
    ['end where the series does', 1_000, 6, 4_000, 10_000, [4, 5]],
    ['are none after the end of the series', 1_000, 3, 4_000, 10_000, []],
    ['are as wide as the series has them', 4_000, 20, 4_000, 9_000, [1, 2]],
  ])('%s', (_what, windowMs, count, startMs, durationMs, windows) => {
    expect(windowsOf(series(windowMs, count), { startMs, durationMs })).toEqual(windows);
  });
});
