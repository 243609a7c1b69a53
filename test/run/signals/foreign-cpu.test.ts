import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchForeignCpu } from '../../../lib/run/signals/foreign-cpu.ts';

const forEver = 'for (;;) {}';

test.runIf(existsSync('/proc/stat'))('the CPU time of others is that of programs which we did not start', async () => {
  // Its parent ends at once, so that it is nobody's child.
  const shell = `"${process.execPath}" -e '${forEver}' >/dev/null 2>&1 & echo $!`;
  const orphan = Number(spawnSync('sh', ['-c', shell], { encoding: 'utf8' }).stdout);
  try {
    const whileItRuns = watchForeignCpu();
    await sleep(1_500);
    // Half of a core: what else this machine does may keep it from the other half, but is foreign, too.
    expect(whileItRuns()).toBeGreaterThan(0.5 / availableParallelism());
  } finally {
    process.kill(orphan, 'SIGKILL');
  }
  const child = spawn(process.execPath, ['-e', forEver], { stdio: 'ignore' });
  await sleep(300);
  const whileOurs = watchForeignCpu();
  await sleep(1_500);
  const ours = whileOurs() ?? 1;
  child.kill('SIGKILL');
  // All of the host but our core.
  expect(ours).toBeLessThan(1 - 0.5 / availableParallelism());
});

test('is not known after no time', () => {
  expect(watchForeignCpu()()).toBeNull();
});
