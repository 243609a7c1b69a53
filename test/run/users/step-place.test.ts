import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placeOfStep } from '../../../lib/run/users/step-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'step-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};

const own = write('a.ts', "import { buy } from './steps/buy.ts';\nconst look = defineStep({\n  name: 'look',\n});\n");
const buy = write(
  'steps/buy.ts',
  "import '../a.ts';\nimport './gone.ts';\nexport const buy = defineStep({ name: `buy` });\n",
);

it.each([
  ['in the file of the scenario', 'look', `${own}:3`],
  ['in a file that it imports, which may import it', 'buy', `${buy}:3`],
  ['nowhere, where its name is put together', 'sell', undefined],
])('a step is found %s', (_where, name, place) => {
  expect(placeOfStep(own, name)).toBe(place);
});
