import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingsDocument } from '../../lib/model/finding.ts';
import { portsOf } from '../../lib/run/probes/listening.ts';
import { engine, readRun, runCli, Scratch } from './cli.ts';

const scratch = new Scratch();
const children: ChildProcess[] = [];
beforeAll(engine);
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  scratch.remove();
});

const shopRuns = scratch.path('runs');
const runFolder = (runsDir: string): string => basename(realpathSync(join(runsDir, 'latest')));
const minutes = { timeout: 180_000 };
const load = (scenario: string, rate: number, seconds: number) => [
  ...['load', '-s', scenario, '-p', 'constant', '--rate', `${rate}`, '--duration', `${seconds}s`],
  ...['--objective', 'p95 < 20s'],
];

/** A service that does nothing, as a process of its own. */
async function startService(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid ?? 0, url: String(line).trim() };
}

const server = fileURLToPath(new URL('../../bench/generator/server.mjs', import.meta.url));

describe.runIf(existsSync('/proc/self/net/tcp'))('what is read of a target while the load runs', () => {
  test('of the reference shop: its process, its threads, its database, and a profile', minutes, async () => {
    const runsDir = shopRuns;
    const costs = ['--objective', 'journey statements <= 100', '--objective', 'journey target cpu <= 2s'];
    const words = [...load('e2e', 20, 12), ...costs, '--cpu-profile', '--runs-dir', runsDir];
    const end = await runCli(scratch, words, { env: { BCRYPT_COST: '4' } });
    expect(end.leftovers).toEqual([]);
    expect(end.stderr).toContain('by the inspector of Node.js');
    const run = readRun(runsDir);
    const { signals } = run.result;
    const known = (source: string, channel: string) => {
      const series = signals?.series.find((one) => one.source === source && one.channel === channel);
      return (series?.values ?? []).filter((value) => value !== null);
    };
    for (const [source, channel] of [
      ['target-threads', 'main'],
      ['target-threads', 'runDelay'],
      ['node-runtime', 'eventLoopUtilization'],
      ['node-runtime', 'threadPool'],
      ['node-runtime', 'poolWaiting'],
      ['database-sessions', 'cpu'],
    ] as const) {
      expect([channel, known(source, channel).length > 5]).toEqual([channel, true]);
    }
    expect(known('node-runtime', 'poolMax')).toContain(10);
    const ofCost = run.result.objectives.results.filter(({ objective }) => objective.kind === 'journey-cost');
    expect(ofCost.map(({ status, unit }) => [status, unit])).toEqual([
      ['PASS', 'number'],
      ['PASS', 'ms'],
    ]);
    // Every journey makes one user and one order.
    const callsOf = (pattern: RegExp) =>
      signals?.database?.costs.filter(({ text }) => pattern.test(text)).map(({ calls }) => calls);
    expect(callsOf(/^INSERT INTO "users"/)).toEqual([240]);
    expect(callsOf(/^INSERT INTO "orders"/)).toEqual([240]);
    expect(callsOf(/pg_stat_/)).toEqual([]);
    expect(signals?.cpuProfile?.groups.map(({ name }) => name)).toContain('typeorm');
    expect(signals?.cpuProfile?.functions.length).toBeGreaterThan(10);
    const { diagnosis } = JSON.parse(run.text('findings.json')) as FindingsDocument;
    expect(diagnosis?.missing).toEqual([]);
    expect(run.text('report.md')).toContain('What limits it');
    // Values of statements, tokens and passwords are in none of it.
    for (const file of run.files.filter((name) => name !== 'script.js')) {
      expect([file, /eyJ[\w-]+\.|postgres:\/\/|correct-horse|@caseload\.test/.test(run.text(file))]).toEqual([
        file,
        false,
      ]);
    }
  });

  test('one query more in each charge and order is seen after one run', minutes, async () => {
    const env = { BCRYPT_COST: '4', FAULT_DB_CPU_ROWS: '1' };
    const runsDir = shopRuns;
    const base = runFolder(runsDir);
    const limit = ['--objective', 'journey statements <= 3'];
    const run = await runCli(scratch, [...load('e2e', 20, 12), ...limit, '--runs-dir', runsDir], { env });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('journey statements ≤ 3');
    const end = await runCli(scratch, ['compare', base, runFolder(runsDir), '--runs-dir', runsDir]);
    expect(end.stdout).toMatch(/statements per journey +20 +22 +\+2 /);
    expect(end.stdout).toContain('0  2  select count(*) from generate_series(');
    expect(end.stdout).toContain('FAULT_DB_CPU_ROWS=0, FAULT_DB_CPU_ROWS=1');
    // In so few seconds of a busy machine too many journeys may be open at once for it to be sure.
    const isSure = / statements per journey .* WORSE$/m.test(end.stdout);
    expect(end.code).toBe(isSure ? 4 : 0);
  });

  test(
    'of a service that runs already, only when it is asked for; its inspector is closed afterwards',
    minutes,
    async () => {
      const { pid, url } = await startService(process.execPath, [server]);
      const before = portsOf(pid);
      const runsDir = scratch.path('runs');
      const words = [...load('e2e', 20, 4), '--target', url, '--runs-dir', runsDir];
      const without = await runCli(scratch, words);
      expect(without).toMatchObject({ code: 0, leftovers: [] });
      expect(readRun(runsDir).result.signals?.absent).toEqual(
        expect.arrayContaining([
          { source: 'node-runtime', because: 'it was not asked for (--attach)' },
          { source: 'database-sessions', because: 'its address is not known (--db-url)' },
        ]),
      );
      const withIt = await runCli(scratch, [...words, '--attach', '--db-url', 'postgres://me:s3cr3t@127.0.0.1:9/none']);
      expect(withIt).toMatchObject({ code: 0, leftovers: [] });
      expect(withIt.stdout + withIt.stderr).not.toContain('s3cr3t');
      const run = readRun(runsDir);
      expect(run.result.signals?.series.map(({ source }) => source)).toContain('node-runtime');
      expect(run.result.signals?.absent).toContainEqual({
        source: 'database-sessions',
        because: 'the database does not let us in (ECONNREFUSED)',
      });
      for (const file of run.files) expect([file, run.text(file).includes('s3cr3t')]).toEqual([file, false]);
      expect(portsOf(pid)).toEqual(before);
      expect((await fetch(`${url}/answered`)).status).toBe(200);
    },
  );

  test('of a service that is no Node.js, with the reason', minutes, async () => {
    const program = [
      'import http.server, socketserver',
      'class Handler(http.server.BaseHTTPRequestHandler):',
      '  def do_POST(self):',
      '    self.rfile.read(int(self.headers.get("content-length", 0)))',
      '    body = b\'{"id":1,"accessToken":"t"}\'',
      '    self.send_response(201); self.send_header("content-length", str(len(body)))',
      '    self.send_header("content-type", "application/json"); self.end_headers(); self.wfile.write(body)',
      '  def log_message(self, *args): pass',
      'server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)',
      'print("http://127.0.0.1:%d" % server.server_address[1], flush=True)',
      'server.serve_forever()',
    ];
    const { url } = await startService('python3', ['-c', program.join('\n')]);
    const runsDir = scratch.path('runs');
    const words = [...load('signup-only', 20, 4), '--target', url, '--attach', '--runs-dir', runsDir];
    const end = await runCli(scratch, words);
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    const { signals } = readRun(runsDir).result;
    expect(signals?.absent).toContainEqual({ source: 'node-runtime', because: 'it is no Node.js process' });
    expect(signals?.series.map(({ source }) => source)).toContain('target-threads');
    expect(readRun(runsDir).text('report.md')).toContain('it is no Node.js process');
  });
});
