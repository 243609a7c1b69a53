import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { EngineError } from '../../../lib/model/errors.ts';
import type { RunPlan } from '../../../lib/model/plan.ts';
import type { LoadWatch } from '../../../lib/run/generator/generator.ts';
import { localK6 } from '../../../lib/run/generator/local-k6.ts';
import { createRunFolder, samplesOf } from '../../../lib/store/run-folder.ts';
import { isAlive, neverAborted } from '../../target/shop-client.ts';

const root = mkdtempSync(join(tmpdir(), 'local-k6-'));
afterAll(() => rmSync(root, { recursive: true }));

const plan = {
  arrival: { startRate: 1, timeUnitMs: 1_000, stages: [{ target: 1, durationMs: 60_000 }] },
  ...{ durationMs: 60_000, gracefulStopMs: 0, abortOnFail: false, record: 'samples' },
  virtualUsers: { count: 1, memoryMiB: 10 },
} as unknown as RunPlan;

/** A generator whose k6 is a shell script, or what `make` puts in its place. */
function generatorOf(
  script: string | ((path: string) => void),
  given: { environment?: NodeJS.ProcessEnv; changes?: Partial<RunPlan> } = {},
) {
  const enginePath = join(mkdtempSync(join(root, 'bin-')), 'k6');
  if (typeof script === 'string') writeFileSync(enginePath, script, { mode: 0o755 });
  else script(enginePath);
  const folder = createRunFolder(root, 'run');
  const generator = localK6({
    ...{ enginePath, folder, plan: { ...plan, ...given.changes }, extraOuts: [], extraArgs: [] },
    environment: given.environment ?? { PATH: process.env.PATH },
  });
  return { generator, folder };
}

/** How its load is watched. */
const watch = (onStarted = () => {}, signal = neverAborted): LoadWatch => ({
  signal,
  targetDied: new Promise(() => {}),
  onStarted,
  onTick: () => {},
  tickMs: 10_000,
});

test('one part is what the one runner recorded, by names in the run folder', async () => {
  const { generator, folder } = generatorOf('#!/bin/sh\necho "$USERS|$BASE_URL|$SUMMARY" >&2\n', {
    environment: { PATH: process.env.PATH, USERS: "/somebody's.json", SUMMARY: '/elsewhere' },
  });
  const run = await generator.run(folder.script, { BASE_URL: 'http://127.0.0.1:9' }, watch());
  expect(run.ending).toEqual({ kind: 'completed', detail: '', k6ExitCode: 0 });
  expect(run.parts).toEqual([{ runner: 'local', samples: 'samples.csv.gz', summary: 'summary.json', log: 'k6.log' }]);
  // What of these the caller's environment says is not for this run.
  expect(readFileSync(folder.k6Log, 'utf8')).toBe(`|http://127.0.0.1:9|${folder.summary}\n`);
});

test.each<[string, Partial<RunPlan>, number]>([
  ['keeps no metrics of a load that is judged by its samples alone', { isSamplesOnly: true }, 2],
  ['keeps them of another', {}, 0],
])('k6 %s', async (_name, changes, expected) => {
  const { generator, folder } = generatorOf('#!/bin/sh\necho "$@" >&2\n', { changes });
  await generator.run(folder.script, {}, watch());
  const args = readFileSync(folder.k6Log, 'utf8').trim().split(' ');
  const own = args.filter((arg) => arg === '--summary-mode=disabled' || arg === '--no-thresholds');
  expect(own).toHaveLength(expected);
});

/** A k6 that writes its samples, and does that. */
const writeRows = (then: string): string => `#!/bin/sh
for arg; do case $arg in csv=*)
  file=$(echo "$arg" | cut -c5-)
  printf rows > "$file"
  ${then}
esac; done
`;

test.each<[string, Partial<RunPlan>, string]>([
  ['plainly, which are compressed afterwards', { scheduledRequests: 200_000 }, 'samples.csv'],
  ['compressed where they are many', { scheduledRequests: 200_001 }, 'samples.csv.gz'],
  ['compressed where they may be many', { scheduledRequests: null }, 'samples.csv.gz'],
  ['compressed where they are read meanwhile', { isSamplesOnly: true }, 'samples.csv.gz'],
])('k6 writes samples %s', async (_name, changes, expected) => {
  const { generator, folder } = generatorOf(writeRows('echo "$arg" >&2'), { changes });
  const run = await generator.run(folder.script, {}, watch());
  expect(readFileSync(folder.k6Log, 'utf8')).toBe(`csv=${join(folder.path, expected)}\n`);
  expect(run.parts[0]?.samples).toBe('samples.csv.gz');
  const bytes = readFileSync(folder.samples);
  expect((expected === 'samples.csv' ? gunzipSync(bytes) : bytes).toString()).toBe('rows');
  expect(existsSync(folder.plainSamples)).toBe(false);
});

test('samples that cannot be compressed stay as they are, and are what the run has', async () => {
  const spoil = writeRows('mkdir "$file.gz.part"');
  const { generator, folder } = generatorOf(spoil, { changes: { scheduledRequests: 1 } });
  const run = await generator.run(folder.script, {}, watch());
  expect(run.ending.kind).toBe('completed');
  expect(run.parts[0]?.samples).toBe('samples.csv');
  expect(samplesOf(folder)).toBe(folder.plainSamples);
  expect(readFileSync(folder.plainSamples, 'utf8')).toBe('rows');
});

