import type { ConstantArrivalRate } from '../../contract/profile.ts';
import { openLoad } from './arrivals.ts';
import { defineExecutor } from './executor.ts';
import { arrivals, positiveMs, rateRps } from './fields.ts';

export default defineExecutor<ConstantArrivalRate>({
  name: 'constant-arrival-rate',
  fields: { rateRps, durationMs: positiveMs, arrivals },
  plan: openLoad,
});
