import type { RampingArrivalRate } from '../../contract/profile.ts';
import * as z from '../../model/zod.ts';
import { openLoad } from './arrivals.ts';
import { defineExecutor } from './executor.ts';
import { arrivals, durationMs, targetRps } from './fields.ts';

export default defineExecutor<RampingArrivalRate>({
  name: 'ramping-arrival-rate',
  fields: {
    startRps: targetRps.optional(),
    stages: z.array(z.strictObject({ targetRps, durationMs })).min(1),
    arrivals,
  },
  plan: openLoad,
});
