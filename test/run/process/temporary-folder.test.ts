import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ArtifactError } from '../../../lib/model/errors.ts';
import { removeNow } from '../../../lib/run/process/reaper.ts';
import { findTemporaryParent, makeTemporaryFolder } from '../../../lib/run/process/temporary-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'temporary-folder-'));
chmodSync(root, 0o755);
const missing = join(root, 'missing');
const closed = join(root, 'closed');
mkdirSync(closed, { mode: 0o700 });
const file = join(root, 'file');
writeFileSync(file, '');
afterAll(() => rmSync(root, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

test('a TMPDIR that does not exist is skipped', () => {
  vi.stubEnv('TMPDIR', missing);
  const folder = makeTemporaryFolder('caseload-test-');
  expect(existsSync(folder)).toBe(true);
  expect(folder).not.toContain(missing);
  removeNow(folder);
});

test('the first folder that is good is taken', () => {
  expect(findTemporaryParent({}, [missing, file, closed, root])).toBe(closed);
  expect(findTemporaryParent({ isOpenToOthers: true }, [missing, file, closed, root])).toBe(root);
  expect(findTemporaryParent({ forPrograms: true }, [closed])).toBe(closed);
});

test('where none is good, one line says why of each', () => {
  const find = () => findTemporaryParent({ isOpenToOthers: true }, [missing, file, closed]);
  expect(find).toThrow(ArtifactError);
  expect(find).toThrow(
    `there is no usable folder for temporary files: ${missing} does not exist; ${file} cannot be written; ` +
      `${closed} is closed to other accounts`,
  );
});

test('a folder on a noexec mount holds no programs', () => {
  const canStart = (place: string) => place !== closed;
  expect(findTemporaryParent({ forPrograms: true }, [closed, root], canStart)).toBe(root);
  expect(findTemporaryParent({}, [closed, root], canStart)).toBe(closed);
});
