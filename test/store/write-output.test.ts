import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeArtifact } from '../../lib/store/artifacts.ts';
import { writeOutput } from '../../lib/store/write-output.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caseload-output-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noStdout = () => {
  throw new Error('nothing goes to stdout');
};
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('what a user names as output', () => {
  test('a device stays a device', async () => {
    await writeOutput('/dev/null', 'text', noStdout);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test.runIf(existsSync('/dev/full'))('a full device is one line that says so', async () => {
    await expect(writeOutput('/dev/full', 'text', noStdout)).rejects.toMatchObject({
      exitCode: 10,
      message: 'cannot write /dev/full: the disk is full',
    });
  });

  test('a named pipe gets all of it, and stays a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('wc', ['-c', pipe]);
    const counted = new Promise<string>((resolve) => reader.stdout.on('data', (text) => resolve(String(text))));
    await writeOutput(pipe, 'x'.repeat(300_000), noStdout);
    expect(await counted).toContain('300000');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  test('a link stays a link, to a file that has the text and its old mode', async () => {
    const [file, near, far] = [join(folder, 'file'), join(folder, 'near'), join(folder, 'far')];
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    symlinkSync('file', near);
    symlinkSync(near, far);
    await writeOutput(far, 'new', noStdout);
    expect(lstatSync(far).isSymbolicLink() && lstatSync(near).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(modeOf(file)).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['far', 'file', 'near']);
  });

  test('a link to nothing makes the file that it names', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('elsewhere/file', join(folder, 'link'));
    await writeOutput(join(folder, 'link'), 'new', noStdout);
    expect(readFileSync(join(folder, 'elsewhere/file'), 'utf8')).toBe('new');
  });

  test('a file of two names keeps both', async () => {
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    writeFileSync(one, 'a longer old text');
    linkSync(one, other);
    await writeOutput(one, 'new', noStdout);
    expect(readFileSync(other, 'utf8')).toBe('new');
  });

  test('what a shell has open is added to, not replaced', async () => {
    const file = join(folder, 'open');
    const program = `import { writeOutput } from ${JSON.stringify(new URL('../../lib/store/write-output.ts', import.meta.url).href)};
      await writeOutput('/dev/fd/3', 'report\\n', () => {});`;
    writeFileSync(join(folder, 'program.mts'), program);
    const shell = `exec 3> ${file}; echo before >&3; "${process.execPath}" --import tsx ${folder}/program.mts; echo after >> ${file}`;
    execFileSync('bash', ['-c', shell]);
    expect(readFileSync(file, 'utf8')).toBe('before\nreport\nafter\n');
  }, 60_000);

  test('/dev/stdout is stdout, in the order of all else', async () => {
    const file = join(folder, 'stdout');
    const program = `import { writeOutput } from ${JSON.stringify(new URL('../../lib/store/write-output.ts', import.meta.url).href)};
      process.stdout.write('before\\n');
      await writeOutput('/dev/stdout', 'report\\n', (text) => process.stdout.write(text));
      process.stdout.write('after\\n');`;
    writeFileSync(join(folder, 'program.mts'), program);
    const run = `"${process.execPath}" --import tsx ${folder}/program.mts`;
    execFileSync('bash', ['-c', `${run} > ${file}; ${run} | cat >> ${file}`]);
    expect(readFileSync(file, 'utf8')).toBe('before\nreport\nafter\n'.repeat(2));
  }, 60_000);

  test('a folder is one line that says so', async () => {
    await expect(writeOutput(folder, 'text', noStdout)).rejects.toMatchObject({ exitCode: 10 });
  });

  test.each([
    ['/dev/null/report.html', 'ENOTDIR'],
    ['a'.repeat(300), 'its name is too long'],
    ['loop', 'its links lead back to themselves'],
    ['nul\u0000', 'null bytes'],
  ])('a path that no file can have is one line that says so: %j', async (name, says) => {
    symlinkSync('loop', join(folder, 'loop'));
    const path = name.startsWith('/') ? name : join(folder, name);
    await expect(writeOutput(path, 'text', noStdout)).rejects.toMatchObject({
      exitCode: 10,
      message: expect.stringContaining(says),
    });
  });
});

describe('the mode of a file', () => {
  test('a new one has what the umask leaves', () => {
    const umask = process.umask(0o027);
    writeArtifact(join(folder, 'file'), 'text');
    process.umask(umask);
    expect(modeOf(join(folder, 'file'))).toBe(0o640);
  });

  test('one that holds secrets is private, even if it was not before', () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'old', { mode: 0o644 });
    writeArtifact(file, 'secret', 0o600);
    expect(modeOf(file)).toBe(0o600);
    linkSync(file, join(folder, 'other'));
    chmodSync(file, 0o644);
    writeArtifact(file, 'secret', 0o600);
    expect(modeOf(file)).toBe(0o600);
  });
});
