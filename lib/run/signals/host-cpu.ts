import { signalSources } from '../../model/signal.ts';
import { defineCollector, repeatedly } from './collector.ts';
import { hasProc, hostCpuS, noProc } from './proc.ts';

/** CPU time of this machine, all cores: what the generator shares with everything else that runs here. */
export default defineCollector({
  id: signalSources.hostCpu,
  channels: { busy: 's', steal: 's', total: 's' },
  appliesTo: () => hasProc() || noProc,
  start: (sink, signal, { everyMs }) => repeatedly(sink, signal, hostCpuS, everyMs),
});
