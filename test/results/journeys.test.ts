import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JourneyInstants } from '../../lib/results/collector.ts';
import { accountStages, type JourneyEvent, journeyEvents, lagOf } from '../../lib/results/journeys.ts';
import { FloatList } from '../../lib/results/samples/float-list.ts';

const listOf = (values: readonly number[]): FloatList => {
  const list = new FloatList();
  for (const value of values) list.push(value);
  return list;
};

/** @param ended start and end of those that finished */
const instantsOf = (
  startsMs: readonly number[],
  ended: readonly (readonly [startMs: number, endMs: number])[] = [],
  { failedMs = [] as readonly number[], dropsMs = [] as readonly number[] } = {},
): JourneyInstants => ({
  startsMs: listOf(startsMs),
  endedStartsMs: listOf(ended.map(([startMs]) => startMs)),
  endedMs: listOf(ended.map(([, endMs]) => endMs)),
  failedMs: listOf(failedMs),
  dropsMs: listOf(dropsMs),
});
const fates = (events: readonly JourneyEvent[]) => events.map(({ atMs, fate }) => `${atMs} ${fate}`);

describe('what became of each journey', () => {
  test.each<[string, JourneyInstants, string[]]>([
    ['none', instantsOf([]), []],
    ['one that ended', instantsOf([5], [[5, 9]]), ['5 ok']],
    ['one that never ended', instantsOf([5]), ['5 unfinished']],
    ['the first never ended', instantsOf([1, 5], [[5, 9]]), ['1 unfinished', '5 ok']],
    ['the last never ended', instantsOf([1, 5], [[1, 9]]), ['1 ok', '5 unfinished']],
    [
      'one failed',
      instantsOf(
        [1, 5],
        [
          [1, 9],
          [5, 7],
        ],
        { failedMs: [7] },
      ),
      ['1 ok', '5 failed'],
    ],
    [
      'a failure is told before the end',
      instantsOf(
        [1, 5],
        [
          [1, 9],
          [5, 7],
        ],
        { failedMs: [8] },
      ),
      ['1 failed', '5 ok'],
    ],
    [
      'rows in another order',
      instantsOf(
        [5, 1],
        [
          [5, 7],
          [1, 9],
        ],
        { failedMs: [9] },
      ),
      ['1 failed', '5 ok'],
    ],
    ['the end seems to belong to a later start, and none is open', instantsOf([5], [[5.0003, 9]]), ['5 ok']],
    [
      'a failure is told after the last end',
      instantsOf(
        [1, 5],
        [
          [1, 9],
          [5, 7],
        ],
        { failedMs: [10] },
      ),
      ['1 failed', '5 ok'],
    ],
    [
      'drops between',
      instantsOf(
        [1, 5],
        [
          [1, 2],
          [5, 6],
        ],
        { dropsMs: [3] },
      ),
      ['1 ok', '3 dropped', '5 ok'],
    ],
  ])('is told by their instants: %s', (_name, instants, expected) => {
    expect(fates(journeyEvents(instants, undefined))).toEqual(expected);
  });

  test('adds up to the counts of the rows, whatever instants there are', () => {
    const instant = fc.nat(60);
    const journey = fc.record({
      startMs: instant,
      lastedMs: fc.option(instant, { nil: undefined }),
      hasFailed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(journey, { maxLength: 40 }),
        fc.array(instant, { maxLength: 20 }),
        fc.nat(30),
        (journeys, dropsMs, vus) => {
          const ended = journeys.filter(({ lastedMs }) => lastedMs !== undefined);
          const ends = ended.map(({ startMs, lastedMs = 0 }) => [startMs, startMs + lastedMs] as const);
          const failedMs = ended.flatMap(({ startMs, lastedMs = 0, hasFailed }) =>
            hasFailed ? [startMs + lastedMs] : [],
          );
          const events = journeyEvents(
            instantsOf(
              journeys.map(({ startMs }) => startMs),
              ends,
              { failedMs, dropsMs },
            ),
            vus,
          );
          const count = (fate: string) => events.filter((event) => event.fate === fate).length;
          expect(events.map(({ atMs }) => atMs)).toEqual(
            [...journeys.map(({ startMs }) => startMs), ...dropsMs].sort((a, b) => a - b),
          );
          expect(count('unfinished')).toBe(journeys.length - ended.length);
          expect(count('failed')).toBe(failedMs.length);
          expect(count('ok')).toBe(ended.length - failedMs.length);
          expect(count('dropped') + count('dropped by target')).toBe(dropsMs.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the fault of a drop', () => {
  const faults = (starts: number[], ends: number[], drops: number[], vus: number | undefined, isPoisson = false) =>
    journeyEvents(
      instantsOf(
        starts,
        ends.map((endMs) => [0, endMs] as const),
        { dropsMs: drops },
      ),
      vus,
      isPoisson,
    )
      .filter(({ fate }) => fate.startsWith('dropped'))
      .map(({ fate }) => fate === 'dropped by target');

  test('is the target’s when every VU was in a journey, the generator’s otherwise', () => {
    expect(faults([1, 2, 3, 4], [], [5], 4)).toEqual([true]);
    expect(faults([1, 2, 3, 4], [4.5], [5], 4)).toEqual([false]);
    expect(faults([1, 2, 3, 4], [4.5, 9], [4.2, 5], 4)).toEqual([true, false]);
    expect(faults([], [], [5], 4)).toEqual([false]);
    expect(faults([1, 2, 3, 4], [], [5], undefined)).toEqual([false]);
  });

  test('of Poisson arrivals is the target’s when the last free VU was just taken by one that was due at once', () => {
    expect(faults([1, 2, 3, 5.1], [], [5], 4, true)).toEqual([true]);
    expect(faults([1, 2, 3, 5.1], [], [5], 4)).toEqual([false]);
    expect(faults([1, 2, 3, 6], [], [5], 4, true)).toEqual([false]);
  });

  test('is the target’s while one VU in twenty is between two journeys', () => {
    const starts = Array.from({ length: 100 }, (_, index) => index);
    expect(faults(starts, new Array(5).fill(150), [200], 100)).toEqual([true]);
    expect(faults(starts, new Array(6).fill(150), [200], 100)).toEqual([false]);
  });

  test('is that of a plain recount, in whatever order the rows came', () => {
    const instants = fc.array(fc.nat(50), { maxLength: 60 });
    fc.assert(
      fc.property(instants, instants, instants, fc.integer({ min: 1, max: 30 }), (starts, ends, drops, vus) => {
        const before = (all: readonly number[], atMs: number) => all.filter((one) => one <= atMs).length;
        const expected = [...drops]
          .sort((a, b) => a - b)
          .map((atMs) => before(starts, atMs) - before(ends, atMs) >= 0.95 * vus);
        expect(faults(starts, ends, drops, vus)).toEqual(expected);
      }),
    );
  });
});

describe('the account of stages', () => {
  const stage = (scheduled: number) => ({
    index: 0,
    fromRps: 1,
    toRps: 1,
    startMs: 0,
    durationMs: 1,
    scheduled,
    shape: 'plateau' as const,
  });
  const event = fc.record({
    atMs: fc.nat(100),
    fate: fc.constantFrom(
      'ok' as const,
      'failed' as const,
      'unfinished' as const,
      'dropped' as const,
      'dropped by target' as const,
    ),
  });

  test('gives the k-th event to the stage of the k-th that was due, and balances', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.array(fc.nat(15), { maxLength: 6 }), (events, scheduled) => {
        const accounts = accountStages(events, scheduled.map(stage));
        let at = 0;
        for (const [index, { started, ok, failed, unfinished, dropped, droppedByTarget }] of accounts.entries()) {
          const due = events.slice(at, at + (scheduled[index] as number));
          at += scheduled[index] as number;
          expect(ok).toBe(due.filter(({ fate }) => fate === 'ok').length);
          expect(droppedByTarget).toBe(due.filter(({ fate }) => fate === 'dropped by target').length);
          expect(dropped).toBeGreaterThanOrEqual(droppedByTarget);
          expect(started).toBe(ok + failed + unfinished);
          expect(started + dropped).toBe(due.length);
        }
      }),
    );
  });
});

describe('lag', () => {
  const at = (instants: readonly number[]) => instants.map((atMs): JourneyEvent => ({ atMs, fate: 'ok' }));

  test('is what each was later than its plan, less what all were', () => {
    expect(lagOf(at([105, 210, 305]), [0, 100, 200])).toEqual({
      n: 3,
      p50Ms: 0,
      p99Ms: expect.closeTo(4.9, 12),
      maxMs: 5,
    });
  });

  test.each([
    ['an event too few', [1, 2], [1, 2, 3]],
    ['an event too many', [1, 2, 3], [1, 2]],
    ['nothing at all', [], []],
  ])('is unknown with %s', (_name, events, planned) => {
    expect(lagOf(at(events), planned)).toBeNull();
  });
});
