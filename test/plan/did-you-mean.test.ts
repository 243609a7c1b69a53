import { describe, expect, it } from 'vitest';
import { nearestFirst, unknownName } from '../../lib/plan/did-you-mean.ts';
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

  it('keep their order where they are equally near', () => {
    expect(nearestFirst('zz', ['aa', 'bb', 'cc'])).toEqual(['aa', 'bb', 'cc']);
  });
});

describe('an unknown name', () => {
  it('is an error that says what it is and lists those known, the nearest first', () => {
    const throwing = () => {
      throw unknownName('scenario', 'ordr-only', known);
    };
    const says = usageErrorOf(throwing);
    expect(says).toMatch(/^unknown scenario 'ordr-only' — known: order-only, /);
    for (const name of known) expect(says).toContain(name);
  });
});
