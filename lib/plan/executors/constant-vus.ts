import type { ConstantVus } from '../../contract/profile.ts';
import { k6Duration } from '../k6-duration.ts';
import { closedLoad, scaledVus } from './closed.ts';
import { defineExecutor } from './executor.ts';
import { positiveMs, vus } from './fields.ts';

export default defineExecutor<ConstantVus>({
  name: 'constant-vus',
  fields: { vus, durationMs: positiveMs },
  plan(profile, changes, chosen) {
    const count = scaledVus(chosen ?? profile.vus, changes);
    const durationMs = changes.durationMs ?? profile.durationMs;
    const k6 = { vus: count, duration: k6Duration(durationMs) };
    return closedLoad(profile, changes, { vus: count, journeys: null, durationMs, k6 });
  },
});
