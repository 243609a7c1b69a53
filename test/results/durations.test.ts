import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf, DurationStore, type Sample, sampleOf } from '../../lib/results/durations.ts';
import { latencyOf, plainLatency } from '../../lib/results/latency.ts';
import { ByteTable, copyOf, hashOf } from '../../lib/results/samples/byte-table.ts';
import { FloatList } from '../../lib/results/samples/float-list.ts';
import { quantile } from '../../lib/stats/quantile.ts';

const ms = fc.integer({ min: 50, max: 9_000_000 }).map((us) => us / 1_000);

/** Sets of durations in a store that keeps so many one by one. */
function setsOf(lists: readonly (readonly number[])[], most: number) {
  const store = new DurationStore(most);
  const sets = lists.map(() => store.make());
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  for (let at = 0; at < longest; at++) {
    for (const [index, list] of lists.entries()) {
      const value = list[at];
      const set = sets[index];
      if (value !== undefined && set !== undefined) store.add(set, value);
    }
  }
  return { store, sets };
}

describe('durations', () => {
  const lists = fc.array(fc.array(ms, { maxLength: 60 }), { minLength: 1, maxLength: 4 });
  const qs = [0, 0.25, 0.5, 0.9, 0.99, 1];

  test('kept one by one have the quantiles of all together', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const { store, sets } = setsOf(all, 1_000);
        const sorted = all.flat().sort((a, b) => a - b);
        const sample = sampleOf(sets);
        expect(store.isExact).toBe(true);
        expect(sample?.n ?? 0).toBe(sorted.length);
        expect(sample?.quantilesMs(qs)).toEqual(sample && qs.map((q) => quantile(sorted, q)));
        expect(sets.map(countOf)).toEqual(all.map(({ length }) => length));
      }),
    );
  });

  test('that are too many become histograms: same counts, extremes and means, quantiles within 0.05 %', () => {
    fc.assert(
      fc.property(lists, fc.nat(40), (all, most) => {
        const { store, sets } = setsOf(all, most);
        const sorted = all.flat().sort((a, b) => a - b);
        expect(store.isExact).toBe(sorted.length <= most);
        expect(sets.map(countOf)).toEqual(all.map(({ length }) => length));
        const sample = sampleOf(sets);
        expect(sample === undefined).toBe(sorted.length === 0);
        if (sample === undefined) return;
        expect(sample).toMatchObject({ n: sorted.length, minMs: sorted[0], maxMs: sorted.at(-1) });
        expect(sample.meanMs).toBeCloseTo(sorted.reduce((sum, value) => sum + value, 0) / sorted.length, 6);
        if (store.isExact) return;
        for (const [index, found] of sample.quantilesMs(qs).entries()) {
          const exact = sorted[Math.max(1, Math.ceil((qs[index] as number) * sorted.length)) - 1] as number;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.0005 * exact + 0.5e-5);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are counted in sets that are made when there is no more room', () => {
    const store = new DurationStore(1);
    const early = store.make();
    for (const value of [1, 2, 3]) store.add(early, value);
    const late = store.make();
    store.add(late, 5);
    expect(store.isExact).toBe(false);
    expect(sampleOf([early, late])).toMatchObject({ n: 4, minMs: 1, maxMs: 5, meanMs: 2.75 });
  });

  test('have the figures of a latency', () => {
    const { sets } = setsOf(
      [
        [4, 1],
        [3, 2],
      ],
      10,
    );
    expect(plainLatency(sets)).toEqual({
      ...{ n: 4, unfinished: 0, atLeast: [], minMs: 1, meanMs: 2.5, p50Ms: 2.5, maxMs: 4 },
      ...{ p90Ms: expect.closeTo(3.7, 12), p95Ms: expect.closeTo(3.85, 12), p99Ms: expect.closeTo(3.97, 12) },
    });
  });

  test('that grow do not keep what they were asked before: a long load asks again and again', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const store = new DurationStore(-1);
    const set = store.make();
    const ask = (ms: number) => {
      store.add(set, ms);
      return new WeakRef(sampleOf([set]) as Sample);
    };
    const before = ask(1);
    ask(2);
    await setImmediate();
    collectGarbage();
    expect(before.deref()).toBeUndefined();
    expect(sampleOf([set])?.n).toBe(2);
  });

  test('of nothing are no sample', () => {
    expect(sampleOf([])).toBeUndefined();
    expect(sampleOf(setsOf([[], []], 10).sets)).toBeUndefined();
    expect(latencyOf(undefined)).toBeNull();
  });
});

describe('a list of numbers', () => {
  test('keeps every one in its order, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 3_000 }), (values) => {
        const list = new FloatList();
        for (const value of values) list.push(value);
        expect(list.length).toBe(values.length);
        expect([...list.values()]).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a table of bytes', () => {
  test('finds what was put under the same bytes, wherever they stand, and nothing else', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '\u0000'), maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 200 }),
        fc.array(key, { maxLength: 20 }),
        fc.nat(7),
        (added, others, shift) => {
          const table = new ByteTable<string>();
          const look = (text: string, at: number) => {
            const bytes = Buffer.from(`${'x'.repeat(at)}${text}yz`);
            const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
            return { view, from: at, to: at + text.length, hash: hashOf(view, at, at + text.length) };
          };
          const known = new Set<string>();
          for (const text of added) {
            const { view, from, to, hash } = look(text, 0);
            if (table.find(hash, view, from, to) === undefined) table.add(hash, copyOf(view, from, to), text);
            known.add(text);
          }
          expect(table.size).toBe(known.size);
          for (const text of [...added, ...others]) {
            const { view, from, to, hash } = look(text, shift);
            expect(table.find(hash, view, from, to)?.value).toBe(known.has(text) ? text : undefined);
          }
        },
      ),
    );
  });

  test('tells keys apart whose hashes are the same', () => {
    const table = new ByteTable<number>();
    const views = Array.from(
      { length: 100 },
      (_, index) => new DataView(new Uint8Array(1 + (index % 7)).fill(index).buffer),
    );
    for (const [index, view] of views.entries()) table.add(42, view, index);
    expect(views.map((view) => table.find(42, view, 0, view.byteLength)?.value)).toEqual(
      views.map((_, index) => index),
    );
  });
});
