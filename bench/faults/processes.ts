import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * One process of a case. A pid is given out again once it is free: with the start time it names one process for good.
 */
export interface Process {
  readonly pid: number;
  readonly parentPid: number;
  /** Clock ticks since the machine started. */
  readonly startTicks: number;
  readonly args: readonly string[];
}

/** How a process is known to belong to a case. */
export interface Marks {
  /** A text that only this case's processes have in their environment. */
  readonly variable: string;
  /** A folder of this case alone: a process that works in it or has a path in it as an argument belongs to it. */
  readonly folder: string;
}

/** All processes of a case that were ever seen, and their listening sockets. */
export interface Family {
  /** Looks again: call it often, since a process is only found by its parent while that one lives. */
  look(): void;
  /** Those that still exist. Zombies are gone: they hold nothing. */
  alive(): Process[];
  /** The first that is there now and is meant. */
  find(isMeant: (process: Process) => boolean): Process | undefined;
  /** Ports on which one of them listened and on which the same socket listens now. */
  openPorts(): number[];
}

/**
 * Follows the processes of a case by three traces, because none reaches all: descent (lost when a parent dies), the
 * environment (the shop and PostgreSQL are given one of their own), a path of the case in the command line or as
 * working folder. Linux only: reads /proc.
 */
export function familyOf(rootPid: number, marks: Marks): Family {
  const members = new Map<string, Process>();
  // A process without a mark can only get one by an exec, which changes its args: reading every environment at each
  // look would cost half a core.
  const strangers = new Map<string, string>();
  const isNewlyMarked = (process: Process) => {
    const args = process.args.join(' ');
    if (strangers.get(keyOf(process)) === args) return false;
    strangers.set(keyOf(process), args);
    return isMarked(process, marks);
  };
  const sockets = new Map<string, number>();
  const keyOf = ({ pid, startTicks }: Process) => `${pid} ${startTicks}`;
  const aliveOf = (all: readonly Process[]) => all.filter((process) => members.has(keyOf(process)));

  const look = () => {
    const all = readProcesses();
    const pids = new Set(aliveOf(all).map((process) => process.pid));
    pids.add(rootPid);
    // A parent is not always listed before its children: until no new one is found.
    for (let before = -1; before !== members.size; ) {
      before = members.size;
      for (const process of all) {
        if (members.has(keyOf(process))) continue;
        if (!pids.has(process.pid) && !pids.has(process.parentPid) && !isNewlyMarked(process)) continue;
        members.set(keyOf(process), process);
        pids.add(process.pid);
      }
    }
    const listening = listeningSockets();
    for (const { pid } of aliveOf(all)) {
      for (const inode of socketsOf(pid)) {
        const port = listening.get(inode);
        if (port !== undefined) sockets.set(inode, port);
      }
    }
  };
  const alive = () => aliveOf(readProcesses());
  return {
    look,
    alive,
    find: (isMeant) => alive().find(isMeant),
    openPorts: () => {
      const listening = listeningSockets();
      return [...sockets].filter(([inode]) => listening.has(inode)).map(([, port]) => port);
    },
  };
}

/** The text of a file of /proc; empty when its process has gone meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

function readProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      // The name in parentheses may hold anything: what counts comes after the last one.
      const stat = readProc(`${pid}/stat`);
      const [state, parentPid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (stat === '' || state === 'Z' || state === 'X') return [];
      const args = readProc(`${pid}/cmdline`).split('\0').filter(Boolean);
      return [{ pid: Number(pid), parentPid: Number(parentPid), startTicks: Number(rest[17]), args }];
    });
}

function isMarked({ pid, args }: Process, { variable, folder }: Marks): boolean {
  if (pid === process.pid) return false;
  return (
    args.some((word) => word.includes(folder)) ||
    readProc(`${pid}/environ`).includes(variable) ||
    linkOf(`${pid}/cwd`).startsWith(folder)
  );
}

function linkOf(path: string): string {
  try {
    return readlinkSync(`/proc/${path}`);
  } catch {
    return '';
  }
}

/** Inode → port of every TCP socket that listens. */
function listeningSockets(): Map<string, number> {
  const rows = ['net/tcp', 'net/tcp6'].flatMap((file) => readProc(file).trim().split('\n').slice(1));
  return new Map(
    rows.flatMap((row) => {
      const fields = row.trim().split(/\s+/);
      const inode = fields[9];
      const isListening = fields[3] === '0A';
      return isListening && inode !== undefined ? [[inode, Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)]] : [];
    }),
  );
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(
      (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`${pid}/fd/${fd}`))?.[1] ?? [],
    );
  } catch {
    return [];
  }
}
