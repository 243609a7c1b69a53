// That a wrong order does not compile is checked by tsc -b (wrong-order.ts); here, that the compiler's words name the
// missing key.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '../../lib/store/package-folder.ts';

const imports = `
import { defineUsers, defineScenario, defineStep, optional, post } from '${packageFolder}lib/contract/scenario.ts';
import { chargedUsers } from '${packageFolder}scenarios/users/shop-users.ts';
import { charge } from '${packageFolder}scenarios/steps/charge.ts';
import { order } from '${packageFolder}scenarios/steps/order.ts';
import { signup } from '${packageFolder}scenarios/steps/signup.ts';
export const used = [defineUsers, defineScenario, defineStep, post, chargedUsers, charge, order, signup];
`;
const scenario = (fields: string) =>
  `export default defineScenario({ name: 'typed', summary: '-', objectives: [], ${fields} });`;

/** File name, its text, and what the compiler has to say of it; nothing where it compiles. */
const cases: readonly [name: string, text: string, says: RegExp | undefined][] = [
  ['in-order.ts', scenario('steps: [signup, charge, order]'), undefined],
  ['by-users.ts', scenario('users: chargedUsers, steps: [order]'), undefined],
  [
    'wrong-order.ts',
    scenario('steps: [order, signup]'),
    /step 'order' needs 'token', which no prepared user and no earlier step provides/,
  ],
  [
    'optional-token.ts',
    "export default defineStep({ name: 'a', provides: { token: optional('t') }, request: () => post('/', {}), expect: { status: [200] } });",
    /'OptionalField' is not assignable to type 'string \| Take<string>'/,
  ],
  ['nobody-provides.ts', scenario('steps: [order]'), /step 'order' needs 'token'/],
  ['second-step.ts', scenario('steps: [charge, order]'), /step 'charge' needs 'token'/],
  [
    'wrong-users.ts',
    "export default defineUsers({ name: '-', provides: ['token'], steps: [charge, signup] });",
    /step 'charge' needs 'token'/,
  ],
  [
    'unknown-key.ts',
    "export default defineStep({ name: 'pay', needs: ['tokn'], request: () => post('/', {}), expect: { status: [200] } });",
    /'"tokn"' is not assignable to type '"token"'/,
  ],
  [
    'undeclared-use.ts',
    "export default defineStep({ name: 'pay', request: ({ token }) => post('/', { token }), expect: { status: [200] } });",
    /Property 'token' does not exist/,
  ],
];

/** The build's own folder: in the repository, so that packages resolve, and seen by no other tool. */
const parent = join(packageFolder, '.tsbuild');
let folder: string;
let output: string;

beforeAll(() => {
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(join(parent, 'types-'));
  for (const [name, text] of cases) writeFileSync(join(folder, name), `${imports}${text}\n`);
  const config = {
    extends: join(packageFolder, 'tsconfig/base.json'),
    compilerOptions: {
      composite: false,
      declaration: false,
      emitDeclarationOnly: false,
      noEmit: true,
      rootDir: packageFolder,
    },
    files: cases.map(([name]) => name),
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(packageFolder, 'node_modules/.bin/tsc');
  output = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' }).stdout;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler said of one file, its indented lines included. */
const saidOf = (name: string) =>
  output
    .split(/\n(?=\S)/)
    .filter((message) => message.includes(`${name}(`))
    .join('\n');

describe('the compiler', () => {
  it.each(cases)('on %s', (name, _text, says) => {
    if (says === undefined) expect(saidOf(name)).toBe('');
    else expect(saidOf(name)).toMatch(says);
  });

  it('has nothing to say of any other file', () => {
    const names = cases.flatMap(([name, , says]) => (says === undefined ? [] : [name]));
    const others = output
      .split(/\n(?=\S)/)
      .filter((message) => message.trim() !== '' && !names.some((name) => message.includes(`${name}(`)));
    expect(others).toEqual([]);
  });
});
