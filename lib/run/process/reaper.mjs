// @ts-check
// Cleans up after the harness, when that has ended, however it did. On stdin is what the harness started, a line each:
// `=MARK START` how the marks of all its children begin and when it was started itself, `+PID SIGNAL` a process group
// and its gentle signal, `-PID` one that has ended, `@PATH` a file or folder to remove, `!PATH` one that is gone. Plain
// JavaScript, because it must start without a loader.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isMarked, killTree, lookSince, sendSignal, treeOf } from './process-tree.mjs';

const graceMs = 2_000;
const lookEveryMs = 100;
let mark = 'none';
/** @type {Map<number, NodeJS.Signals>} */
const groups = new Map();
/** @type {Set<string>} */
const paths = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const rest = line.slice(1);
    if (line.startsWith('=')) {
      const [name = 'none', start] = rest.split(' ');
      mark = name;
      lookSince(Number(start));
    } else if (line.startsWith('+')) {
      const [group, signal] = rest.split(' ');
      groups.set(Number(group), /** @type {NodeJS.Signals} */ (signal));
    } else if (line.startsWith('-')) groups.delete(Number(rest));
    else if (line.startsWith('@')) paths.add(rest);
    else if (line.startsWith('!')) paths.delete(rest);
  })
  .on('close', () => {
    const leaders = [...groups.keys()];
    for (const [group, signal] of groups) sendSignal(-group, signal);
    for (const { pid, group } of treeOf(leaders, mark)) {
      if (!groups.has(group) && isMarked(pid, mark)) sendSignal(pid, 'SIGTERM');
    }
    const deadlineMs = Date.now() + graceMs;
    const timer = setInterval(() => {
      if (treeOf(leaders, mark).length > 0 && Date.now() < deadlineMs) return;
      clearInterval(timer);
      killTree(leaders, mark);
      for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }, lookEveryMs);
  });
