import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listProcesses } from '../../../lib/run/process/process-tree.mjs';
import { processCpuS } from '../../../lib/run/signals/proc.ts';
import { descendantsOf, treeCpuTime } from '../../../lib/run/signals/target-processes.ts';

// Subshells that each work for some hundredths of a second, as the workers of a parallel query do, then one that waits.
const brief = 'for n in $(seq 60); do (i=0; while [ $i -lt 9000 ]; do i=$((i+1)); done); done; sleep 5';

test.runIf(existsSync('/proc/stat')).each([
  ['that are never listed', (pid: number) => [pid]],
  ['that are listed while they live', (pid: number) => descendantsOf(pid, listProcesses())],
])('the CPU time of a process has that of children %s once', async (_, listed) => {
  const parent = spawn('sh', ['-c', brief], { stdio: 'ignore' });
  const pid = parent.pid as number;
  try {
    const cpuTime = treeCpuTime();
    const readings = [cpuTime(listed(pid))];
    const before = processCpuS(pid, true) ?? Number.NaN;
    let last = -1;
    const hasEnded = () => descendantsOf(pid, listProcesses()).length === 2 && processCpuS(pid, true) === last;
    for (let i = 0; i < 600 && !hasEnded(); i++) {
      last = processCpuS(pid, true) ?? Number.NaN;
      await sleep(i % 3 === 0 ? 90 : 40);
      readings.push(cpuTime(listed(pid)));
    }
    readings.push(cpuTime(listed(pid)));
    const whole = (processCpuS(pid, true) ?? Number.NaN) - before;
    expect(whole).toBeGreaterThan(0.5);
    const seen = (readings.at(-1) ?? 0) - (readings[0] ?? 0);
    expect(seen / whole).toBeGreaterThan(0.9);
    expect(seen / whole).toBeLessThan(1.1);
    // It never goes back.
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
  } finally {
    parent.kill('SIGKILL');
  }
});
