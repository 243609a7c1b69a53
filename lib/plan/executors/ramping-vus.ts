import type { RampingVus } from '../../contract/profile.ts';
import { UsageError } from '../../model/errors.ts';
import * as z from '../../model/zod.ts';
import { k6Duration } from '../k6-duration.ts';
import { closedLoad, refuseOption } from './closed.ts';
import { defineExecutor } from './executor.ts';
import { durationMs, targetVus } from './fields.ts';

export default defineExecutor<RampingVus>({
  name: 'ramping-vus',
  fields: { startVus: targetVus.optional(), stages: z.array(z.strictObject({ targetVus, durationMs })).min(1) },
  plan(profile, changes, chosen) {
    refuseOption(profile, '--vus', chosen, 'multiply its VUs with --scale');
    refuseOption(profile, '--duration', changes.durationMs, 'change the stages in its file');
    const scaled = (vus: number) => Math.round(vus * (changes.scale ?? 1));
    const startVUs = scaled(profile.startVus ?? 1);
    const stages = profile.stages.map((stage) => ({
      target: scaled(stage.targetVus),
      duration: k6Duration(stage.durationMs),
    }));
    const vus = Math.max(startVUs, ...stages.map(({ target }) => target));
    const totalMs = profile.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
    if (vus === 0 || totalMs === 0)
      throw new UsageError('the load has no VUs, or takes no time at all', {
        hint: 'give at least one stage VUs and a duration above 0s',
      });
    return closedLoad(profile, changes, { vus, journeys: null, durationMs: totalMs, k6: { startVUs, stages } });
  },
});
