import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allFiles,
  type Cli,
  type CliOptions,
  caseload,
  engine,
  k6WithLoad,
  linesOf,
  readRun,
  Scratch,
  startCli,
  turn,
  works,
} from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minute = { timeout: 120_000 };
const runArgs = (scenario: string, ...more: string[]) => [
  ...['load', '-s', scenario, '-p', 'constant', '--rate', '10', '--duration', '60s'],
  ...more,
];

function program(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** Starts a load, interrupts it once `ready`, and checks what every interrupted load owes its user. */
async function interrupted(
  words: readonly string[],
  options: CliOptions,
  ready: (cli: Cli) => Promise<unknown>,
  signals: readonly NodeJS.Signals[] = ['SIGINT'],
  whom: (cli: Cli) => number = ({ pid }) => pid,
) {
  return turn(async () => {
    const runsDir = scratch.path('runs');
    const cli = startCli(scratch, [...words, '--runs-dir', runsDir], options);
    await ready(cli);
    for (const signal of signals) process.kill(whom(cli), signal);
    // Of several at once the system hands over any first.
    await cli.said(new RegExp(`(${signals.join('|')}): stopping; what was recorded is kept`));
    const end = await cli.ended;
    expect(end).toMatchObject({ code: 130, leftovers: [] });
    expect(end.stderr).not.toContain('    at ');
    return { end, runsDir };
  });
}

/** The same before the load has begun: no run is left. */
async function interruptedBefore(...args: Parameters<typeof interrupted>) {
  const { runsDir } = await interrupted(...args);
  expect(readdirSync(runsDir)).toEqual([]);
}

/** The same during the load: the run is on record as INVALID. */
async function interruptedDuring(...args: Parameters<typeof interrupted>) {
  const { end, runsDir } = await interrupted(...args);
  const run = readRun(runsDir);
  expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: 130 });
  expect(run.verdict.objectives).not.toBe('PASS');
  expect(run.result.run.ending.kind).toBe('interrupted');
  expect(run.text('report.md')).toContain('INVALID');
  return { end, run };
}

