// @ts-check
// Outlives the harness by a moment to clean up after it. The harness holds our stdin open and names what it started, a
// line each: `+PID SIGNAL` a process group and its gentle signal, `-PID` one that has ended, `@PATH` a file or folder
// to remove, `!PATH` one that is gone. When stdin ends (the harness exited, crashed or was killed with SIGKILL) we end
// what is left. Plain JavaScript, because it must start in milliseconds and without a loader.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const graceMs = 2_000;
/** @type {Map<number, NodeJS.Signals>} */
const groups = new Map();
/** @type {Set<string>} */
const paths = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});

/** @param {number} group @param {NodeJS.Signals | 0} signal */
function signalGroup(group, signal) {
  // Group 0 would be our own.
  if (!(group > 1)) return false;
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
    if (line.startsWith('+')) {
      const [group, signal] = rest.split(' ');
      groups.set(Number(group), /** @type {NodeJS.Signals} */ (signal));
    } else if (line.startsWith('-')) groups.delete(Number(rest));
    else if (line.startsWith('@')) paths.add(rest);
    else if (line.startsWith('!')) paths.delete(rest);
  })
  .on('close', () => {
    for (const [group, signal] of groups) signalGroup(group, signal);
    const deadlineMs = Date.now() + graceMs;
    const timer = setInterval(() => {
      for (const group of groups.keys()) if (!signalGroup(group, 0)) groups.delete(group);
      if (groups.size > 0 && Date.now() < deadlineMs) return;
      for (const group of groups.keys()) signalGroup(group, 'SIGKILL');
      clearInterval(timer);
      for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }, 50);
  });
