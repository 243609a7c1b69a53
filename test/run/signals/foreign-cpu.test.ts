import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchForeignCpu } from '../../../lib/run/signals/foreign-cpu.ts';
import { hostCpuS, processCpuS } from '../../../lib/run/signals/proc.ts';

const forEver = 'for (;;) {}';
/** Ticks of 10 ms, and what passes between two readings. */
const tolerance = 0.1;

/** Which part of the host's CPU time was foreign for a while, which part a process took, and which part was used. */
async function cpuTimesWith(pid: number) {
  const read = () => ({ ...hostCpuS(), ofProcess: processCpuS(pid) ?? 0 });
  const foreign = watchForeignCpu();
  const before = read();
  await sleep(1_500);
  const after = read();
  const share = (name: 'busy' | 'ofProcess') => (after[name] - before[name]) / (after.total - before.total);
  return { foreign: foreign() ?? Number.NaN, ofProcess: share('ofProcess'), busy: share('busy') };
}

test.runIf(existsSync('/proc/stat'))('the CPU time of others is that of programs which we did not start', async () => {
  // Its parent ends at once, so that it is nobody's child.
  const shell = `"${process.execPath}" -e '${forEver}' >/dev/null 2>&1 & echo $!`;
  const orphan = Number(spawnSync('sh', ['-c', shell], { encoding: 'utf8' }).stdout);
  try {
    const { foreign, ofProcess } = await cpuTimesWith(orphan);
    expect(ofProcess).toBeGreaterThan(tolerance);
    expect(foreign).toBeGreaterThan(ofProcess - tolerance);
  } finally {
    process.kill(orphan, 'SIGKILL');
  }
  const child = spawn(process.execPath, ['-e', forEver], { stdio: 'ignore' });
  try {
    const { foreign, ofProcess, busy } = await cpuTimesWith(child.pid ?? Number.NaN);
    expect(ofProcess).toBeGreaterThan(tolerance);
    expect(foreign).toBeLessThan(busy - ofProcess + tolerance);
  } finally {
    child.kill('SIGKILL');
  }
});

test('is not known after no time', () => {
  expect(watchForeignCpu()()).toBeNull();
});
