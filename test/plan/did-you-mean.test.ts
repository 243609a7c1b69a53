import { describe, expect, it } from 'vitest';
import { nearestFirst, nearestNames, unknownName } from '../../lib/plan/did-you-mean.ts';
import { usageErrorOf } from '../usage-error.ts';

const known = ['charge-only', 'e2e', 'order-only', 'signup-only'];

describe('known names', () => {
  it.each([
    ['ordr-only', 'order-only'],
    ['e2', 'e2e'],
    ['singup-only', 'signup-only'],
    ['charge', 'charge-only'],
  ])('put the nearest to %s first: %s', (name, nearest) => {
    expect(nearestFirst(name, known)[0]).toBe(nearest);
  });

  it('are all there, and the list given stays as it is', () => {
    const given = [...known];
    expect(nearestFirst('x', given).sort()).toEqual(known);
    expect(given).toEqual(known);
  });

  it('stand by the alphabet where they are equally near, and where they are far', () => {
    expect(nearestFirst('lod', ['nod', 'zebra', 'load', 'apple', 'lid'])).toEqual([
      'lid',
      'load',
      'nod',
      'apple',
      'zebra',
    ]);
    expect(nearestFirst('', ['json', 'csv'])).toEqual(['csv', 'json']);
  });

  it('are likely to be meant by their beginning, by a mistyped third, in any case', () => {
    expect(nearestNames('Ch', known)).toEqual(['charge-only']);
    expect(nearestNames('odrer-olny', known)).toEqual(['order-only']);
    expect(nearestNames('xyzzy', known)).toEqual([]);
  });
});

describe('an unknown name', () => {
  it('is an error that says what it is and lists those known, the nearest first', () => {
    const throwing = () => {
      throw unknownName('scenario', 'ordr-only', known);
    };
    const says = usageErrorOf(throwing);
    expect(says).toMatch(/^unknown scenario 'ordr-only' — did you mean order-only\? known: order-only, charge-only, /);
    for (const name of known) expect(says).toContain(name);
  });
});
