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

/** `even`: one after another at equal distances, as k6 does. `poisson`: at random, independently of each other. */
export type Arrivals = 'even' | 'poisson';

interface ArrivalBase extends ProfileBase {
  /** `even` by default. */
  readonly arrivals?: Arrivals;
}

export interface RampingArrivalRate extends ArrivalBase {
  readonly executor: 'ramping-arrival-rate';
  /** Rate at the start, journeys per second; 0 by default, as in k6. */
  readonly startRps?: number;
  readonly stages: readonly Stage[];
}

export interface ConstantArrivalRate extends ArrivalBase {
  readonly executor: 'constant-arrival-rate';
  readonly rateRps: number;
  readonly durationMs: number;
}

export interface ConstantVus extends ProfileBase {
  readonly executor: 'constant-vus';
  readonly vus: number;
  readonly durationMs: number;
}

/** One stretch of a number of VUs, which goes linearly to `targetVus`. */
export interface VuStage {
  readonly targetVus: number;
  readonly durationMs: number;
}

export interface RampingVus extends ProfileBase {
  readonly executor: 'ramping-vus';
  /** 1 as in k6 unless given. */
  readonly startVus?: number;
  readonly stages: readonly VuStage[];
}

interface Iterations extends ProfileBase {
  readonly vus: number;
  readonly iterations: number;
  /** What has not begun by then is dropped. */
  readonly maxDurationMs: number;
}

/** A fixed number of journeys in total. */
export interface SharedIterations extends Iterations {
  readonly executor: 'shared-iterations';
}

/** A fixed number of journeys for each VU. */
export interface PerVuIterations extends Iterations {
  readonly executor: 'per-vu-iterations';
}

/** Open models: journeys start when they are due, no matter what the target does. */
export type OpenProfile = RampingArrivalRate | ConstantArrivalRate;

/** Closed models: a VU starts its next journey when the last has ended, so that a slow target gets less load. */
export type ClosedProfile = ConstantVus | RampingVus | SharedIterations | PerVuIterations;

/** A load shape: pure data, discriminated by k6's executor names. */
export type Profile = OpenProfile | ClosedProfile;

/** A profile, typed. It is checked when it is loaded, so that a mistake names the file and the field. */
export const defineProfile = (profile: Profile): Profile => profile;
