import { describe, expect, test } from 'vitest';
import { commands } from '../../../lib/cli/commands/all.ts';
import { asCalled } from '../../../lib/cli/terminal/as-called.ts';

const throughNpm = { npm_lifecycle_event: 'load' };

describe('a command in a hint', () => {
  test.each(commands.map(({ name }) => name))('%s is one that its user can call', (name) => {
    const hint = `see why: caseload ${name} --help`;
    expect(asCalled(hint, throughNpm)).toBe(`see why: npx caseload ${name} --help`);
    expect(asCalled(hint, {})).toBe(hint);
  });

  test.each([
    'this version of caseload needs schema 3',
    'npx caseload doctor',
    'npm run caseload -- gate',
    '/home/me/caseload target',
  ])('is not taken for one in: %s', (text) => {
    expect(asCalled(text, throughNpm)).toBe(text);
  });
});
