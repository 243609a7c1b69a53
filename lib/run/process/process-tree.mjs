// @ts-check
// Which processes belong to a program that was started, however far they have gone from it: its session and its process
// group outlive it, a daemon that left both still has the mark in its environment, and the rest are found by descent.
// Plain JavaScript, because the reaper uses it too, which must start without a loader.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** The variable that marks what we start. */
export const markName = 'CASELOAD_CHILD';

/**
 * @typedef {object} Entry
 * @property {number} pid
 * @property {number} parent
 * @property {number} group
 * @property {number} session 0 where the system does not say
 * @property {number} startedAt in the system's own unit; 0 where it does not say
 */

/**
 * All processes that still do something: a zombie holds nothing.
 * @param {ReadonlySet<number>} [known] those that need no look @returns {Entry[]}
 */
export function listProcesses(known) {
  return process.platform === 'linux' ? fromProc(known) : fromPs();
}

/** @param {ReadonlySet<number>} [known] @returns {Entry[]} */
function fromProc(known) {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && !known?.has(pid))
    .flatMap(entryOf);
}

/** As much as the fields that count can take. */
const statBuffer = Buffer.alloc(1_024);

/** In one read: this is done for every process of the machine. @param {number} pid */
function readStat(pid) {
  let file = -1;
  try {
    file = openSync(`/proc/${pid}/stat`);
    return statBuffer.latin1Slice(0, readSync(file, statBuffer));
  } catch {
    return '';
  } finally {
    if (file !== -1) closeSync(file);
  }
}

/** None of a process that has gone, or is a zombie. @param {number} pid @returns {Entry[]} */
function entryOf(pid) {
  const stat = readStat(pid);
  // The name in parentheses may hold anything: what counts comes after the last one.
  const [state = 'Z', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent = 0, group = 0, session = 0] = fields.slice(0, 3).map(Number);
  return 'ZX'.includes(state) || stat === '' ? [] : [{ pid, parent, group, session, startedAt: Number(fields[18]) }];
}

/** @returns {Entry[]} */
function fromPs() {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8', timeout: 2_000 });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid, parent, group, state = 'Z'] = line.trim().split(/\s+/);
    const entry = { pid: Number(pid), parent: Number(parent), group: Number(group), session: 0, startedAt: 0 };
    return state.startsWith('Z') ? [] : [entry];
  });
}

/** The text of a file of /proc; empty when its process has gone meanwhile. @param {string} path */
function readProc(path) {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}

/**
 * Whether the process was started with the mark, or with one that begins so if the mark ends in a dot.
 * @param {number} pid @param {string} mark
 */
export function isMarked(pid, mark) {
  const end = mark.endsWith('.') ? '' : '\0';
  return `\0${readProc(`${pid}/environ`)}`.includes(`\0${markName}=${mark}${end}`);
}

/** When this process was started: what is older is nobody's child of ours, and need not be looked at. */
let since = 0;

/** Of another process, for one that cleans up after it. @param {number} startedAt */
export const lookSince = (startedAt) => {
  since = startedAt;
};

/** When this process was started; 0 where the system does not say. */
export const ownStart = () => (process.platform === 'linux' ? (entryOf(process.pid)[0]?.startedAt ?? 0) : 0);

/**
 * The processes of these programs: in their groups and sessions, marked, and everything that descends from one.
 * @param {readonly number[]} leaders @param {string} mark
 * @param {Set<number>} [older] gets those that are older than we, and are not looked at again
 * @returns {Entry[]}
 */
export function treeOf(leaders, mark, older) {
  const found = listProcesses(older);
  for (const { pid, startedAt } of found) if (startedAt < since) older?.add(pid);
  const all = found.filter(({ pid, startedAt }) => pid > 1 && pid !== process.pid && startedAt >= since);
  const isLed = (/** @type {Entry} */ { pid, group, session }) =>
    [pid, group, session].some((id) => id > 1 && leaders.includes(id));
  const members = new Map(all.filter((one) => isLed(one) || isMarked(one.pid, mark)).map((one) => [one.pid, one]));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const one of all) if (members.has(one.parent)) members.set(one.pid, one);
  }
  return [...members.values()];
}

/** Those that wait for no other: a script around a program is not among them. @param {readonly Entry[]} tree */
export function innermost(tree) {
  const parents = new Set(tree.map(({ parent }) => parent));
  return tree.filter(({ pid }) => !parents.has(pid));
}

/**
 * Sends a signal (0: none, only looks) to a process, or to a group by its number below 0; false if there is none.
 * @param {number} pid @param {NodeJS.Signals | 0} signal
 */
export function sendSignal(pid, signal) {
  // To the kernel, 0 is our own group, -1 is everybody.
  if (!(Math.abs(pid) > 1)) return false;
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

const maxRounds = 20;
/** One that forks and ends while we look is seen neither as parent nor as child. */
const emptyRounds = 2;

/**
 * Kills the processes of these programs, and those that they start meanwhile.
 * @param {readonly number[]} leaders @param {string} mark
 */
export function killTree(leaders, mark) {
  /** @type {Set<number>} */
  const older = new Set();
  for (let round = 0, empty = 0; round < maxRounds && empty < emptyRounds; round++) {
    const left = treeOf(leaders, mark, older);
    empty = left.length === 0 ? empty + 1 : 0;
    for (const { pid } of left) sendSignal(pid, 'SIGKILL');
  }
}
