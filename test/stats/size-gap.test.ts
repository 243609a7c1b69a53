import { describe, expect, test } from 'vitest';
import { normalsOf, randomOf } from '../../lib/stats/random.ts';
import { type SizeCount, sizeGap } from '../../lib/stats/size-gap.ts';

/** As responses are recorded: with two digits. */
function counted(sizes: readonly number[]): SizeCount[] {
  const counts = new Map<number, number>();
  for (const size of sizes.map((one) => Number(Math.round(one).toPrecision(2))))
    counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].map(([size, count]) => ({ size, count }));
}
const minCount = (n: number) => Math.max(10, 0.01 * n);
const gapOf = (sizes: readonly number[]) => sizeGap(counted(sizes), minCount(sizes.length));
const times = <Value>(n: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: n }, (_, i) => make(i));

/** Sizes as services have them, of one kind each. */
const legitimate: Readonly<Record<string, (random: () => number, n: number) => number[]>> = {
  'log-normal sizes': (random, n) => {
    const [normal, sigma] = [normalsOf(random), 0.1 + 1.9 * random()];
    return times(n, () => 2_000 * Math.exp(sigma * normal()));
  },
  'lists of varying length': (random, n) => {
    const most = 3 + Math.floor(50 * random());
    return times(n, () => 30 + 180 * Math.floor(random() * (most + 1)));
  },
  'ids that grow': (random, n) => times(n, (index) => 40 + String(Math.floor(index * 10 * random())).length),
  'sizes from bytes to megabytes': (random, n) => times(n, () => 10 ** (1 + 5 * random())),
  'a constant': (_random, n) => times(n, () => 640),
  'a few products': (random, n) => {
    const products = times(12, () => 500 + 3_000 * random());
    return times(n, () => products[Math.floor(12 * random())] ?? 0);
  },
};

describe('sizes of two kinds', () => {
  test.each(Object.entries(legitimate))('are not seen in %s', (_name, make) => {
    const found = times(400, (seed) => {
      const random = randomOf(seed);
      return gapOf(make(random, 20 + Math.floor(2_000 * random() ** 3)));
    });
    expect(found.filter((gap) => gap !== undefined).length).toBeLessThanOrEqual(1);
  });

  test('are seen where one is an error of its own size, however much the other varies', () => {
    for (const share of [0.02, 0.3, 0.9]) {
      const found = times(200, (seed) => {
        const random = randomOf(seed);
        const normal = normalsOf(random);
        return gapOf(times(1_000, () => (random() < share ? 52 + 3 * random() : 4_000 * Math.exp(0.5 * normal()))));
      });
      expect(found.filter((gap) => gap?.below.every(({ size }) => size < 60)).length).toBeGreaterThan(160);
    }
  });

  test.each<[string, readonly number[]]>([
    ['nine of the other kind', [...times(91, () => 4_000), ...times(9, () => 50)]],
    ['less than one in a hundred', [...times(991, () => 4_000), ...times(9, () => 50)]],
    ['sizes less than four times apart', [...times(50, () => 390), ...times(50, () => 100)]],
    ['few bytes more', [...times(50, () => 2), ...times(50, () => 33)]],
    ['three sizes far apart', times(99, (index) => [50, 500, 5_000][index % 3] ?? 0)],
    ['one size', times(99, () => 50)],
    ['nothing', []],
  ])('are not %s', (_name, sizes) => {
    expect(gapOf(sizes)).toBeUndefined();
  });

  test('may be that of an empty body', () => {
    expect(gapOf([...times(50, () => 0), ...times(50, () => 400)])).toMatchObject({
      below: [{ size: 0, count: 50 }],
      above: [{ size: 400, count: 50 }],
    });
  });
});
