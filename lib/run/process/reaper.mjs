// @ts-check
// Outlives the harness by a moment to clean up after it. The harness holds our stdin open and names what it started, a
// line each: `=MARK START` how the marks of all its children begin and when it was started itself, `+PID SIGNAL` a
// process group and its gentle signal, `-PID` one whose leader has ended, `@PATH` a file or folder to remove, `!PATH`
// one that is gone. When stdin ends (the harness exited, crashed or was killed with SIGKILL) we end what is left. Plain
// JavaScript, because it must start in milliseconds and without a loader.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isMarked, killTree, listProcesses, lookSince, sendSignal, treeOf } from './process-tree.mjs';

const graceMs = 2_000;
const lookEveryMs = 100;
/** A number is only given to a new process once nobody is in its session: until then it is ours. */
const forgetEveryMs = 5_000;
let mark = 'none';
/** @type {Map<number, NodeJS.Signals>} */
const groups = new Map();
/** Groups whose leader has ended. @type {Set<number>} */
const orphaned = new Set();
/** @type {Set<string>} */
const paths = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])) process.on(signal, () => {});

function forgetEmptyGroups() {
  if (orphaned.size === 0) return;
  const all = listProcesses();
  for (const leader of orphaned) {
    if (all.some(({ group, session }) => group === leader || session === leader)) continue;
    orphaned.delete(leader);
    groups.delete(leader);
  }
}

const forgetting = setInterval(forgetEmptyGroups, forgetEveryMs);

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
      orphaned.delete(Number(group));
    } else if (line.startsWith('-')) {
      orphaned.add(Number(rest));
      forgetEmptyGroups();
    } else if (line.startsWith('@')) paths.add(rest);
    else if (line.startsWith('!')) paths.delete(rest);
  })
  .on('close', () => {
    clearInterval(forgetting);
    forgetEmptyGroups();
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
