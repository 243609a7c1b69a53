import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayNames, groupsOf, isOutsideLoad } from '../../lib/results/group-path.ts';

describe('the name of a group', () => {
  test.each<[paths: string[], names: string[]]>([
    [
      ['::a::x', '::b::y'],
      ['x', 'y'],
    ],
    [
      ['::a::x', '::b::x'],
      ['a::x', 'b::x'],
    ],
    [
      ['::a::c::x', '::b::c::x', '::d::x'],
      ['a::c::x', 'b::c::x', 'd::x'],
    ],
    [
      ['::x', '::a::x'],
      ['x', 'a::x'],
    ],
    [
      ['::a::x', '::a::x'],
      ['x', 'x'],
    ],
    [
      ['a name with spaces', '::g::h::h'],
      ['a name with spaces', 'h'],
    ],
  ])('of %j is %j', (paths, names) => {
    expect(displayNames(paths.map(groupsOf))).toEqual(names);
  });

  test('is that of one path only, and the end of it', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(path, { selector: (one) => one.join('::'), maxLength: 12 }), (paths) => {
        const names = displayNames(paths);
        expect(new Set(names).size).toBe(paths.length);
        for (const [index, name] of names.entries())
          expect(`::${paths[index]?.join('::')}`.endsWith(`::${name}`)).toBe(true);
      }),
    );
  });
});

test.each([
  ['::setup', '', true],
  ['::teardown', '', true],
  ['::setup::a', '', true],
  ['::setup', 'shop', false],
  ['::setup of a basket', '', false],
  ['', '', false],
])('a row of the group %j and the scenario %j is outside the load: %j', (group, scenario, expected) => {
  expect(isOutsideLoad(group, scenario)).toBe(expected);
});
