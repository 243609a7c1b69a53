import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StepEntries } from '../../lib/results/step-entries.ts';

/** Journeys that came to a step, and requests that were answered: `[instant, isEntry]` in the order of their rows. */
function latestOf(rows: readonly (readonly [atMs: number, isEntry: boolean])[], count: number): number[] {
  const entries = new StepEntries();
  for (const [atMs, isEntry] of rows) {
    if (isEntry) entries.enter(atMs);
    else entries.answer(atMs);
  }
  return entries.latest(count);
}
const enter = (atMs: number) => [atMs, true] as const;
const answer = (atMs: number) => [atMs, false] as const;

describe('journeys in a step without an answer', () => {
  test.each<[what: string, rows: (readonly [number, boolean])[], count: number, expected: number[]]>([
    ['the one that is left', [enter(0), enter(100), enter(200), answer(0.2), answer(200.2)], 1, [100]],
    ['the last ones', [enter(0), enter(100), enter(200), answer(0.2)], 2, [100, 200]],
    ['none where none was open', [enter(0), enter(100), answer(0)], 0, []],
    ['known where an entry is stamped after its request', [enter(100.4), answer(100)], 1, []],
    ['known where rows are out of order', [enter(200), enter(0), enter(100), answer(200.2), answer(0.2)], 1, [100]],
    ['the latest where others sent nothing', [enter(0), enter(100), enter(200), answer(0.2)], 1, [200]],
    ['fewer than are asked for', [enter(0), answer(0.2)], 1, []],
    ['not those of an answer without an entry', [answer(50), enter(100)], 1, [100]],
  ])('are %s', (_what, rows, count, expected) => {
    expect(latestOf(rows, count)).toEqual(expected);
  });

  test('are those that came there and got none', () => {
    const journey = fc.record({ atMs: fc.nat(60_000), tookMs: fc.nat(20_000), isOpen: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(journey, { selector: ({ atMs }) => atMs }), (journeys) => {
        // Ten ms apart, which no request waits for.
        const rows = journeys.flatMap(({ atMs, tookMs, isOpen }) => [
          { writtenMs: atMs * 10, row: enter(atMs * 10) },
          ...(isOpen ? [] : [{ writtenMs: atMs * 10 + 0.3 + tookMs, row: answer(atMs * 10 + 0.3) }]),
        ]);
        const open = journeys.filter(({ isOpen }) => isOpen).map(({ atMs }) => atMs * 10);
        const inOrder = rows.sort((a, b) => a.writtenMs - b.writtenMs).map(({ row }) => row);
        expect(latestOf(inOrder, open.length)).toEqual(open.sort((a, b) => a - b));
      }),
    );
  });
});