test('its process is known while it runs; a user who stops it sees when', async () => {
  const user = new AbortController();
  let pid: number | undefined;
  const { generator, folder } = generatorOf('#!/bin/sh\nexec sleep 60\n');
  const onStarted = () => {
    pid = generator.processes[0]?.pid;
    user.abort();
  };
  const run = await generator.run(folder.script, {}, watch(onStarted, user.signal));
  expect(run.ending).toMatchObject({ kind: 'interrupted', detail: 'stopped by you after 0 of 60 s' });
  expect(pid).toBeGreaterThan(1);
  expect(isAlive(pid)).toBe(false);
  expect(generator.processes).toEqual([]);
});

test('what throws when it has started leaves no k6 behind', async () => {
  let pid: number | undefined;
  const { generator, folder } = generatorOf('#!/bin/sh\nexec sleep 60\n');
  const onStarted = () => {
    pid = generator.processes[0]?.pid;
    throw new Error('the disk is full');
  };
  await expect(generator.run(folder.script, {}, watch(onStarted))).rejects.toThrow('the disk is full');
  expect(isAlive(pid)).toBe(false);
});

describe('a k6 that stands by', () => {
  const isPaused = `for arg in "$@"; do [ "$arg" = --paused ] && paused=yes; done\n`;

  test('begins when it is released, and is the only one that was started', async () => {
    const { generator, folder } = generatorOf(`#!${process.execPath}
const { createServer } = require('node:http');
const { argv } = process;
console.error(argv.includes('--paused') ? 'paused' : 'not paused');
const server = createServer((request, response) => {
  console.error(request.method, request.url, 'released');
  response.end('{}', () => process.exit(0));
});
server.listen(Number(argv[argv.indexOf('--address') + 1].split(':')[1]), '127.0.0.1');
`);
    generator.standBy(folder.script, {});
    const run = await generator.run(folder.script, {}, watch());
    expect(run.ending.kind).toBe('completed');
    expect(readFileSync(folder.k6Log, 'utf8')).toBe('paused\nPATCH /v1/status released\n');
  });

  test.each([
    ['cannot be reached', 'sleep 60'],
    ['has ended', 'exit 107'],
  ])('and %s is replaced by one that does not wait', async (_what, whenPaused) => {
    const { generator, folder } = generatorOf(
      `#!/bin/sh\n${isPaused}[ "$paused" ] && { echo paused >&2; ${whenPaused}; }\necho "runs$paused" >&2\n`,
    );
    generator.standBy(folder.script, {});
    const run = await generator.run(folder.script, {}, watch());
    expect(run.ending.kind).toBe('completed');
    expect(readFileSync(folder.k6Log, 'utf8')).toBe('runs\n');
  });

  test.each([
    ['whose answer is lost', "request.method === 'PATCH' ? request.socket.destroy() : response.end(underWay)"],
    ['that says it began before', "response.writeHead(request.method === 'PATCH' ? 500 : 200).end(underWay)"],
    ['that never answers', ''],
  ])('and %s is not replaced: the target would be loaded twice', async (_what, answer) => {
    const { generator, folder } = generatorOf(`#!${process.execPath}
const { createServer } = require('node:http');
const { argv } = process;
console.error(argv.includes('--paused') ? 'paused' : 'not paused');
const underWay = '{"data":{"attributes":{"paused":false,"running":true}}}';
const server = createServer((request, response) => { ${answer} });
server.listen(Number(argv[argv.indexOf('--address') + 1].split(':')[1]), '127.0.0.1');
setTimeout(() => process.exit(0), 800);
`);
    generator.standBy(folder.script, {});
    const run = await generator.run(folder.script, {}, watch());
    expect(run.ending).toEqual({ kind: 'completed', detail: '', k6ExitCode: 0 });
    expect(readFileSync(folder.k6Log, 'utf8')).toBe('paused\n');
  });

  test('and cannot be reached when the user stops it is the load that was stopped', async () => {
    const user = new AbortController();
    const { generator, folder } = generatorOf('#!/bin/sh\nexec sleep 60\n');
    generator.standBy(folder.script, {});
    const onStarted = () => void setTimeout(() => user.abort(), 200);
    const run = await generator.run(folder.script, {}, watch(onStarted, user.signal));
    expect(run.ending).toMatchObject({ kind: 'interrupted', detail: 'stopped by you after 0 of 60 s' });
  });

  test('and is not needed is ended', async () => {
    const { generator, folder } = generatorOf('#!/bin/sh\necho $$ >&2\nexec sleep 60\n');
    generator.standBy(folder.script, {});
    await vi.waitFor(() => expect(readFileSync(folder.k6Log, 'utf8')).not.toBe(''), 10_000);
    const pid = Number(readFileSync(folder.k6Log, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    await generator.close();
    expect(isAlive(pid)).toBe(false);
  });
});

test.each<[string, (path: string) => void]>([
  ['a script without its interpreter', (path) => writeFileSync(path, '#!/no/such/shell\n', { mode: 0o755 })],
  // Node emits some errors of exec, and throws others.
  ['a link to itself', (path) => symlinkSync(path, path)],
])('%s is one clear error, and nothing has started', async (_what, make) => {
  let hasStarted = false;
  const { generator, folder } = generatorOf(make);
  const onStarted = () => {
    hasStarted = true;
  };
  await expect(generator.run(folder.script, {}, watch(onStarted))).rejects.toThrow(EngineError);
  expect(hasStarted).toBe(false);
});
