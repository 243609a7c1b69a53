import { install } from './in-node.mjs';
import { type Inspector, openInspector } from './inspector.ts';
import { addonsOf, isNode, serversOf } from './listening.ts';

/** What a Node.js process measured of itself since it was last asked. */
export interface NodeReading {
  /** Busy part of the event loop's time, 0 to 1. */
  readonly eventLoopUtilization: number;
  /** How much later than due timers ran: mean and 99th percentile. */
  readonly eventLoopDelayMs: number;
  readonly eventLoopDelayP99Ms: number;
  /** Pauses for garbage collection since the probe began. */
  readonly gcMs: number;
  readonly heapBytes: number;
  /**
   * How long a job of no work takes in the thread pool of libuv, which is its queue: median, or what one waits so far.
   */
  readonly threadPoolMs?: number;
  /** The pools of pg. */
  readonly pools: readonly PoolReading[];
}

interface PoolReading {
  readonly open: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
  readonly max: number;
}

/** One for each Node.js process that serves the target's port. */
export interface NodeProbe {
  readonly pid: number;
  readonly inspector: Inspector;
  /** Packages with native code that are loaded. */
  readonly addons: readonly string[];
  read(): Promise<NodeReading>;
  close(): Promise<void>;
}

/** Well within the time after which a probe takes itself for forgotten. */
const touchEveryMs = 5_000;
/** More members of a cluster than these say nothing new. */
const maxProcesses = 8;

/**
 * Opens a probe in each Node.js process that serves the port. Rejects with a sentence where there is none, or none lets
 * us in.
 */
export async function openNodeProbes(port: number): Promise<readonly NodeProbe[]> {
  const listeners = serversOf(port);
  if (listeners.length === 0) throw new Error('no process of this user listens at its port');
  const processes = listeners.filter(isNode);
  if (processes.length === 0) throw new Error('it is no Node.js process');
  const opened = await Promise.allSettled(processes.slice(0, maxProcesses).map((pid) => openNodeProbe(pid, port)));
  const probes = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [failed] = opened.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (probes.length === 0) throw failed;
  return probes;
}

async function openNodeProbe(pid: number, port: number): Promise<NodeProbe> {
  const inspector = await openInspector(pid, port);
  try {
    await inspector.evaluate(`(${install})(${JSON.stringify({ isOurs: inspector.isOurs })})`);
  } catch (error) {
    await inspector.close();
    throw error;
  }
  // To prepare users may take minutes, in which nothing is read.
  const touching = setInterval(() => void inspector.evaluate('__caseload.touch()').catch(() => {}), touchEveryMs);
  touching.unref();
  return {
    pid,
    inspector,
    addons: addonsOf(pid),
    read: async () => (await inspector.evaluate('__caseload.read()')) as NodeReading,
    close: async () => {
      clearInterval(touching);
      await inspector.evaluate('__caseload.stop()').catch(() => {});
      await inspector.close();
    },
  };
}
