import { isOnThisHost, portOfUrl, type Target } from '../target/target.ts';
import type { DatabaseProbe } from './database-probe.ts';
import type { NodeProbe } from './node-probe.ts';

/** What looks into a target from outside, for as long as it is up; a sentence where there is no such thing, and why. */
export interface Probes {
  readonly node: readonly NodeProbe[] | string;
  readonly database: DatabaseProbe | string;
  close(): Promise<void>;
}

interface ProbeOptions {
  /** Code may be evaluated in the target's process, by its inspector. */
  readonly mayAttach: boolean;
  readonly onProgress: (line: string) => void;
}

/** Before the load: to look for the pools of a process that is under load stops it for a second. Never rejects. */
export async function openProbes(target: Target, { mayAttach, onProgress }: ProbeOptions): Promise<Probes> {
  const [node, database] = await Promise.all([
    mayAttach ? nodeOf(target).catch(reasonOf) : 'it was not asked for (--attach)',
    target.databaseUrl === undefined
      ? 'its address is not known (--db-url)'
      : openDatabase(target.databaseUrl).catch(reasonOf),
  ]);
  if (typeof node !== 'string') {
    const processes = node.length === 1 ? `process ${node[0]?.pid}` : `${node.length} processes`;
    onProgress(`watching ${processes} of the target by the inspector of Node.js`);
  }
  return {
    node,
    database,
    close: async () => {
      await Promise.all([
        ...(typeof node === 'string' ? [] : node.map((probe) => probe.close())),
        ...(typeof database === 'string' ? [] : [database.close()]),
      ]);
    },
  };
}

// What they need is loaded where there is something to look into.
async function nodeOf(target: Target): Promise<readonly NodeProbe[]> {
  // Another process may listen at the same port here.
  if (!isOnThisHost(target)) throw new Error('the target is on another host');
  return (await import('./node-probe.ts')).openNodeProbes(portOfUrl(target.url));
}

const openDatabase = async (url: string) => (await import('./database-probe.ts')).openDatabaseProbe(url);

const reasonOf = (error: Error): string => error.message;