describe.concurrent('Ctrl-C ends a run at once, whatever it does, and nothing is left', () => {
  test('while k6 is downloaded', minute, async () => {
    const releases = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => releases.once('listening', resolve));
    const env = {
      PATH: scratch.folder('bin'),
      CASELOAD_CACHE: scratch.path('cache'),
      CASELOAD_K6_RELEASES: `http://127.0.0.1:${(releases.address() as AddressInfo).port}`,
      CASELOAD_K6_ALLOW_HTTP: '1',
    };
    await interruptedBefore(runArgs('e2e'), { env }, (cli) => cli.said('downloading k6'));
    releases.closeAllConnections();
    releases.close();
  });

  test('while k6 is built', minute, async () => {
    const bin = scratch.path('bin');
    program(bin, 'go', '#!/bin/sh\nexec sleep 60\n');
    const env = { PATH: `${bin}:/usr/bin:/bin`, CASELOAD_CACHE: scratch.path('cache'), CASELOAD_K6_NO_DOWNLOAD: '1' };
    await interruptedBefore(runArgs('e2e'), { env }, (cli) => cli.child('sleep 60'));
  });

  test('while the database starts', minute, async () => {
    await interruptedBefore(runArgs('e2e'), {}, (cli) => cli.child('/postgres'));
  });

  test('while the shop starts', minute, async () => {
    await interruptedBefore(runArgs('e2e'), {}, (cli) => cli.child('/target/dist/'));
  });

  test('while the pre-check waits for a target that hangs', minute, async () => {
    const shop = await StandInShop.open(() => 'hang');
    await interruptedBefore(runArgs('e2e', '--target', shop.url), {}, () => shop.came(1));
    shop.close();
  });

  test('while users are prepared', minute, async () => {
    const shop = await StandInShop.open(async () => {
      await sleep(200);
      return undefined;
    });
    await interruptedBefore(runArgs('order-only', '--target', shop.url), {}, () => shop.came(20));
    shop.close();
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('during the load, by %s', minute, async (signal) => {
    const shop = await StandInShop.open();
    const words = runArgs('order-only', '--target', shop.url, '--vus', '5');
    const { run, end } = await interruptedDuring(words, {}, () => shop.came(20, '/orders'), [signal]);
    shop.close();
    expect(run.files).toEqual(allFiles);
    expect(run.result.run.ending).toMatchObject({
      detail: expect.stringMatching(/^stopped by you after \d+ of \d+ s$/),
      k6ExitCode: 105,
    });
    expect(run.result.provenance.hasSummary).toBe(true);
    const { accounting } = run.result;
    expect(accounting.started).toBe(shop.count('/orders') - 1);
    const { ok, failed, unfinished } = accounting;
    expect((ok ?? Number.NaN) + (failed ?? Number.NaN) + (unfinished ?? Number.NaN)).toBe(accounting.started);
    expect(end.stdout).toContain('INVALID');
    expect(run.text('k6.log')).not.toContain('panic');
  });

  test('npm’s copy of the same Ctrl-C does not kill', minute, async () => {
    const shop = await StandInShop.open();
    const words = runArgs('e2e', '--target', shop.url);
    const { run } = await interruptedDuring(words, {}, () => shop.came(20), ['SIGINT', 'SIGINT', 'SIGTERM']);
    shop.close();
    expect(run.files).toEqual(allFiles);
  });

  test('to the whole group, as a terminal sends it', minute, async () => {
    const shop = await StandInShop.open();
    const words = runArgs('e2e', '--target', shop.url);
    const { run } = await interruptedDuring(
      words,
      {},
      () => shop.came(20),
      ['SIGINT'],
      ({ pid }) => -pid,
    );
    shop.close();
    expect(run.files).toEqual(allFiles);
  });

  test('while the data of the target is checked', minute, async () => {
    // Stands in for k6: stops the shop, so that it does not answer, and ends at once.
    const stopShop = 'for pid in $(pgrep -P $PPID -f /target/dist/); do kill -STOP $pid; done; exit 0';
    const k6 = program(scratch.path('bin'), 'k6', await k6WithLoad(stopShop));
    const ready = async (cli: Cli) => {
      await cli.said('load: 600 journeys');
      await sleep(1_000);
    };
    const { run } = await interruptedDuring(runArgs('e2e', '--k6', k6), {}, ready);
    expect(run.result.run.ending.detail).toBe('stopped by you after the load, before the data integrity check');
  });
});

describe.concurrent('a second Ctrl-C', () => {
  test('kills a k6 that is slow to stop, at once', minute, async () => {
    const shop = await StandInShop.open();
    const slow = "trap '' INT TERM; while :; do sleep 1; done";
    const k6 = program(scratch.path('bin'), 'k6', await k6WithLoad(slow));
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const cli = startCli(scratch, [...runArgs('e2e', '--target', shop.url, '--k6', k6), '--runs-dir', runsDir]);
      await cli.said('load: 600 journeys');
      await cli.child('--address');
      await sleep(300);
      process.kill(cli.pid, 'SIGINT');
      await cli.said('SIGINT: stopping; what was recorded is kept (press again to kill)');
      await sleep(600);
      expect(cli.process.exitCode).toBeNull();
      process.kill(cli.pid, 'SIGINT');
      await cli.said('SIGINT again: killed');
      expect(await cli.ended).toMatchObject({ code: 130, leftovers: [] });
    });
    shop.close();
    expect(readRun(runsDir, '.').files).toHaveLength(2);
  });

  test('is not needed for `caseload target`, which ends well', minute, async () => {
    await turn(async () => {
      const cli = startCli(scratch, ['target', '--port', '0']);
      await cli.said('runs until Ctrl-C');
      process.kill(cli.pid, 'SIGINT');
      const end = await cli.ended;
      expect(end).toMatchObject({ code: 0, leftovers: [] });
      expect(linesOf(end.stdout)[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    });
  });
});

describe.concurrent('a harness that is killed outright leaves neither processes nor tokens', () => {
  /** Starts a load and does that to the harness in the middle of it. */
  async function endOf(hit: (cli: Cli) => unknown) {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const end = await turn(async () => {
      const cli = startCli(scratch, runArgs('order-only', '--target', shop.url, '--runs-dir', runsDir, '--vus', '5'));
      await shop.came(10, '/orders');
      await hit(cli);
      return cli.ended;
    });
    shop.close();
    const files = readdirSync(runsDir, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /\.part$|\.lock$/.test(name))).toEqual([]);
    expect(end.stderr).not.toContain('a bug in caseload');
    return { end, run: readRun(runsDir) };
  }

  // Ctrl-\ is for those who want no more of it.
  test.each(['SIGKILL', 'SIGQUIT'] as const)('by %s', minute, async (signal) => {
    const { end, run } = await endOf((cli) => process.kill(cli.pid, signal));
    expect(end).toMatchObject({ signal, leftovers: [] });
    expect(run.files).not.toContain('verdict.json');
  });

  test('by SIGKILL, half a second after SIGTERM', minute, async () => {
    const { end, run } = await endOf(async (cli) => {
      process.kill(cli.pid, 'SIGTERM');
      await sleep(500);
      cli.process.kill('SIGKILL');
    });
    // It may have been quick enough to end by itself.
    expect(['SIGKILL', 130]).toContain(end.signal ?? end.code);
    expect(end.leftovers).toEqual([]);
    if (run.files.includes('verdict.json')) expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: 130 });
  });

  test('nor does one that is stopped after its reaper was killed', minute, async () => {
    const { end, run } = await endOf(async (cli) => {
      process.kill(await cli.child('reaper.mjs'), 'SIGKILL');
      process.kill(cli.pid, 'SIGTERM');
    });
    expect(end).toMatchObject({ code: 130, leftovers: [] });
    expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: 130 });
  });
});

