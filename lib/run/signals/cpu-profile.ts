import { writeFileSync } from 'node:fs';
import { signalSources } from '../../model/signal.ts';
import { defineCollector } from './collector.ts';

/** A millisecond costs nothing that could be measured; a tenth of that costs 15 %. */
const everyUs = 1_000;
/** The start of a load is not what it is like later. */
const startRatio = 0.25;
const maxMs = 30_000;

/** The CPU profile of one process of the target, as Chrome DevTools opens it: of half a minute at most. */
export default defineCollector({
  id: signalSources.cpuProfile,
  channels: {},
  appliesTo: ({ probes, isProfiled = false }) => {
    if (!isProfiled) return 'it was not asked for (--cpu-profile)';
    return typeof probes.node === 'string' ? probes.node : true;
  },
  start: (_sink, signal, { probes: { node }, loadMs = 0 }, { cpuProfile }) => {
    const inspector = typeof node === 'string' ? undefined : node[0]?.inspector;
    if (inspector === undefined) return undefined;
    let isRunning = false;
    const begin = async () => {
      await inspector.send('Profiler.enable');
      await inspector.send('Profiler.setSamplingInterval', { interval: everyUs });
      await inspector.send('Profiler.start');
      isRunning = true;
      inspector.onEnding(end);
    };
    const end = async () => {
      if (!isRunning) return;
      isRunning = false;
      const { profile } = await inspector.send('Profiler.stop');
      writeFileSync(cpuProfile, JSON.stringify(profile));
      await inspector.send('Profiler.disable');
    };
    const timers = [
      setTimeout(() => void begin().catch(() => {}), loadMs * startRatio),
      setTimeout(() => void end().catch(() => {}), loadMs * startRatio + maxMs),
    ];
    signal.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true });
    return end;
  },
});
