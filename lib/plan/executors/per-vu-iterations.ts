import type { PerVuIterations } from '../../contract/profile.ts';
import { k6Duration } from '../k6-duration.ts';
import { closedLoad, scaledVus } from './closed.ts';
import { defineExecutor } from './executor.ts';
import { iterations, positiveMs, vus } from './fields.ts';

export default defineExecutor<PerVuIterations>({
  name: 'per-vu-iterations',
  fields: { vus, iterations, maxDurationMs: positiveMs },
  plan(profile, changes, chosen) {
    const count = scaledVus(chosen ?? profile.vus, changes);
    const durationMs = changes.durationMs ?? profile.maxDurationMs;
    const k6 = { vus: count, iterations: profile.iterations, maxDuration: k6Duration(durationMs) };
    const journeys = profile.iterations * count;
    return closedLoad(profile, changes, { vus: count, journeys, durationMs, k6 });
  },
});
