import { isPoisson } from '../contract/poisson-arrivals.ts';
import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan, VirtualUsers } from '../model/plan.ts';
import { defaultMaxVus, type LoadSpec } from '../model/run-request.ts';
import { extentOfScenario } from './scenario-plan.ts';
import { instantsMs } from './schedule.ts';
import { givenVirtualUsers, holdTimeMs, maxWithin, sizeVirtualUsers } from './virtual-users.ts';

/** The VUs of a load: those of a closed profile or of `--vus`, else as many as its rate may need. */
export function planVirtualUsers(
  { closed, peakRps, scheduled, arrival }: Pick<RunPlan, 'closed' | 'peakRps' | 'scheduled' | 'arrival'>,
  { vus, maxVus }: Pick<LoadSpec, 'vus' | 'maxVus'>,
  scenario: Scenario,
): VirtualUsers {
  const given = closed?.vus ?? vus;
  if (given !== undefined && maxVus !== undefined && given > maxVus) {
    const what = vus === undefined ? `the profile's ${given} VUs are` : `--vus ${given} is`;
    throw new UsageError(`${what} above --max-vus ${maxVus}`, {
      hint: '--vus alone sets the number of VUs; --max-vus caps the number that is computed',
    });
  }
  if (closed !== undefined) return givenVirtualUsers(closed.vus, vus !== undefined);
  const holdMs = holdTimeMs(extentOfScenario(scenario));
  return sizeVirtualUsers({
    ...{ peakRps: peakRps ?? 0, holdMs, journeys: scheduled ?? 0 },
    maxAtOnce: isPoisson(arrival) ? maxWithin([...instantsMs(arrival)], holdMs) : undefined,
    ...{ chosen: vus, maxVus: maxVus ?? defaultMaxVus },
  });
}

/** What to know about a number of VUs that was capped. */
export const vusWarnings = ({ wanted, count, capped }: VirtualUsers): string[] =>
  capped
    ? [
        `${wanted.toLocaleString('en')} VUs would be needed if every step took its time limit; ` +
          `capped at ${count.toLocaleString('en')} (--max-vus)`,
      ]
    : [];
