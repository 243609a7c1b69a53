import type { Limit } from '../limit.ts';
import { cpuPerJourneyMs, elsewhere, journeyMs, minWorkPart } from './service-time.ts';

const minPart = 0.5;

/** Requests wait for something outside: neither the target's CPUs nor its database are at work on them. */
export default {
  id: 'external-wait',
  isResidual: true,
  weigh: (stress) => {
    const { inFlight } = stress;
    const rest = elsewhere(stress);
    const [cpuMs, wholeMs] = [cpuPerJourneyMs(stress), journeyMs(stress)];
    if (rest === null || cpuMs === null || wholeMs === null) return undefined;
    if (rest < minPart * inFlight || cpuMs >= minWorkPart * wholeMs) return undefined;
    return {
      rank: 10,
      values: {},
      evidence: [
        { text: 'elsewhere', values: { rest, inFlight } },
        { text: 'cpu', values: { cpuMs, wholeMs } },
      ],
    };
  },
} as const satisfies Limit;
