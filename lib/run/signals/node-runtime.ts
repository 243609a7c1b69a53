import { signalSources } from '../../model/signal.ts';
import type { NodeReading } from '../probes/node-probe.ts';
import { askRepeatedly } from './ask-repeatedly.ts';
import { defineCollector } from './collector.ts';

/** Queues come and go within a second. */
const readingsPerTick = 4;

/**
 * What Node.js says of the target's process: its event loop, its garbage collector, its thread pool, its pools of pg.
 */
export default defineCollector({
  id: signalSources.nodeRuntime,
  channels: {
    eventLoopUtilization: 'ratio',
    eventLoopDelay: 'ms',
    eventLoopDelayP99: 'ms',
    gc: 's',
    heap: 'bytes',
    threadPool: 'ms',
    poolOpen: 'count',
    poolIdle: 'count',
    poolWaiting: 'count',
    poolMax: 'count',
  },
  appliesTo: ({ probes }) => (typeof probes.node === 'string' ? probes.node : true),
  start: (sink, signal, { probes: { node }, everyMs = 1_000 }, { record }) => {
    if (typeof node === 'string') return;
    const addons = [...new Set(node.flatMap((probe) => probe.addons))];
    if (addons.length > 0) record({ addons });
    askRepeatedly(signal, everyMs / readingsPerTick, async () => {
      // A blocked event loop answers late: what it says is of the time when it was asked, or before.
      const atMs = Date.now();
      const readings = await Promise.all(node.map((probe) => probe.read()));
      sink(valuesOf(readings), atMs);
    });
  },
});

/** Of several processes: the busiest loop, and the sum of what can be added. */
function valuesOf(readings: readonly NodeReading[]) {
  const most = (of: (reading: NodeReading) => number | undefined) => {
    const values = readings.flatMap((reading) => of(reading) ?? []);
    return values.length === 0 ? undefined : Math.max(...values);
  };
  const sum = (of: (reading: NodeReading) => number) => readings.reduce((total, reading) => total + of(reading), 0);
  const pools = readings.flatMap((reading) => reading.pools);
  const ofPools = (name: keyof NodeReading['pools'][number]) =>
    pools.length === 0 ? undefined : pools.reduce((total, pool) => total + pool[name], 0);
  return {
    eventLoopUtilization: most((reading) => reading.eventLoopUtilization),
    eventLoopDelay: most((reading) => reading.eventLoopDelayMs),
    eventLoopDelayP99: most((reading) => reading.eventLoopDelayP99Ms),
    gc: sum((reading) => reading.gcMs) / 1_000,
    heap: sum((reading) => reading.heapBytes),
    threadPool: most((reading) => reading.threadPoolMs),
    poolOpen: ofPools('open'),
    poolIdle: ofPools('idle'),
    poolWaiting: ofPools('waiting'),
    poolMax: ofPools('max'),
  };
}
