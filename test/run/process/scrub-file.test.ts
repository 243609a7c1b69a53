import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scrubFile } from '../../../lib/run/process/scrub-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrub-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'log');

test('secrets are overwritten wherever they stand, and nothing else is', () => {
  writeFileSync(file, 'a s3cret b s3cret\n비밀번호 s3cre\n');
  scrubFile(file, ['s3cret', '비밀번호']);
  expect(readFileSync(file, 'utf8')).toBe(`a ****** b ******\n${'*'.repeat(12)} s3cre\n`);
});

test('one that lies across the pieces in which a large file is read is found', () => {
  for (const before of [1_048_570, 1_048_575, 1_048_576, 2_097_150]) {
    writeFileSync(file, `${'x'.repeat(before)}s3cret-value${'y'.repeat(100)}`);
    scrubFile(file, ['s3cret-value', 'short']);
    expect(readFileSync(file, 'utf8')).toBe(`${'x'.repeat(before)}${'*'.repeat(12)}${'y'.repeat(100)}`);
  }
});

test('a file that is not there is no error', () => {
  expect(() => scrubFile(join(folder, 'none'), ['s3cret'])).not.toThrow();
});
