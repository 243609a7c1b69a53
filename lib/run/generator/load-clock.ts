import type { RunPlan } from '../../model/plan.ts';
import { arrivalMs, drainMs, loadMs } from '../../plan/k6-options.ts';

type Schedule = Pick<RunPlan, 'scenario' | 'arrival' | 'durationMs' | 'warmUp' | 'gracefulStopMs'>;

/** When the load begins, ms from the start of k6: after the warm-up and its drain. */
export function loadStartMs({ scenario, warmUp }: Pick<RunPlan, 'scenario' | 'warmUp'>): number {
  return warmUp === undefined ? 0 : arrivalMs(warmUp.arrival) + drainMs(scenario);
}

/** When the last journey has started and its graceful stop is over, ms from the start of k6. */
export function scheduleMs(plan: Schedule): number {
  return loadStartMs(plan) + loadMs(plan) + plan.gracefulStopMs;
}

/** `stopped by you after 22 of 60 s`. @param elapsedMs since the start of k6 */
export function stoppedByUser(plan: Pick<RunPlan, 'scenario' | 'warmUp' | 'durationMs'>, elapsedMs: number): string {
  const atMs = elapsedMs - loadStartMs(plan);
  if (atMs < 0) return 'stopped by you in the warm-up';
  const totalS = plan.durationMs / 1_000;
  if (atMs >= plan.durationMs) return `stopped by you after all ${totalS} s, before the last journeys had finished`;
  return `stopped by you after ${Math.floor(atMs / 1_000)} of ${totalS} s`;
}
