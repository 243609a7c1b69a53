import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SummaryData } from '../../lib/k6/summary.ts';
import { languageOf } from '../../reports/languages/language.ts';
import e2e from '../../scenarios/e2e.ts';
import { allFiles, engine, readRun, runCli, Scratch, startCli, turn, works } from './cli.ts';
import { perform, steady } from './perform.ts';
import throwing from './scenarios/throwing.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const english = languageOf('en');
const minute = { timeout: 120_000 };
const words = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '4s'];
/** The pre-check's journey comes first. */
const isLoad = ({ journey, index }: { journey: number; index: number }) => journey >= 0 && index >= 3;

/** Makes a network of its own whose connections have 31 ports; for a shell. */
const fewPorts = 'ip link set lo up && echo "40000 40030" > /proc/sys/net/ipv4/ip_local_port_range';
const hasNetworks = works(['unshare', '-n', 'sh', '-c', fewPorts]);
/** A shop that is slow under the load, and runs a command beside itself. */
const slowShop = `import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
let count = 0;
createServer((request, response) => {
  const answer = () => response.writeHead(201, { 'content-type': 'application/json' }).end('{"accessToken":"t"}');
  request.resume().on('end', () => setTimeout(answer, ++count > 1 ? 700 : 0));
}).listen(39000, '127.0.0.1', () => {
  const [, , command, ...args] = process.argv;
  spawn(command, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code));
});
`;

