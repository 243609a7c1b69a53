import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliEnd, engine, linesOf, runCli, Scratch, startCli, turn, works } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
const disks: string[] = [];
let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open();
  await engine();
});
afterAll(() => {
  shop.close();
  for (const disk of disks) works(['umount', disk]);
  scratch.remove();
});

const minute = { timeout: 120_000 };
const load = (runsDir: string) => [
  ...['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '4s'],
  ...['--target', shop.url, '--runs-dir', runsDir],
];

/** A disk of 256 KiB, where this machine lets us mount one. */
function smallDisk(): string {
  const disk = scratch.folder('disk');
  if (works(['mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', disk])) disks.push(disk);
  return disk;
}

const canMount = works(['unshare', '-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']);

/** Writes until nothing more fits; returns the file. */
function fill(disk: string, sizeBytes = 1): string {
  const file = join(disk, 'ballast');
  try {
    for (let piece = ''; ; piece += 'x'.repeat(4_096)) writeFileSync(file, piece);
  } catch {
    const kept = readFileSync(file).subarray(sizeBytes);
    rmSync(file);
    writeFileSync(file, kept);
    return file;
  }
}

function expectOneLine({ stderr }: CliEnd, ...says: (string | RegExp)[]): void {
  const lines = linesOf(stderr).filter((line) => !/: (k6 \d|load:)/.test(line));
  expect(lines).toHaveLength(1);
  for (const words of says) expect(lines[0]).toMatch(words);
}

describe.concurrent('a runs folder that cannot be used is one clear line and exit 10', () => {
  test('it lies below a file', minute, async () => {
    const file = scratch.path('file');
    writeFileSync(file, '');
    const end = await runCli(scratch, load(join(file, 'runs')));
    expectOneLine(
      end,
      `cannot create a run folder in ${file}/runs`,
      /ENOTDIR.*is not a folder; write elsewhere \(--runs-dir/,
    );
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test('it is a file, which stays as it was', minute, async () => {
    const file = scratch.path('file');
    writeFileSync(file, 'mine');
    const end = await runCli(scratch, load(file));
    expectOneLine(end, `cannot create a run folder in ${file}`, '--runs-dir');
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('somebody’s own file named latest stays as it was', minute, async () => {
    const runsDir = scratch.folder('runs');
    writeFileSync(join(runsDir, 'latest'), 'mine');
    const end = await runCli(scratch, [...load(runsDir), '--k6', '/nowhere/k6']);
    expect(end.code).toBe(10);
    expect(readFileSync(join(runsDir, 'latest'), 'utf8')).toBe('mine');
  });
});

describe.concurrent('a full disk is one clear line and exit 10, never a stack and never a PASS', () => {
  test.runIf(canMount)('from the start', minute, async () => {
    const disk = smallDisk();
    fill(disk, 0);
    const end = await runCli(scratch, load(disk));
    expectOneLine(end, /cannot (write|create) /, /the disk is full: free some space on the disk of .*--runs-dir/);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test.runIf(canMount)('before the load', minute, async () => {
    const disk = smallDisk();
    fill(disk, 8_192);
    const end = await runCli(scratch, load(disk));
    expectOneLine(end, 'cannot write ', 'the disk is full: free some space');
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test.runIf(canMount)('in the middle of the load', minute, async () => {
    const disk = smallDisk();
    await turn(async () => {
      const before = shop.requests.length;
      const cli = startCli(scratch, load(disk));
      await cli.child('--address');
      await shop.came(before + 40);
      fill(disk, 0);
      const end = await cli.ended;
      expectOneLine(end, /cannot write .*\.(json|md): the disk is full: free some space/);
      expect(end).toMatchObject({ code: 10, leftovers: [] });
      expect(end.stdout).not.toContain('PASS');
    });
  });

  test('no file may grow as large as it must', minute, async () => {
    const runsDir = scratch.path('runs');
    mkdirSync(runsDir);
    const through = ['bash', '-c', 'trap "" XFSZ; ulimit -f 4; exec "$@"', 'bash'];
    const end = await runCli(scratch, load(runsDir), { through });
    expectOneLine(end, /cannot write .*script\.js: it would be larger than files may be here: allow larger files/);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });
});
