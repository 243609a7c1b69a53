import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLibrary } from '../../lib/app/read-library.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';

const contract = `${packageFolder}lib/contract/scenario.ts`;
const files = new Map<string, string>();
let folder: string;

beforeAll(() => {
  mkdirSync(join(packageFolder, '.tsbuild'), { recursive: true });
  folder = mkdtempSync(join(packageFolder, '.tsbuild/list-'));
  const write = (name: string, text: string) => {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, text);
    files.set(name, file);
  };
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
  it('is read without them: each is one line with its place', async () => {
    const { library, troubles } = await readLibrary(files);
    expect(library.scenarios.map(({ name }) => name)).toEqual(['good']);
    expect(troubles).toHaveLength(3);
    for (const says of [
      /throws\.ts.*TENANT is missing \(.*throws\.ts:2\)/,
      /torn\.ts:1: Expected identifier/,
      /empty\.ts/,
    ]) {
      expect(troubles.join('\n')).toMatch(says);
    }
  });
});
