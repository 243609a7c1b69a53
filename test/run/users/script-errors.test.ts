import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { errorLines, thrownLine } from '../../../lib/run/users/script-errors.ts';
import { packageFolder } from '../../../lib/store/package-folder.ts';

const at = (path: string, line: number) => `\tat f (${pathToFileURL(packageFolder).href}${path}:${line}:7(12))\n`;

it.each<[string, string, string]>([
  ['an error of the scenario', `Error: no tenant\n${at('scenarios/a.ts', 3)}`, 'no tenant (scenarios/a.ts:3)'],
  [
    'with its kind',
    `TypeError: x is undefined\n${at('scenarios/a.ts', 3)}`,
    'TypeError: x is undefined (scenarios/a.ts:3)',
  ],
  [
    'thrown by the library for it',
    `Error: a path begins with /\n${at('lib/k6/perform-step.ts', 90)}${at('lib/k6/journey.ts', 40)}`,
    'a path begins with /',
  ],
  [
    'thrown deeper',
    `Error: no\n${at('lib/contract/scenario.ts', 9)}${at('scenarios/b.ts', 5)}`,
    'no (scenarios/b.ts:5)',
  ],
  ['what is no error', 'just a text', 'just a text'],
])('what k6 reports as thrown is one line: %s', (_what, stack, line) => {
  expect(thrownLine(stack)).toBe(line);
});

it('the errors of a log are found among its other lines', () => {
  const log = ['{"level":"warning","msg":"slow"}', 'no JSON', '{"level":"error","msg":"Error: no\\n"}', ''];
  expect(errorLines(log.join('\n'))).toEqual(['no']);
});
