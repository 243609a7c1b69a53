// @ts-check
// Outlives the harness by a moment to clean up after it. The harness holds our stdin open and names what it started, a line
// each: `+PID` a process group to end, `-PID` one that has ended, `@PATH` a file or folder to remove, `!PATH` one that
// is gone. When stdin ends (the harness exited, crashed or was killed with SIGKILL) we end what is left. Plain JavaScript, because it
// must start in milliseconds and without a loader.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const graceMs = 2_000;
/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const paths = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});

/** @param {number} group @param {NodeJS.Signals | 0} signal */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const rest = line.slice(1);
    if (line.startsWith('+')) groups.add(Number(rest));
    else if (line.startsWith('-')) groups.delete(Number(rest));
    else if (line.startsWith('@')) paths.add(rest);
    else if (line.startsWith('!')) paths.delete(rest);
  })
  .on('close', () => {
    // SIGTERM is a gentle end for k6 and the shop, and for PostgreSQL too once its clients are gone.
    for (const group of groups) signalGroup(group, 'SIGTERM');
    const deadlineMs = Date.now() + graceMs;
    const timer = setInterval(() => {
      for (const group of groups) if (!signalGroup(group, 0)) groups.delete(group);
      if (groups.size > 0 && Date.now() < deadlineMs) return;
      for (const group of groups) signalGroup(group, 'SIGKILL');
      clearInterval(timer);
      for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }, 50);
  });
