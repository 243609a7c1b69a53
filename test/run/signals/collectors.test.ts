import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Signal, signalSchema } from '../../../lib/model/signal.ts';
import { type Collector, defineCollector, repeatedly } from '../../../lib/run/signals/collector.ts';
import generatorCpu from '../../../lib/run/signals/generator-cpu.ts';
import hostCpu from '../../../lib/run/signals/host-cpu.ts';
import { startCollectors } from '../../../lib/run/signals/start-collectors.ts';
import targetDatabase from '../../../lib/run/signals/target-database.ts';
import targetProcesses from '../../../lib/run/signals/target-processes.ts';
import { openUrl } from '../../../lib/run/target/url.ts';
import { noProbes } from './no-probes.ts';

const root = mkdtempSync(join(tmpdir(), 'collectors-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const newFile = () => join(root, `${++count}.ndjson`);
const signalsOf = (file: string): Signal[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => signalSchema.parse(JSON.parse(line)));
const valuesOf = (file: string, source: string, channel: string) =>
  signalsOf(file)
    .filter((one) => one.source === source && one.channel === channel)
    .map(({ value }) => value);

/** The clock of the collectors alone: a second goes by when the test says so. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const aSecondLater = () => vi.advanceTimersByTime(1_000);

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A shell that keeps a core busy, under a name that the kernel's table does not make easy to read. */
function busy(): number {
  const program = join(root, 'a) R 1 (b');
  if (!existsSync(program)) symlinkSync('/bin/sh', program);
  const child = spawn(program, ['-c', 'while :; do :; done'], { stdio: 'ignore' });
  children.push(child);
  return child.pid ?? Number.NaN;
}

async function end(pid: number): Promise<void> {
  const child = children.find((one) => one.pid === pid);
  child?.kill('SIGKILL');
  if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Starts collectors beside a generator that has these processes. */
function watch(pids: readonly number[], file = newFile(), all: readonly Collector[] = [generatorCpu, hostCpu]) {
  const watching = new AbortController();
  const generator = { processes: pids.map((pid) => ({ role: 'k6', pid })) };
  const watched = { target: openUrl('http://127.0.0.1:9'), generator };
  const files = { signals: file, activity: `${file}.activity`, cpuProfile: `${file}.profile` };
  const { facts } = startCollectors({ ...watched, servers: () => [], probes: noProbes }, files, watching.signal, all);
  return { file, facts, stop: () => watching.abort() };
}

describe.runIf(existsSync('/proc/self/stat'))('the CPU collectors', () => {
  it('write a row a channel at once and each second, until they are stopped', async () => {
    const pid = busy();
    const { file, facts, stop } = watch([pid]);
    expect(facts).toEqual([
      { id: 'generator-cpu', absentBecause: null },
      { id: 'host-cpu', absentBecause: null },
    ]);
    expect(signalsOf(file).map(({ source, channel }) => `${source} ${channel}`)).toEqual([
      'generator-cpu cpu',
      'host-cpu busy',
      'host-cpu steal',
      'host-cpu total',
    ]);
    // Long enough for the kernel to have counted some ticks.
    for (let tries = 0; tries < 200 && (valuesOf(file, 'generator-cpu', 'cpu').at(-1) ?? 0) === 0; tries++) {
      await sleep(50);
      aSecondLater();
    }
    const cpu = valuesOf(file, 'generator-cpu', 'cpu');
    const total = valuesOf(file, 'host-cpu', 'total');
    expect(cpu.length).toBeGreaterThan(1);
    expect(cpu.at(-1)).toBeGreaterThan(0);
    // All of them only ever grow.
    expect(cpu).toEqual([...cpu].sort((a, b) => a - b));
    expect(total).toEqual([...total].sort((a, b) => a - b));
    for (const [index, all] of total.entries()) {
      const used = ['busy', 'steal'].map((channel) => valuesOf(file, 'host-cpu', channel)[index] ?? Number.NaN);
      expect(all).toBeGreaterThanOrEqual((used[0] ?? Number.NaN) + (used[1] ?? Number.NaN));
    }
    stop();
    const before = signalsOf(file).length;
    aSecondLater();
    expect(signalsOf(file)).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
    await end(pid);
  });

  it('write nothing more of a generator once it is gone', async () => {
    const pid = busy();
    const { file, stop } = watch([pid]);
    await end(pid);
    aSecondLater();
    expect(valuesOf(file, 'generator-cpu', 'cpu')).toHaveLength(1);
    expect(valuesOf(file, 'host-cpu', 'total')).toHaveLength(2);
    stop();
  });

  it('say why the generator’s is not there', () => {
    const { file, facts, stop } = watch([]);
    expect(facts[0]).toEqual({
      id: 'generator-cpu',
      absentBecause: 'the generator has no process on this machine',
    });
    expect(valuesOf(file, 'generator-cpu', 'cpu')).toEqual([]);
    stop();
  });

  it('are absent, and throw nothing, where they cannot write', () => {
    const { facts } = watch([process.pid], join(root, 'no-such-folder', 'signals.ndjson'));
    for (const { absentBecause } of facts) expect(absentBecause).toMatch(/^it failed: ENOENT/);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.runIf(existsSync('/proc/self/stat'))('the collector of the target’s processes', () => {
  /** Reads a process as if it were the service of a recipe. */
  function watchService(processes: readonly { role: string; pid: number }[]) {
    const file = newFile();
    const watching = new AbortController();
    const target = { ...openUrl('http://127.0.0.1:9'), processes };
    const generator = { processes: [] };
    const files = { signals: file, activity: `${file}.activity`, cpuProfile: `${file}.profile` };
    const watched = { target, generator, servers: () => [], probes: noProbes };
    const { facts } = startCollectors(watched, files, watching.signal, [targetProcesses]);
    return { file, facts, stop: () => watching.abort() };
  }

  it('reads memory, open files and CPU time, with its children’s', async () => {
    const parent = spawn('/bin/sh', ['-c', 'sleep 30 & echo; wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(parent);
    await once(parent.stdout, 'data');
    const { file, facts, stop } = watchService([{ role: 'service', pid: parent.pid ?? 0 }]);
    expect(facts).toEqual([{ id: 'target-processes', absentBecause: null }]);
    expect(valuesOf(file, 'target-processes', 'service.memory')[0]).toBeGreaterThan(50_000);
    // Three of the shell, three of its child, at least.
    expect(valuesOf(file, 'target-processes', 'service.openFiles')[0]).toBeGreaterThanOrEqual(6);
    expect(valuesOf(file, 'target-processes', 'service.cpu')[0]).toBeGreaterThanOrEqual(0);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes on without a process that is gone', async () => {
    const pid = busy();
    const { file, stop } = watchService([{ role: 'service', pid }]);
    await end(pid);
    aSecondLater();
    expect(valuesOf(file, 'target-processes', 'service.memory')).toHaveLength(1);
    stop();
  });

  it('says why there is nothing to read', () => {
    const [facts] = watchService([]).facts;
    expect(facts?.absentBecause).toContain('did not start the target');
  });
});

describe('the collector of the target’s database', () => {
  const generator = { processes: [] };
  const figures = { connections: 3, sizeBytes: 8e6, rows: 12 };

  /** Of a target that answers so. */
  function watchDatabase(readDatabase: undefined | (() => Promise<typeof figures>), isSoak: boolean) {
    const file = newFile();
    const watching = new AbortController();
    const target = { ...openUrl('http://127.0.0.1:9'), ...(readDatabase && { readDatabase }) };
    const files = { signals: file, activity: `${file}.activity`, cpuProfile: `${file}.profile` };
    const watched = { target, generator, servers: () => [], probes: noProbes, isSoak };
    const { facts } = startCollectors(watched, files, watching.signal, [targetDatabase]);
    return { file, facts, stop: () => watching.abort() };
  }

  it('writes what the target says, and leaves out what it does not', async () => {
    let asked = 0;
    const { file, stop } = watchDatabase(async () => {
      if (++asked === 2) throw new Error('busy');
      return figures;
    }, true);
    for (let second = 0; second < 3; second++) {
      await sleep(5);
      aSecondLater();
    }
    await sleep(5);
    stop();
    expect(asked).toBe(4);
    expect(valuesOf(file, 'target-database', 'connections')).toEqual([3, 3, 3]);
    expect(valuesOf(file, 'target-database', 'size')[0]).toBe(8e6);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks nothing in a short load, or of a target that does not say', () => {
    const never = () => Promise.reject(new Error('asked'));
    expect(watchDatabase(never, false).facts[0]?.absentBecause).toContain('too short');
    expect(watchDatabase(undefined, true).facts[0]?.absentBecause).toContain('does not say');
  });
});

it('a collector that throws ends alone, and the others go on', () => {
  const counting = (id: string, failsAt: number) => {
    let readings = 0;
    return defineCollector({
      id,
      channels: { readings: 'count' },
      appliesTo: () => true,
      start: (sink, signal) =>
        repeatedly(sink, signal, () => {
          if (++readings === failsAt) throw new Error('no reading');
          return { readings };
        }),
    });
  };
  const { file, facts, stop } = watch([], newFile(), [
    counting('first', 1),
    counting('second', 2),
    counting('third', 9),
  ]);
  for (let second = 0; second < 3; second++) aSecondLater();
  stop();
  expect(facts.map(({ absentBecause }) => absentBecause)).toEqual(['it failed: no reading', null, null]);
  expect(['first', 'second', 'third'].map((id) => valuesOf(file, id, 'readings'))).toEqual([[], [1], [1, 2, 3, 4]]);
});
