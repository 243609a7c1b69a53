import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Signal } from '../../../lib/model/signal.ts';
import { watchCpu } from '../../../lib/run/signals/cpu-watch.ts';

const root = mkdtempSync(join(tmpdir(), 'cpu-watch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
const newFile = () => join(root, `${++count}.ndjson`);
const signalsOf = (file: string): Signal[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Signal);

/** The clock of the watch alone: a second goes by when the test says so. */
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
  return child.pid ?? 0;
}

async function end(pid: number): Promise<void> {
  const child = children.find((one) => one.pid === pid);
  child?.kill('SIGKILL');
  if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe.runIf(existsSync('/proc/self/stat'))('the watch over a process', () => {
  it('writes a line at once and one each second, until it is stopped', async () => {
    const file = newFile();
    const pid = busy();
    const stop = watchCpu(pid, file);
    expect(signalsOf(file)).toHaveLength(1);
    // Long enough for the kernel to have counted some ticks.
    for (let tries = 0; tries < 200 && (signalsOf(file).at(-1)?.generatorCpuS ?? 0) === 0; tries++) {
      await sleep(50);
      aSecondLater();
    }
    const lines = signalsOf(file);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.at(-1)?.generatorCpuS).toBeGreaterThan(0);
    for (const [index, line] of lines.entries()) {
      const { generatorCpuS, hostBusyS, hostStealS, hostAllS, atMs } = line;
      expect(Object.values(line).every(Number.isFinite)).toBe(true);
      expect(hostAllS).toBeGreaterThanOrEqual(hostBusyS + hostStealS);
      // All of them only ever grow.
      const before = lines[index - 1] ?? line;
      for (const name of ['atMs', 'generatorCpuS', 'hostBusyS', 'hostStealS', 'hostAllS'] as const)
        expect(line[name]).toBeGreaterThanOrEqual(before[name]);
      expect(generatorCpuS).toBeLessThanOrEqual(hostAllS);
      expect(atMs).toBeGreaterThan(Date.UTC(2020, 0, 1));
    }
    stop();
    aSecondLater();
    expect(signalsOf(file)).toHaveLength(lines.length);
    expect(vi.getTimerCount()).toBe(0);
    await end(pid);
  });

  it('stops by itself once the process is gone', async () => {
    const file = newFile();
    const pid = busy();
    watchCpu(pid, file);
    aSecondLater();
    expect(signalsOf(file)).toHaveLength(2);
    await end(pid);
    aSecondLater();
    aSecondLater();
    expect(signalsOf(file)).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('writes nothing for a process that could not be started', () => {
    const file = newFile();
    watchCpu(0, file);
    aSecondLater();
    expect(existsSync(file)).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops, and throws nothing, where it cannot write', () => {
    watchCpu(process.pid, join(root, 'no-such-folder', 'signals.ndjson'));
    expect(vi.getTimerCount()).toBe(0);
  });
});
