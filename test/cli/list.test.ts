import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list } from '../../lib/cli/commands/list.ts';
import { projectFolder } from '../../lib/store/library.ts';
import { fakeTerminal } from './fake-terminal.ts';

const contract = `${projectFolder}lib/contract/scenario.ts`;
let folder: string;

beforeAll(() => {
  mkdirSync(join(projectFolder, '.tsbuild'), { recursive: true });
  folder = mkdtempSync(join(projectFolder, '.tsbuild/list-'));
  mkdirSync(join(folder, 'scenarios'));
  const write = (name: string, text: string) => writeFileSync(join(folder, 'scenarios', `${name}.ts`), text);
  write(
    'good',
    `import { defineScenario } from '${contract}';
export default defineScenario({ name: 'good', summary: 'stands alone', steps: [], objectives: [] });`,
  );
  write('throws', '\nthrow new Error("TENANT is missing");');
  write('torn', 'export default {');
  write('empty', '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a library with broken files', () => {
  it('is listed without them: each is one line with its place, and the exit code is 2', async () => {
    const terminal = fakeTerminal();
    expect(await list({}, terminal, folder)).toBe(2);
    expect(terminal.stdout()).toMatch(/^ {2}good +stands alone$/m);
    const lines = terminal.stderr().trim().split('\n');
    expect(lines).toHaveLength(3);
    for (const says of [
      /throws\.ts.*TENANT is missing \(.*throws\.ts:2\)/,
      /torn\.ts:1: Expected identifier/,
      /empty\.ts/,
    ]) {
      expect(terminal.stderr()).toMatch(says);
    }
  });

  it('is one JSON document of the others', async () => {
    const terminal = fakeTerminal();
    await list({ json: true }, terminal, folder);
    const { scenarios } = JSON.parse(terminal.stdout()) as { scenarios: { name: string }[] };
    expect(scenarios.map(({ name }) => name)).toEqual(['good']);
  });
});
