/**
 * One stretch of a load shape: the rate goes linearly from where it is to `targetRps` in `durationMs`; 0 ms is a step.
 */
export interface Stage {
  readonly targetRps: number;
  readonly durationMs: number;
}

/** Load before the measurement, which is not counted and in no objective. */
export interface WarmUp {
  readonly rateRps: number;
  readonly durationMs: number;
}

interface ProfileBase {
  /** The file's name without `.ts`, and the value of `--profile`. */
  readonly name: string;
  /** One line for `caseload list`. */
  readonly summary: string;
  readonly warmUp?: WarmUp;
}

interface RampingArrivalRate extends ProfileBase {
  readonly executor: 'ramping-arrival-rate';
  /** Rate at the start, journeys per second; 0 by default, as in k6. */
  readonly startRps?: number;
  readonly stages: readonly Stage[];
}

interface ConstantArrivalRate extends ProfileBase {
  readonly executor: 'constant-arrival-rate';
  readonly rateRps: number;
  readonly durationMs: number;
}

/**
 * A load shape: pure data, discriminated by k6's executor names. Both are open models (journeys start when they are
 * due, no matter what the target does); a closed executor becomes one more member of this union.
 */
export type Profile = RampingArrivalRate | ConstantArrivalRate;

/** A profile, typed. It is checked when it is loaded, so that a mistake names the file and the field. */
export const defineProfile = (profile: Profile): Profile => profile;
