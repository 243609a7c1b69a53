import type { RunResult } from '../../model/result.ts';
import { defaultMaxVus } from '../../model/run-request.ts';

/** A journey that spends more than this of its time in no request pauses. */
const minPauseShare = 0.1;

/** Why all VUs were busy when journeys were dropped, and how many VUs would be enough. */
export type BusyBecause =
  | { readonly kind: 'target' }
  | { readonly kind: 'chosen' | 'pauses'; readonly neededVus: number };

/**
 * Whose fault it is that no VU was free (docs/decisions/0003): as many VUs as planned, all waiting for an answer, is
 * the target's; too few by choice, or VUs in a pause that the plan could not know of, is the plan's.
 */
export function busyBecause({ load, run, latency }: Pick<RunResult, 'load' | 'run' | 'latency'>): BusyBecause {
  const vus = load?.virtualUsers ?? null;
  if (load === null || vus === null) return { kind: 'target' };
  // Of a number that was capped, pauses alone may take all.
  if (load.pausesMs !== undefined && !vus.chosen && vus.count < vus.wanted)
    return { kind: 'pauses', neededVus: vus.wanted };
  const isOwnChoice = vus.chosen || vus.count < defaultMaxVus;
  if (isOwnChoice && vus.count < vus.wanted) return { kind: 'chosen', neededVus: vus.wanted };
  const longestMs = run.isList ? null : pausedJourneyMs(latency);
  if (longestMs === null) return { kind: 'target' };
  if (load.peakRps === null) return { kind: 'target' };
  const neededVus = Math.ceil((1.5 * load.peakRps * longestMs) / 1_000);
  return neededVus > vus.count ? { kind: 'pauses', neededVus } : { kind: 'target' };
}

/** The longest journey where journeys pause between their requests; null where they do not, or it is not known. */
function pausedJourneyMs({ journeys, steps }: RunResult['latency']): number | null {
  if (journeys?.meanMs == null || journeys.maxMs === null || !journeys.n) return null;
  const inRequestsMs = steps.reduce((sum, { latency }) => sum + (latency?.n ?? 0) * (latency?.meanMs ?? 0), 0);
  const wholeMs = journeys.n * journeys.meanMs;
  return inRequestsMs < (1 - minPauseShare) * wholeMs ? journeys.maxMs : null;
}
