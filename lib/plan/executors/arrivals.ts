import type { OpenProfile } from '../../contract/profile.ts';
import { UsageError } from '../../model/errors.ts';
import type { LoadChanges } from '../../model/run-request.ts';
import { loadArrival, planStages, shapeOf } from '../load-shape.ts';
import type { ExecutorLoad } from './executor.ts';

/** An open load: k6 starts its journeys by a schedule, as a ramp of arrivals whatever its profile is. */
export function openLoad(profile: OpenProfile, changes: LoadChanges): ExecutorLoad {
  const shape = shapeOf(profile, changes);
  const arrival = loadArrival(shape);
  const stages = planStages(shape, arrival);
  const scheduled = stages.reduce((sum, stage) => sum + stage.scheduled, 0);
  if (scheduled === 0) {
    throw new UsageError('the load is too short or too slow to start a single journey', {
      hint: 'raise the rate or the duration',
    });
  }
  return {
    executor: shape.executor,
    arrival,
    stages,
    peakRps: Math.max(shape.startRps, ...shape.stages.map((stage) => stage.targetRps)),
    durationMs: stages.reduce((sum, stage) => sum + stage.durationMs, 0),
    scheduled,
    warmUp: shape.warmUp,
  };
}
