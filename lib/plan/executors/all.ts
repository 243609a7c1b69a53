import constantArrivalRate from './constant-arrival-rate.ts';
import constantVus from './constant-vus.ts';
import type { Executor } from './executor.ts';
import perVuIterations from './per-vu-iterations.ts';
import rampingArrivalRate from './ramping-arrival-rate.ts';
import rampingVus from './ramping-vus.ts';
import sharedIterations from './shared-iterations.ts';

/** Every executor that a profile may have. */
export const executors: readonly Executor[] = [
  rampingArrivalRate,
  constantArrivalRate,
  rampingVus,
  constantVus,
  sharedIterations,
  perVuIterations,
];
