import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { startChild } from '../../../lib/run/process/child-process.ts';
import { listProcesses } from '../../../lib/run/process/process-tree.mjs';
import { commandLineOf } from '../../e2e/cli.ts';

const root = mkdtempSync(join(tmpdir(), 'left-behind-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
/** A program that only one test starts: it is known by its argument. */
const ownSleep = () => `sleep 7${process.pid}.${++count}`;

/** Pids of the processes that were started with these words. */
const pidsOf = (command: string): number[] =>
  listProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => commandLineOf(pid) === command);

async function eventually(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
  for (const untilMs = performance.now() + timeoutMs; performance.now() < untilMs; await sleep(20)) {
    if (isSo()) return true;
  }
  return isSo();
}

/** What a start script may leave behind, by how it gets away; `NAP` stands for the program. */
const getaways = {
  'in the background of a script that has ended': 'NAP & exit 0',
  'in the background of one that goes on': 'NAP & sleep 60',
  'in a session of its own': 'setsid NAP & exit 0',
  'in a session of its own, by a daemon’s two forks': '(setsid sh -c "NAP & exit 0" &) ; exit 0',
  'without its environment': 'env -i PATH="$PATH" NAP & exit 0',
  'deaf to SIGTERM': 'trap "" TERM; NAP & exit 0',
} as const;

describe.skipIf(process.platform !== 'linux')('after kill -9 of the harness nothing is left within 5 s', () => {
  test.each(Object.entries(getaways))('of a program %s', async (_, script) => {
    const nap = ownSleep();
    const file = join(import.meta.dirname, 'harness.ts');
    const harness = spawn(process.execPath, ['--import', 'tsx', file, script.replaceAll('NAP', nap)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(harness.stdout, 'data')) as [Buffer];
    const folder = said.toString().trim();
    expect(existsSync(folder)).toBe(true);
    expect(await eventually(() => pidsOf(nap).length > 0, 5_000)).toBe(true);
    await sleep(300);
    harness.kill('SIGKILL');
    expect(await eventually(() => pidsOf(nap).length === 0 && !existsSync(folder), 5_000)).toBe(true);
  });
});

test.skipIf(process.platform !== 'linux')(
  'a reaper that is killed is replaced, and the new one knows it all',
  async () => {
    const nap = ownSleep();
    const harness = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'harness.ts'), `exec ${nap}`],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [said] = (await once(harness.stdout, 'data')) as [Buffer];
    const folder = said.toString().trim();
    const reapers = () =>
      listProcesses().filter(({ pid, parent }) => parent === harness.pid && commandLineOf(pid).includes('reaper.mjs'));
    const [first] = reapers();
    process.kill(first?.pid ?? Number.NaN, 'SIGKILL');
    expect(await eventually(() => reapers().some(({ pid }) => pid !== first?.pid), 3_000)).toBe(true);
    await sleep(300);
    harness.kill('SIGKILL');
    expect(await eventually(() => pidsOf(nap).length === 0 && !existsSync(folder), 5_000)).toBe(true);
  },
);

describe.skipIf(process.platform !== 'linux')('what a program left in the background', () => {
  test.each(Object.values(getaways).filter((script) => script.endsWith('exit 0')))(
    'ends with it: %s',
    async (script) => {
      const nap = ownSleep();
      await startChild('sh', ['-c', script.replaceAll('NAP', nap)], { stdio: 'ignore' }).ended;
      expect(await eventually(() => pidsOf(nap).length === 0, 1_000)).toBe(true);
    },
  );

  test('lives until it is killed where the caller says so', async () => {
    const nap = ownSleep();
    const script = `setsid ${nap} & exit 0`;
    const child = startChild('sh', ['-c', script], { stdio: 'ignore', keepsBackground: true });
    await child.ended;
    expect(await eventually(() => pidsOf(nap).length === 1, 2_000)).toBe(true);
    child.kill();
    expect(await eventually(() => pidsOf(nap).length === 0, 1_000)).toBe(true);
  });
});

describe.skipIf(process.platform !== 'linux')('a program behind a script', () => {
  const program = join(root, 'program.mjs');
  writeFileSync(
    program,
    `import { appendFileSync } from 'node:fs';
     process.on('SIGINT', () => { appendFileSync(process.argv[2], 'signal\\n'); setTimeout(() => process.exit(5), 200); });
     appendFileSync(process.argv[2], 'ready\\n');
     setInterval(() => {}, 1_000);`,
  );
  const wrappers = {
    'that waits for it': '"$@"',
    'that forwards the signal itself': 'trap \'kill -INT $child\' INT; "$@" & child=$!; wait $child; wait $child',
    'that goes on after it': '"$@"; code=$?; sleep 0.1; exit $code',
  } as const;

  test.each(Object.entries(wrappers))(
    '%s gets the end signal once, and its exit code comes through',
    async (_, body) => {
      const script = join(root, `wrapper-${++count}`);
      const log = join(root, `log-${count}`);
      writeFileSync(script, `#!/bin/sh\n${body}\n`);
      chmodSync(script, 0o755);
      const child = startChild(script, [process.execPath, program, log], { endSignal: 'SIGINT', mayBeWrapped: true });
      expect(await eventually(() => existsSync(log) && readFileSync(log, 'utf8').startsWith('ready'), 5_000)).toBe(
        true,
      );
      expect(await child.stop({ graceMs: 10_000 })).toMatchObject({ exitCode: 5, signal: null });
      expect(readFileSync(log, 'utf8')).toBe('ready\nsignal\n');
    },
  );
});
