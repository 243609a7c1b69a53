import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ArtifactError, UsageError } from '../../lib/model/errors.ts';
import { experimentSchema } from '../../lib/model/experiment.ts';
import { readInput } from '../../lib/results/input-file.ts';
import { readK6Log } from '../../lib/results/k6-log.ts';
import { readSummary } from '../../lib/results/summary.ts';
import { readUsers } from '../../lib/run/users/users-file.ts';
import { importTypeScript } from '../../lib/store/import-typescript.ts';
import { readDocument } from '../../lib/store/read-document.ts';

const root = mkdtempSync(join(tmpdir(), 'input-file-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function pipe(name = 'pipe'): string {
  const path = join(root, `${++count}-${name}`);
  execFileSync('mkfifo', [path]);
  return path;
}

describe('a pipe as input', () => {
  test('is read to its end, as slowly as it comes', () => {
    const path = pipe();
    spawn('sh', ['-c', 'sleep 0.2; (echo one; sleep 0.2; echo two) > "$0"', path]);
    expect(readInput(path).toString()).toBe('one\ntwo\n');
  });

  test('to which nobody writes is refused after a while', () => {
    expect(() => readInput(pipe(), 200)).toThrow('it is a pipe, and nothing was written to it for 0.2 s');
  });

  test('gives users, as a file does', () => {
    const path = pipe('users.json');
    spawn('sh', ['-c', `echo '[{"token": "a"}]' > "$0"`, path]);
    expect(readUsers(path, ['token'])).toEqual([{ token: 'a' }]);
  });
});

describe('what is neither file nor pipe is one clear error at once', () => {
  test.each(['/dev/zero', '/dev/null'])('%s', async (path) => {
    expect(() => readUsers(path, ['token'])).toThrow(UsageError);
    await expect(readK6Log(path)).rejects.toThrow(ArtifactError);
    expect(() => readSummary(path)).toThrow(ArtifactError);
  });

  test('a pipe, where a file is read more than once', async () => {
    await expect(readK6Log(pipe())).rejects.toThrow(/it is a pipe or a device, a file is needed$/);
    expect(() => readDocument(pipe(), experimentSchema, 'no remedy')).toThrow(ArtifactError);
    await expect(importTypeScript(pipe('module.ts'))).rejects.toThrow(UsageError);
    const module = join(root, 'opens.ts');
    writeFileSync(module, `declare const open: (path: string) => string;\nopen(${JSON.stringify(pipe())});\n`);
    await expect(importTypeScript(module)).rejects.toThrow(/is not a file/);
  });
});
