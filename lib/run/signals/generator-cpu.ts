import { signalSources } from '../../model/signal.ts';
import { defineCollector, repeatedly } from './collector.ts';
import { hasProc, noProc, processCpuS } from './proc.ts';

/** CPU time of the generator's processes on this machine. */
export default defineCollector({
  id: signalSources.generatorCpu,
  channels: { cpu: 's' },
  appliesTo: ({ generator }) => {
    if (!hasProc()) return noProc;
    return generator.processes.length > 0 || 'the generator has no process on this machine';
  },
  start: (sink, signal, { generator, everyMs }) => {
    const read = () => {
      const times = generator.processes.map(({ pid }) => processCpuS(pid) ?? Number.NaN);
      const cpu = times.reduce((sum, time) => sum + time, 0);
      // With one of them gone, the sum would fall.
      return times.length === 0 || Number.isNaN(cpu) ? undefined : { cpu };
    };
    repeatedly(sink, signal, read, everyMs);
  },
});