describe.concurrent('what k6 lets pass does not pass here', () => {
  test('a target that answers 500', minute, async () => {
    const shop = await StandInShop.open((incoming) => (isLoad(incoming) ? 500 : undefined));
    const runsDir = scratch.path('runs');
    // Also where the machine is so busy that an error takes its time.
    const patience = ['--objective', 'p95 < 20s'];
    const end = await runCli(scratch, [...words, ...patience, '--target', shop.url, '--runs-dir', runsDir]);
    shop.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    expect(end.stdout).toContain('FAIL');
    const run = readRun(runsDir);
    const { result } = run;
    // Every answer was an error, and quick; k6 passed a rate that nobody had part in.
    expect(run.verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'FAIL', exitCode: 1 });
    expect(run.found('fail')).toEqual(['fast-failures']);
    expect(result.accounting).toMatchObject({
      scheduled: 80,
      started: 80,
      ok: 0,
      failed: 80,
      unfinished: 0,
      missing: 0,
    });
    expect(result.latency.steps.map(({ attempted, failed, causes }) => [attempted, failed, causes])).toEqual([
      [80, 80, [{ cause: 'status 500', count: 80 }]],
      [0, 0, []],
      [0, 0, []],
    ]);
    // Nobody reached the order: k6 lets its success rate pass.
    expect(result.objectives.results.map(({ status }) => status)).toEqual(['PASS', 'FAIL', 'NO_DATA', 'FAIL']);
    expect(run.found('invalid', 'suspect', 'error')).toEqual([]);
    const notes = ['failing-step', 'empty-threshold', 'objective-without-data', 'same-host'];
    expect(run.found('note')).toEqual(expect.arrayContaining(notes));
    expect(shop.count('/register')).toBe(81);
    expect(shop.count('/orders')).toBe(1);
  });

  test('a generator without a file for each connection, which is no failure of the target', minute, async () => {
    const shop = await StandInShop.open(async ({ journey }) => {
      if (journey >= 0) await sleep(700);
      return undefined;
    });
    const runsDir = scratch.path('runs');
    // A VU for each journey, and all the time that a busy machine may take: only the files are short.
    const load = ['load', '-s', 'signup-only', '--rate', '100', '--duration', '3s', '--vus', '300'];
    const patience = ['--objective', 'p95 < 20s'];
    const end = await runCli(scratch, [...load, ...patience, '--target', shop.url, '--runs-dir', runsDir], {
      through: ['sh', '-c', 'ulimit -n 55; exec "$@"', 'sh'],
    });
    shop.close();
    expect(end).toMatchObject({ code: 3, leftovers: [] });
    const run = readRun(runsDir);
    expect(run.found('invalid')).toEqual(['generator-limit']);
    expect(run.found('note')).not.toContain('failing-step');
    expect(end.stdout).toContain('it had too many open files');
  });

  test(
    'a generator without a port for each connection, which is no failure of the target',
    minute,
    async ({ skip }) => {
      skip(!hasNetworks, 'there is no network of its own: unshare -n needs Linux, root, and ip');
      const shop = scratch.path('shop.mjs');
      writeFileSync(shop, slowShop);
      const runsDir = scratch.path('runs');
      const load = ['load', '-s', 'signup-only', '--rate', '100', '--duration', '2s', '--vus', '200'];
      const options = ['--objective', 'p95 < 20s', '--target', 'http://127.0.0.1:39000', '--runs-dir', runsDir];
      const end = await runCli(scratch, [...load, ...options], {
        through: ['unshare', '-n', 'sh', '-c', `${fewPorts} && exec "$@"`, 'sh', process.execPath, shop],
      });
      expect(end).toMatchObject({ code: 3, leftovers: [] });
      const run = readRun(runsDir);
      expect(run.result.run.ending.kind).toBe('completed');
      expect(run.found('invalid')).toEqual(['generator-limit']);
      expect(run.found('fail')).not.toContain('target-died');
      expect(end.stdout).toContain('it had no free local port');
    },
  );

  test('a target that never lets anybody order', minute, async () => {
    const shop = await StandInShop.open((incoming) =>
      isLoad(incoming) && incoming.path.endsWith('/charge') ? { status: 402, body: '{}' } : undefined,
    );
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...words, '--target', shop.url, '--runs-dir', runsDir]);
    shop.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    const { result } = readRun(runsDir);
    expect(result.latency.steps.map(({ attempted, succeeded, failed }) => [attempted, succeeded, failed])).toEqual([
      [80, 80, 0],
      [80, 0, 80],
      [0, 0, 0],
    ]);
    expect(result.objectives.results.find(({ objective }) => objective.kind === 'step-success')).toMatchObject({
      status: 'NO_DATA',
      n: 0,
    });
  });

  test('a script that throws in every journey', minute, async () => {
    const shop = await StandInShop.open();
    for (const record of ['samples', 'none'] as const) {
      const run = await turn(() =>
        perform({
          ...{ scenario: throwing, file: 'scenarios/throwing.ts', profile: steady(20, 2_000), record },
          ...{ url: shop.url, runsDir: scratch.path('runs') },
        }),
      );
      expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: 3 });
      expect(run.found('invalid')).toEqual(['script-exceptions', 'no-samples']);
      expect(run.found('note')).toContain('empty-threshold');
      expect(run.found('suspect', 'fail', 'error')).toEqual([]);
      expect(run.result.accounting).toMatchObject({ started: 40, ok: 0, failed: 40, exceptions: 40, unfinished: 0 });
      expect(run.result.latency.steps[0]).toMatchObject({ attempted: 0, succeeded: 0, unfinished: 0 });
      expect(readFileSync(run.folder.k6Log, 'utf8')).toContain('is beyond us');
    }
    shop.close();
  });

  test.each(['samples', 'none'] as const)('a target that hangs, with --record %s', minute, async (record) => {
    const shop = await StandInShop.open((incoming) => (isLoad(incoming) ? 'hang' : undefined));
    const run = await turn(() =>
      perform({
        ...{ scenario: e2e, file: '../../scenarios/e2e.ts', profile: steady(20, 2_000), record },
        ...{ url: shop.url, runsDir: scratch.path('runs'), change: { gracefulStopMs: 500 } },
      }),
    );
    shop.close();
    expect(run.verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
    expect(run.found('note')).toEqual(expect.arrayContaining(['unfinished-journeys', 'empty-threshold']));
    expect(run.found('invalid', 'fail', 'error')).toEqual([]);
    expect(run.result.accounting).toMatchObject({ started: 40, ok: 0, failed: 0, unfinished: 40, missing: 0 });
    expect(run.result.latency.steps.map(({ unfinished }) => unfinished)).toEqual([40, 0, 0]);
    // From samples the ages of the open requests are known: even their median misses the limit.
    const latency = record === 'samples' ? 'FAIL' : 'NO_DATA';
    const statuses = run.result.objectives.results.map(({ status }) => status);
    expect(statuses).toEqual([latency, 'NO_DATA', 'NO_DATA', 'FAIL']);
  });

  test('a target that hangs in one order of ten', minute, async () => {
    const shop = await StandInShop.open((incoming) =>
      isLoad(incoming) && incoming.path.endsWith('/orders') && incoming.journey % 10 === 7 ? 'hang' : undefined,
    );
    const run = await turn(() =>
      perform({
        ...{ scenario: e2e, file: '../../scenarios/e2e.ts', profile: steady(20, 4_000) },
        ...{ url: shop.url, runsDir: scratch.path('runs'), change: { gracefulStopMs: 500 } },
      }),
    );
    shop.close();
    // Every request that was answered was good: all that k6 shows is a perfect run.
    expect(run.result.latency.requests).toMatchObject({ n: 232, failed: 0 });
    expect(run.verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
    expect(run.found('invalid', 'fail', 'error')).toEqual([]);
    expect(run.found('note')).toEqual(expect.arrayContaining(['survivorship', 'unfinished-journeys', 'same-host']));
    const what = run.findings.filter(({ id }) => id === 'unfinished-journeys').map((one) => english.finding(one).what);
    expect(what).toEqual(['8 of 80 started journeys were unfinished 0.5 s after the last arrival: 8 in order']);
    expect(run.result.accounting).toMatchObject({ started: 80, ok: 72, failed: 0, unfinished: 8, missing: 0 });
  });

  test('a target that holds all VUs', minute, async () => {
    const shop = await StandInShop.open((incoming) => (isLoad(incoming) ? 'hang' : undefined));
    const virtualUsers = { count: 10, wanted: 10, capped: false, chosen: true, memoryMiB: 1 };
    const run = await turn(() =>
      perform({
        ...{ scenario: e2e, file: '../../scenarios/e2e.ts', profile: steady(20, 2_000) },
        ...{ url: shop.url, runsDir: scratch.path('runs'), change: { gracefulStopMs: 500, virtualUsers } },
      }),
    );
    shop.close();
    expect(run.result.accounting).toMatchObject({ started: 10, dropped: 30, droppedByTarget: 30, unfinished: 10 });
    expect(run.found('suspect', 'note')).toContain('users-waiting-for-target');
    expect(run.verdict.objectives).toBe('FAIL');
  });

  test('a summary that k6 could not write', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const cli = startCli(scratch, [...words, '--target', shop.url, '--runs-dir', runsDir]);
      await shop.came(10);
      mkdirSync(join(readRun(runsDir).path, 'summary.json'));
      expect(await cli.ended).toMatchObject({ code: 3, leftovers: [] });
    });
    shop.close();
    const run = readRun(runsDir);
    expect(run.verdict).toMatchObject({ validity: 'INVALID', objectives: 'NO_DATA', exitCode: 3 });
    expect(run.found('invalid')).toEqual(['missing-summary']);
    expect(run.found('suspect', 'fail', 'error')).toEqual([]);
    expect(run.result.run.ending).toMatchObject({ kind: 'completed', k6ExitCode: 0 });
    expect(run.result.accounting.ok).toBe(80);
  });
});

