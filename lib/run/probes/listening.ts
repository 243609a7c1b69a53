import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** The state LISTEN in /proc/net/tcp. */
const listening = '0A';

/**
 * The processes that listen at a TCP port of this machine, as far as /proc says so to us: those of other users are not
 * seen. Several for a cluster, whose members share the socket.
 */
export function listenersOf(port: number): number[] {
  const inodes = new Set(socketsOf('self').flatMap((socket) => (socket.port === port ? [socket.inode] : [])));
  if (inodes.size === 0) return [];
  return processIds().filter((pid) => inodesOf(pid).some((inode) => inodes.has(inode)));
}

/** TCP ports at which a process listens. */
export function portsOf(pid: number): number[] {
  const own = new Set(inodesOf(pid));
  return socketsOf(pid).flatMap(({ inode, port }) => (own.has(inode) ? [port] : []));
}

/** Whether the program of a process is Node.js: what else gets SIGUSR1 may end by it. */
export function isNode(pid: number): boolean {
  try {
    return /^node(js)?$/.test(basename(readlinkSync(`/proc/${pid}/exe`)));
  } catch {
    return false;
  }
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
