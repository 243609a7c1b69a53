import { describe, expect, it } from 'vitest';
import { type Element, extentOf, hasBranches, outlineOf, stepsOf } from '../../lib/contract/elements.ts';
import { think } from '../../lib/contract/pause.ts';
import { performAll } from '../../lib/contract/perform-elements.ts';
import { branchNames, waysIn } from '../../lib/contract/ways.ts';
import { randomOf } from '../../lib/stats/random.ts';

interface Named {
  readonly name: string;
  readonly timeLimitMs: number;
}
const step = (name: string, timeLimitMs = 5_000): Named => ({ name, timeLimitMs });
const [a, b, c, d] = [step('a'), step('b', 1_000), step('c'), step('d')];
const choose = (...ways: readonly [string, number, readonly Element<Named>[]][]): Element<Named> => ({
  choose: ways.map(([name, weight, steps]) => ({ name, weight, steps })),
});
const repeat = (from: number, to: number, steps: readonly Element<Named>[]): Element<Named> => ({
  repeat: steps,
  times: { from, to },
});
const when = (isTrue: boolean, steps: readonly Element<Named>[]): Element<Named> => ({ when: () => isTrue, steps });

const journey: readonly Element<Named>[] = [
  a,
  think('1s..3s'),
  repeat(1, 3, [b, think('500ms')]),
  choose(['browse', 70, [c]], ['buy', 30, [c, d, think('4s')]]),
  when(true, [b]),
];

describe('the elements of a journey', () => {
  it('have their steps once each, and an outline', () => {
    expect(stepsOf(journey)).toEqual([a, b, c, d]);
    expect(hasBranches(journey)).toBe(true);
    expect(hasBranches([a, think('1s'), b])).toBe(false);
    expect(outlineOf(journey)).toBe(
      'a → (pause of 1 to 3 s) → 1 to 3 × [b → (pause of 0.5 s)] → ' +
        '[browse 70 %: c | buy 30 %: c → d → (pause of 4 s)] → perhaps [b]',
    );
  });

  it('take as long as the longest way, and as many requests as the likely one', () => {
    expect(extentOf(journey)).toEqual({
      // a, three times b, c and d, b.
      limitMs: 5_000 + 3_000 + 10_000 + 1_000,
      pausesMs: 3_000 + 1_500 + 4_000,
      // a, twice b, c and 0.3 of d, b.
      requests: 1 + 2 + (0.7 * 1 + 0.3 * 2) + 1,
      maxRequests: 1 + 3 + 2 + 1,
    });
    expect(extentOf([])).toEqual({ limitMs: 0, pausesMs: 0, requests: 0, maxRequests: 0 });
  });

  const perform = (elements: readonly Element<Named>[], chance: () => number, failing?: string, way?: number) => {
    const log: string[] = [];
    const failure = performAll(
      elements,
      {},
      {
        step: ({ name }) => {
          log.push(name);
          return name === failing ? `${name} failed` : undefined;
        },
        pause: (ms) => log.push(`${Math.round(ms)} ms`),
        chance,
      },
      way,
    );
    return { log, failure };
  };

  it('are performed in order, by chance', () => {
    expect(perform(journey, () => 0)).toEqual({
      log: ['a', '1000 ms', 'b', '500 ms', 'c', 'b'],
      failure: undefined,
    });
    expect(perform(journey, () => 0.99).log).toEqual([
      'a',
      '2980 ms',
      'b',
      '500 ms',
      'b',
      '500 ms',
      'b',
      '500 ms',
      'c',
      'd',
      '4000 ms',
      'b',
    ]);
    expect(perform([when(false, [a]), repeat(0, 0, [b]), c], () => 0).log).toEqual(['c']);
  });

  it('end at the first that fails, wherever it is', () => {
    expect(perform(journey, () => 0.99, 'b')).toEqual({ log: ['a', '2980 ms', 'b'], failure: 'b failed' });
    expect(perform(journey, () => 0.99, 'd')).toMatchObject({ failure: 'd failed' });
  });

  it('are gone each way once, if asked for by number', () => {
    const nested: readonly Element<Named>[] = [
      choose(['x', 1, [a]], ['y', 0.001, [b]]),
      repeat(0, 9, [choose(['leave', 9, []], ['buy', 1, [choose(['quick', 1, [c]], ['full', 1, [d, a]])]])]),
    ];
    expect(waysIn(nested)).toBe(3);
    const ways = [0, 1, 2].map((way) => [branchNames(nested, way), perform(nested, () => 0.5, undefined, way).log]);
    expect(ways).toEqual([
      [['x', 'leave'], ['a']],
      [
        ['y', 'buy', 'quick'],
        ['b', 'c'],
      ],
      [
        ['x', 'buy', 'full'],
        ['a', 'd', 'a'],
      ],
    ]);
    expect(waysIn(journey)).toBe(2);
    expect([waysIn([]), waysIn([a, think('1s')]), branchNames([a], 0)]).toEqual([1, 1, []]);
  });

  it('are chosen as often as they weigh', () => {
    const chance = randomOf(7);
    const counts: Record<string, number> = {};
    const ways = choose(['a', 7, [a]], ['b', 2, [b]], ['c', 1, [c]]);
    for (let i = 0; i < 10_000; i++) {
      const [name = ''] = perform([ways], chance).log;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    // Four standard deviations.
    expect(Math.abs((counts.a ?? 0) - 7_000)).toBeLessThan(184);
    expect(Math.abs((counts.b ?? 0) - 2_000)).toBeLessThan(160);
    expect(Math.abs((counts.c ?? 0) - 1_000)).toBeLessThan(120);
  });
});