describe.concurrent('the account of a run', () => {
  /** Every fourth journey fails at its charge. */
  const halting = () =>
    StandInShop.open((incoming) =>
      isLoad(incoming) && incoming.path.endsWith('/charge') && incoming.journey % 4 === 3 ? 402 : undefined,
    );

  test.each([[[]], [['--warmup', '2s']]])('is the same with samples and without (%j)', minute, async (more) => {
    const shop = await halting();
    const load = async (record: string) => {
      const runsDir = scratch.path('runs');
      const all = [...words, '--target', shop.url, '--runs-dir', runsDir, '--record', record, ...more];
      const end = await runCli(scratch, all);
      expect(end).toMatchObject({ code: 1, leftovers: [] });
      return readRun(runsDir);
    };
    const [samples, none, journeys] = await Promise.all([load('samples'), load('none'), load('journeys')]);
    shop.close();
    for (const run of [samples, journeys]) expect(run.files).toEqual(allFiles);
    expect(none.files).toEqual(allFiles.filter((name) => name !== 'samples.csv.gz'));
    expect(
      [samples, none, journeys].map(({ result }) => [result.provenance.recorded, result.provenance.source]),
    ).toEqual([
      ['samples', 'samples'],
      ['none', 'summary'],
      ['journeys', 'samples'],
    ]);
    const counts = { scheduled: 80, started: 80, ok: 60, failed: 20, unfinished: 0, dropped: 0, missing: 0 };
    expect(samples.result.accounting).toMatchObject(counts);
    expect(none.result.accounting).toEqual(samples.result.accounting);
    expect(journeys.result.accounting).toEqual(samples.result.accounting);
    // Only with the VU of each sample can it be told whose latency it was.
    expect(samples.result.latency.selection).toBeNull();
    expect(
      journeys.result.latency.selection?.map(({ step, reachedLast, lost }) => [step, reachedLast?.n, lost?.n]),
    ).toEqual([
      ['signup', 60, 20],
      ['charge', 60, 20],
    ]);
    for (const run of [samples, none, journeys]) {
      expect(
        run.result.latency.steps.map(({ attempted, succeeded, failed, unfinished }) => [
          attempted,
          succeeded,
          failed,
          unfinished,
        ]),
      ).toEqual([
        [80, 80, 0, 0],
        [80, 60, 20, 0],
        [60, 60, 0, 0],
      ]);
      expect(run.result.latency.requests).toMatchObject({ n: 220, failed: 20 });
      expect(run.result.objectives.results.map(({ status, n }) => [status, n])).toEqual([
        ['PASS', 220],
        ['FAIL', 220],
        ['PASS', 60],
        ['FAIL', 80],
      ]);
      expect(run.verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'FAIL' });
    }
  });

  test('has the percentiles of k6’s own summary, to the last digit', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...words, '--target', shop.url, '--runs-dir', runsDir]);
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    const { result, path, verdictApartFromNoise } = readRun(runsDir);
    expect(verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'PASS', exitCode: 0 });
    const summary = JSON.parse(readFileSync(join(path, 'summary.json'), 'utf8')) as SummaryData;
    const k6 = summary.metrics.http_req_duration?.values ?? {};
    const { latency } = result.latency.requests;
    const pairs = [
      [latency?.minMs, k6.min],
      [latency?.meanMs, k6.avg],
      [latency?.p50Ms, k6.med],
      [latency?.p90Ms, k6['p(90)']],
      [latency?.p95Ms, k6['p(95)']],
      [latency?.p99Ms, k6['p(99)']],
      [latency?.maxMs, k6.max],
    ] as const;
    for (const [ours, theirs] of pairs) {
      expect(ours).toBeCloseTo(theirs ?? Number.NaN, 5);
      expect(english.ms(ours ?? null)).toBe(english.ms(theirs ?? null));
    }
    expect(latency?.n).toBe(240);
    expect(result.objectives.checks).toEqual([
      { name: 'register 201', passes: 80, fails: 0 },
      { name: 'charge 200/201', passes: 80, fails: 0 },
      { name: 'order 200/201', passes: 80, fails: 0 },
    ]);
    expect(summary.root_group.checks).toMatchObject(result.objectives.checks);
    expect(result.objectives.thresholds.every(({ isOk }) => isOk)).toBe(true);
  });
});
