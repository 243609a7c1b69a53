import type { Arrivals, Stage } from '../contract/profile.ts';
import type { TargetSpec } from './target-spec.ts';

/** A run as it is asked for: every command and every experiment makes one, and a plan is made of it. */
export interface RunRequest {
  /** Its name in the library. */
  readonly scenario: string;
  readonly load: LoadSpec;
  /**
   * As they are written: `order p95 < 500ms`. Each is added to the scenario's own, or replaces the one about the same.
   */
  readonly objectives: readonly string[];
  /** A remark of the user's, for the report. */
  readonly note?: string;
  readonly users: UsersSpec;
  readonly record: RecordMode;
  /** Requests carry the trace id of their journey; then `record` is `journeys`. */
  readonly trace?: boolean;
  readonly target: TargetRequest;
  readonly generator: GeneratorSpec;
}

/** The most VUs that a plan takes unless `--max-vus` says otherwise. */
export const defaultMaxVus = 2_000;

export interface LoadSpec {
  /** Its name in the library; undefined where the changes are a whole load. */
  readonly profile: string | undefined;
  readonly changes: LoadChanges;
  readonly vus?: number;
  /** `defaultMaxVus` where it is left out. */
  readonly maxVus?: number;
  /** More than 1,000,000 requests are meant. */
  readonly allowLarge: boolean;
  /** The load stops at the first objective that fails. */
  readonly abortOnFail: boolean;
  /** How long open journeys may go on after the load; 30 s where it is left out. */
  readonly gracefulStopMs?: number;
}

/** What of a profile is changed. */
export interface LoadChanges {
  readonly stages?: readonly Stage[];
  readonly rateRps?: number;
  readonly durationMs?: number;
  /** Multiplies rates, or the VUs of a closed load, not durations; > 0. */
  readonly scale?: number;
  readonly startRps?: number;
  readonly warmUpMs?: number;
  readonly arrivals?: Arrivals;
}

/** How prepared users are assigned, or the file with the user's own. */
export type UsersSpec = { readonly mode: 'per-vu' | 'per-journey' } | { readonly mode: 'file'; readonly file: string };

/** `journeys`: samples that carry the VU, so that requests can be put together to journeys. */
export type RecordMode = 'samples' | 'journeys' | 'none';

/** Where the load goes, and how its requests are sent there. */
export type TargetRequest = TargetSpec & {
  /** Sent with every request; values may be secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Certificates that cannot be verified are accepted. */
  readonly insecure: boolean;
};

export interface GeneratorSpec {
  readonly kind: 'k6';
  /** The binary to use; undefined for the one that is found. */
  readonly path?: string;
  /** More outputs and arguments of `k6 run`. */
  readonly outs: readonly string[];
  readonly args: readonly string[];
}

/** A run with nothing changed: the profile as it is, on the reference shop. */
export const defaultRequest = (scenario: string, profile: string): RunRequest => ({
  scenario,
  load: { profile, changes: {}, allowLarge: false, abortOnFail: false },
  objectives: [],
  users: { mode: 'per-vu' },
  record: 'samples',
  target: { kind: 'shop', settings: {}, headers: {}, insecure: false },
  generator: { kind: 'k6', outs: [], args: [] },
});
