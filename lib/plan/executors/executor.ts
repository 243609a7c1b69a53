import type { Profile, WarmUp } from '../../contract/profile.ts';
import type { RunPlan } from '../../model/plan.ts';
import type { LoadChanges } from '../../model/run-request.ts';
import type * as z from '../../model/zod.ts';

/** What of a plan an executor decides. */
export type ExecutorLoad = Pick<RunPlan, 'arrival' | 'closed' | 'stages' | 'peakRps' | 'durationMs' | 'scheduled'> & {
  readonly executor: Profile['executor'];
  readonly warmUp: WarmUp | undefined;
};

/** One of k6's executors: what a profile of it holds, and what comes of that. */
export interface Executor<Of extends Profile = Profile> {
  readonly name: Of['executor'];
  /** Its fields beside those that every profile has. */
  readonly fields: z.ZodRawShape;
  /** @param vus as `--vus` says */
  plan(profile: Of, changes: LoadChanges, vus: number | undefined): ExecutorLoad;
}

/** An executor, typed by its profiles. */
export const defineExecutor = <Of extends Profile>(executor: Executor<Of>): Executor => executor as unknown as Executor;
