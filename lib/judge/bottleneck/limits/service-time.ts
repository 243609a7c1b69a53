import { activeSessions, type Limit, type Stress } from '../limit.ts';

/** A core that is shared by two jobs makes each take twice as long: that is work, too. */
export const minWorkPart = 0.25;

/** CPU time of the target for one journey, ms; null where it is not known. */
export const cpuPerJourneyMs = ({ threads, completedRps }: Stress): number | null =>
  threads === null || completedRps === 0 ? null : (1_000 * (threads.main + threads.others)) / completedRps;

/** How long a journey is under way, ms, by Little's law. */
export const journeyMs = ({ inFlight, completedRps }: Stress): number | null =>
  completedRps === 0 ? null : (1_000 * inFlight) / completedRps;

/** Nothing waits: the work of a journey takes as long as it takes. */
export default {
  id: 'service-time',
  isResidual: true,
  weigh: (stress) => {
    const [cpuMs, wholeMs] = [cpuPerJourneyMs(stress), journeyMs(stress)];
    if (cpuMs === null || wholeMs === null || cpuMs < minWorkPart * wholeMs) return undefined;
    return { rank: 20, values: {}, evidence: [{ text: 'cpu', values: { cpuMs, wholeMs } }] };
  },
} as const satisfies Limit;

/** Requests that are neither waiting for a connection nor at work in the database. */
export function elsewhere({ inFlight, pool, sessions }: Stress): number | null {
  if (sessions === null) return null;
  return Math.max(0, inFlight - (pool?.waiting ?? 0) - activeSessions(sessions));
}
