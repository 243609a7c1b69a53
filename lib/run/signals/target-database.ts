import { signalSources } from '../../model/signal.ts';
import { askRepeatedly } from './ask-repeatedly.ts';
import { defineCollector } from './collector.ts';

/**
 * Connections, size and rows of the database of a target that says so. Asked of it, so only where drift is looked for.
 */
export default defineCollector({
  id: signalSources.targetDatabase,
  channels: { connections: 'count', size: 'bytes', rows: 'count' },
  appliesTo: ({ target, isSoak = false }) => {
    if (target.readDatabase === undefined) return 'the target does not say what its database holds';
    return isSoak || 'the load is too short to look for drift';
  },
  start: (sink, signal, { target, everyMs = 1_000 }) =>
    // A target that is slow to answer is not asked again meanwhile.
    askRepeatedly(signal, everyMs, async () => {
      const figures = await target.readDatabase?.();
      if (figures === undefined || signal.aborted) return;
      sink({ connections: figures.connections, size: figures.sizeBytes, rows: figures.rows });
    }),
});
