import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { listProcesses } from '../process/process-tree.mjs';

/** The state LISTEN in /proc/net/tcp. */
const listening = '0A';

/**
 * The processes that listen at a TCP port of this machine, as far as /proc says so to us: those of other users are not
 * seen. Several for a cluster, whose members share the socket.
 */
function listenersOf(port: number): number[] {
  const inodes = new Set(socketsOf('self').flatMap((socket) => (socket.port === port ? [socket.inode] : [])));
  if (inodes.size === 0) return [];
  return processIds().filter((pid) => inodesOf(pid).some((inode) => inodes.has(inode)));
}

/**
 * The processes that serve a TCP port: those that listen there, and what they have started of the same program. The
 * members of a cluster of Node.js get their connections from the one that listens.
 */
export function serversOf(port: number): number[] {
  const servers = listenersOf(port);
  const all = servers.length === 0 ? [] : listProcesses();
  for (const server of servers) {
    const program = programOf(server);
    for (const { pid, parent } of all) {
      if (parent === server && !servers.includes(pid) && programOf(pid) === program) servers.push(pid);
    }
  }
  return servers;
}

/** TCP ports at which a process listens. */
export function portsOf(pid: number): number[] {
  const own = new Set(inodesOf(pid));
  return socketsOf(pid).flatMap(({ inode, port }) => (own.has(inode) ? [port] : []));
}

/** Whether the program of a process is Node.js: what else gets SIGUSR1 may end by it. */
export const isNode = (pid: number): boolean => /^node(js)?$/.test(basename(programOf(pid) ?? ''));

function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

/** SIGUSR1 is signal 10. */
const usr1Bit = 1n << 9n;

/** Whether a process handles SIGUSR1: it ends one that does not (`node --disable-sigusr1`). */
export function handlesUsr1(pid: number): boolean {
  const [, caught = '0'] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readOrEmpty(`/proc/${pid}/status`)) ?? [];
  return (BigInt(`0x${caught}`) & usr1Bit) !== 0n;
}

/** Packages whose native code a process has loaded: what its thread pool may be busy with. */
export const addonsOf = (pid: number): string[] => [
  ...new Set(
    [...readOrEmpty(`/proc/${pid}/maps`).matchAll(/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\/[^\n]*\.node$/gm)].map(
      ([, name = '']) => name,
    ),
  ),
];

const processIds = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);

interface ListeningSocket {
  readonly inode: string;
  readonly port: number;
}

/** Of the network that the process sees. */
function socketsOf(pid: number | 'self'): ListeningSocket[] {
  return ['tcp', 'tcp6'].flatMap((file) => {
    const rows = readOrEmpty(`/proc/${pid}/net/${file}`).split('\n').slice(1);
    return rows.flatMap((row) => {
      const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/);
      return state === listening ? [{ inode, port: Number.parseInt(local.split(':')[1] ?? '', 16) }] : [];
    });
  });
}

/** Of the sockets that the process has open. */
function inodesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => socketInode(`${folder}/${name}`));
  } catch {
    return [];
  }
}

function socketInode(file: string): string[] {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(file)) ?? [];
    return inode === undefined ? [] : [inode];
  } catch {
    return [];
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
