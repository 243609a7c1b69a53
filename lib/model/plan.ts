import type { UsersMode } from '../contract/bundle-plan.ts';
import type { Objective } from '../contract/objective.ts';

/** One stage as planned; rates are journeys per second. */
export interface StagePlan {
  readonly index: number;
  readonly fromRps: number;
  readonly toRps: number;
  /** Offset from the schedule's origin. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Journeys due in this stage, by the closed form. */
  readonly scheduled: number;
  /** A plateau starts and ends at the same rate; a step takes no time. */
  readonly shape: 'ramp' | 'plateau' | 'step';
}

export interface StepPlan {
  readonly name: string;
  readonly check: string;
  readonly timeLimitMs: number;
}

/** The most VUs that a plan takes unless `--max-vus` says otherwise. */
export const defaultMaxVus = 2_000;

export interface VirtualUsers {
  /** All of them exist before the load starts: k6 drops journeys while it adds VUs. */
  readonly count: number;
  /** ceil(1.5 × peak rate × sum of the steps' time limits), before the cap. */
  readonly wanted: number;
  readonly capped: boolean;
  /** Set by `--vus`. */
  readonly chosen: boolean;
  readonly memoryMiB: number;
}

/** The ramping-arrival-rate executor that runs the load, in k6's own fields: whole rates per time unit. */
export interface ArrivalRate {
  readonly startRate: number;
  readonly timeUnitMs: number;
  readonly stages: readonly { readonly target: number; readonly durationMs: number }[];
}

export interface UsersPlan {
  readonly name: string;
  readonly provides: readonly string[];
  readonly mode: UsersMode;
  /** Users needed: one for each VU, or one for each journey (warm-up included). */
  readonly count: number;
  readonly file?: string;
  /** Users who are more than once in a file of the user's own: they would be in several journeys at once. */
  readonly duplicates: number;
}

/** Everything that is decided before anything is started. Written as plan.json; enough to redo the run and to read its artifacts. */
export interface RunPlan {
  readonly schemaVersion: 1;
  readonly toolVersion: string;
  readonly runId: string;
  readonly scenario: { readonly name: string; readonly steps: readonly StepPlan[]; readonly isList: boolean };
  readonly profile: { readonly name: string; readonly executor: string; readonly changes: readonly string[] };
  readonly arrival: ArrivalRate;
  readonly stages: readonly StagePlan[];
  readonly peakRps: number;
  readonly durationMs: number;
  /** Journeys due in the load. */
  readonly scheduled: number;
  /** If every journey performs every step. */
  readonly scheduledRequests: number;
  readonly warmUp?: {
    readonly rateRps: number;
    readonly durationMs: number;
    readonly scheduled: number;
    readonly arrival: ArrivalRate;
  };
  readonly virtualUsers: VirtualUsers;
  readonly requestTimeoutMs: number;
  readonly gracefulStopMs: number;
  readonly users?: UsersPlan;
  readonly objectives: readonly Objective[];
  /** k6's own form of the objectives and of the checks on the script itself. */
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
  /** k6 stops at the first of its thresholds that fails. */
  readonly abortOnFail: boolean;
  /** `journeys`: samples that carry the VU, so that requests can be put together to journeys. */
  readonly record: 'samples' | 'journeys' | 'none';
  readonly target: TargetPlan;
  /** The words that repeat this run, secrets left out. */
  readonly command: string;
  readonly warnings: readonly string[];
}

export type TargetPlan =
  | { readonly kind: 'shop' }
  /** A service of the user's own that is started for the run, by this command. */
  | { readonly kind: 'recipe'; readonly start: string }
  | {
      readonly kind: 'url';
      readonly url: string;
      /** Names only: values may be secrets. */
      readonly headerNames: readonly string[];
      readonly insecure: boolean;
    };
