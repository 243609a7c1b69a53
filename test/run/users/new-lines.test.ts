import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newLines } from '../../../lib/run/users/new-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('lines are read once each, when they are complete, however they are cut', () => {
  const file = join(folder, 'a');
  writeFileSync(file, '');
  const lines = newLines(file);
  const 한 = Buffer.from('한');
  appendFileSync(file, 한.subarray(0, 1));
  expect(lines.read()).toEqual([]);
  appendFileSync(file, Buffer.concat([한.subarray(1), Buffer.from('글\ntwo\nthr')]));
  expect(lines.read()).toEqual(['한글', 'two']);
  appendFileSync(file, `ee\n${'x'.repeat(200_000)}\n`);
  expect(lines.read()).toEqual(['three', 'x'.repeat(200_000)]);
  expect(lines.read()).toEqual([]);
  lines.close();
});