describe.concurrent('a load that is stopped and goes on', () => {
  test.each(['harness', 'k6'] as const)('the %s of it', minute, async (whose) => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const words = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '10', '--duration', '4s', '--target', shop.url];
      const cli = startCli(scratch, [...words, '--objective', 'p95 < 20s', '--runs-dir', runsDir]);
      await shop.came(20);
      const pid = whose === 'harness' ? cli.pid : await cli.child('--address');
      process.kill(pid, 'SIGSTOP');
      await sleep(1_500);
      process.kill(pid, 'SIGCONT');
      const end = await cli.ended;
      expect(end).toMatchObject({ signal: null, leftovers: [] });
      expect(end.stderr).not.toContain('a bug in caseload');
    });
    shop.close();
    const run = readRun(runsDir);
    expect(run.files).toEqual(allFiles);
    expect(run.result.run.ending.kind).toBe('completed');
    if (whose === 'k6') return expect(run.verdict.validity).not.toBe('VALID');
    expect(run.result.accounting).toMatchObject({ scheduled: 40, started: 40, missing: 0 });
    expect(run.verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'PASS' });
  });
});

describe.concurrent('commands that only start something', () => {
  test.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('`target` by %s', minute, async (signal) => {
    await turn(async () => {
      const cli = startCli(scratch, ['target', '--port', '0']);
      await cli.said('runs until Ctrl-C');
      process.kill(cli.pid, signal);
      expect(await cli.ended).toMatchObject({
        leftovers: [],
        ...(signal === 'SIGKILL' ? { signal } : { code: 0 }),
      });
    });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('`k6 -- run` by %s', minute, async (signal) => {
    const shop = await StandInShop.open();
    const script = program(
      scratch.path('script'),
      'own.js',
      `import http from 'k6/http';\nexport default () => { for (;;) http.get('${shop.url}/'); };\n`,
    );
    await turn(async () => {
      const cli = startCli(scratch, ['k6', '--k6', (await engine()).path, '--', 'run', '--quiet', script]);
      await shop.came(5);
      process.kill(cli.pid, signal);
      const end = await cli.ended;
      expect(end.leftovers).toEqual([]);
      expect(end.stderr).not.toContain('a bug in caseload');
      if (signal === 'SIGKILL') expect(end).toMatchObject({ signal });
      else expect(end.code).toBe(105);
    });
    shop.close();
  });
});

describe.concurrent('a terminal that goes away', () => {
  const short = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '4s'];

  test('whose pipes nobody reads any more does not stop the run', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const cli = startCli(scratch, [
        ...short,
        '--objective',
        'p95 < 20s',
        '--target',
        shop.url,
        '--runs-dir',
        runsDir,
      ]);
      await shop.came(4);
      cli.process.stdout?.destroy();
      cli.process.stderr?.destroy();
      expect(await cli.ended).toMatchObject({ code: 0, leftovers: [] });
    });
    shop.close();
    expect(readRun(runsDir).files).toEqual(allFiles);
    expect(readRun(runsDir).verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'PASS' });
  });

  // A terminal's window: util-linux's script.
  const [command, ...options] = ['script', '-qfec'] as const;
  const hasScript = works([command, ...options, 'true', '/dev/null']);
  test.runIf(hasScript)('with its window stops it as Ctrl-C does', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const words = [process.execPath, caseload, ...short, '--target', shop.url, '--runs-dir', runsDir];
      const window = spawn(command, [...options, words.join(' '), '/dev/null'], { stdio: ['ignore', 'pipe', 'pipe'] });
      let seen = '';
      window.stdout.setEncoding('utf8').on('data', (text: string) => {
        seen += text;
      });
      await shop.came(40);
      // The bar of a terminal, redrawn in place.
      for (const deadlineMs = Date.now() + 5_000; !seen.includes('\r\u001b[K') && Date.now() < deadlineMs; )
        await sleep(50);
      expect(seen).toContain('\r\u001b[K');
      window.kill('SIGKILL');
      const isRecorded = () => readRun(runsDir).files.includes('report.md');
      for (const deadlineMs = Date.now() + 20_000; !isRecorded() && Date.now() < deadlineMs; ) await sleep(100);
    });
    shop.close();
    expect(readRun(runsDir)).toMatchObject({
      verdict: { validity: 'INVALID', exitCode: 130 },
      result: { run: { ending: { kind: 'interrupted' } } },
    });
  });
});
