import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSince } from '../../lib/results/open-requests.ts';

const since = (entered: readonly number[], starts: readonly number[], count: number) =>
  openSince(Float64Array.from(entered), Float64Array.from(starts), count);

describe('requests that were open at the end', () => {
  test.each<[what: string, entered: number[], starts: number[], count: number, expected: number[]]>([
    ['the one without an answer', [0, 100, 200], [0.2, 200.2], 1, [100]],
    ['the last ones', [0, 100, 200], [0.2], 2, [100, 200]],
    ['none', [0, 100], [0, 100], 0, []],
    ['an entry that is stamped after its request', [100.4], [100], 0, []],
    ['in any order', [200, 0, 100], [200.2, 0.2], 1, [100]],
    ['the latest of those that sent nothing', [0, 100, 200, 300], [0.2], 2, [200, 300]],
    ['fewer than were said to be open', [0, 100], [0.2, 100.2], 1, []],
  ])('are %s', (_what, entered, starts, count, expected) => {
    expect(since(entered, starts, count)).toEqual(expected);
  });

  test('began when their journeys came to the step', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ atMs: fc.nat(60_000), isOpen: fc.boolean() }), { selector: ({ atMs }) => atMs }),
        (journeys) => {
          // Ten ms apart, which no request waits for.
          const entered = journeys.map(({ atMs }) => atMs * 10);
          const starts = journeys.filter(({ isOpen }) => !isOpen).map(({ atMs }) => atMs * 10 + 0.3);
          const open = journeys.filter(({ isOpen }) => isOpen).map(({ atMs }) => atMs * 10);
          expect(since(entered, starts, open.length)).toEqual(open.sort((a, b) => a - b));
        },
      ),
    );
  });
});
