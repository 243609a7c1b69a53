import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadLine, targetRps } from '../../lib/cli/terminal/load-line.ts';
import { progressOn } from '../../lib/cli/terminal/progress.ts';
import { planOf } from '../results/samples/samples-file.ts';
import { fakeTerminal } from './fake-terminal.ts';

const plan = planOf({
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 10, durationMs: 10_000 },
    { targetRps: 30, durationMs: 0 },
    { targetRps: 30, durationMs: 10_000 },
  ],
});
const figures = { inFlight: 3, done: 7, failed: 1, dropped: 0, p95Ms: undefined };

test.each([
  [-1, 0],
  [0, 0],
  [5_000, 5],
  [9_999, 9.999],
  [10_000, 30],
  [20_000, 30],
  [20_001, 0],
])('the target rate at %i ms is %d', (atMs, rateRps) => {
  expect(targetRps(plan, atMs)).toBeCloseTo(rateRps, 9);
});

describe('the line of progress', () => {
  test.each([
    [-3_000, '0/20 s warm-up · target 0.0/s · in flight 3 · done 7 · failed 1'],
    [5_000, '5/20 s stage 1/2 · target 5.0/s · in flight 3 · done 7 · failed 1'],
    [15_000, '15/20 s stage 2/2 · target 30.0/s · in flight 3 · done 7 · failed 1'],
    [25_000, '20/20 s draining, 5 of at most 30 s · target 0.0/s · in flight 3 · done 7 · failed 1'],
  ])('at %i ms', (atMs, line) => {
    expect(loadLine(plan, atMs, figures, false)).toBe(line);
  });

  test('names drops, and a p95 once there is one', () => {
    expect(loadLine(plan, 5_000, { ...figures, dropped: 2, p95Ms: 41.7 }, false)).toMatch(
      / · dropped 2 · p95 42 ms so far$/,
    );
  });

  test.each([-1, 0, 7_000, 10_000, 20_000, 99_000])('has a bar of the same width at %i ms', (atMs) => {
    const [bar = ''] = loadLine(plan, atMs, figures, true).split(' ');
    expect(bar).toMatch(/^[━─┿┼]{30}$/);
    expect(bar.match(/[┿┼]/g)).toHaveLength(1);
  });
});

test('a quiet run prints nothing of how it goes', () => {
  const terminal = fakeTerminal({ isQuiet: true });
  const progress = progressOn(terminal);
  progress.say('something');
  progress.users('users', 1, 2);
  progress.load(plan, 1_000, figures);
  expect(terminal.stderr()).toBe('');
});

describe('users in preparation', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each([
    [2_000, 'about 6 min to go (fewer with --max-vus, none with --users FILE)'],
    [400, 'about 60 s to go'],
    [150, '110 of 150 prepared\n'],
  ])('of %i say how long it takes, if it is long', (of, expected) => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const terminal = fakeTerminal();
    const progress = progressOn(terminal);
    progress.users('users', 10, of);
    now.mockReturnValue(20_000);
    progress.users('users', 110, of);
    expect(terminal.stderr()).toContain(expected);
  });
});
