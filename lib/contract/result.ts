import type { Objective } from './objective.ts';
import type { StagePlan } from './plan.ts';

/** Latencies of one kind of sample, ms, over all samples (failed ones included); quantiles by linear interpolation, as k6's. */
export interface Latency {
  readonly n: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface CauseCount {
  readonly cause: string;
  readonly count: number;
}

export interface StepResult {
  readonly name: string;
  /** Requests answered or failed; those cut off at the end have no sample. */
  readonly attempted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly causes: readonly CauseCount[];
  /** Journeys that were in this step when k6 stopped them. Undefined where it cannot be known (a `run:` scenario). */
  readonly interrupted: number | undefined;
  readonly latency: Latency | undefined;
}

/** scheduled = ok + failed + interrupted + dropped + missing; missing is 0 when the books balance. */
export interface Accounting {
  readonly scheduled: number;
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly interrupted: number;
  readonly dropped: number;
  readonly missing: number;
  /** Of the dropped: all VUs were there and busy, so the target held them. The others the generator dropped. */
  readonly droppedByTarget: number;
  readonly exceptions: number;
}

export interface StageResult extends StagePlan {
  /** Of the journeys due in this stage; undefined where no samples were recorded. */
  readonly started: number | undefined;
  readonly dropped: number | undefined;
  readonly droppedByGenerator: number | undefined;
}

export type ObjectiveStatus = 'PASS' | 'FAIL' | 'NO_DATA';

export interface ObjectiveResult {
  readonly objective: Objective;
  readonly text: string;
  readonly status: ObjectiveStatus;
  /** ms for a latency, a ratio (0–1) otherwise; undefined without data. */
  readonly value: number | undefined;
  /** Samples behind the value, and how many it needs. */
  readonly n: number;
  readonly neededN: number;
}

export interface ThresholdResult {
  readonly metric: string;
  readonly expression: string;
  readonly isOk: boolean;
}

export interface CheckResult {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}

/** The target's own books after the load. */
export interface Integrity {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly expected: number;
    readonly actual: number;
    readonly ok: boolean;
  }[];
}

/** How the run came to its end. */
export interface Ending {
  readonly kind: 'completed' | 'interrupted' | 'target-died' | 'engine-trouble' | 'aborted' | 'not-started';
  /** One sentence; empty when completed. */
  readonly detail: string;
  readonly k6ExitCode: number | null;
}

/** What a run came to, read from its artifacts. Written as result.json. */
export interface RunResult {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly scenario: string;
  readonly profile: string;
  /** ISO 8601 instant at which k6 was started. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly ending: Ending;
  /** Where the figures come from: all samples, k6's own summary, or nothing at all. */
  readonly source: 'samples' | 'summary' | 'none';
  /** Samples were to be recorded, and the file is missing or not whole. */
  readonly isTruncated: boolean;
  readonly hasSummary: boolean;
  readonly sameHost: boolean;
  readonly accounting: Accounting;
  readonly stages: readonly StageResult[];
  readonly steps: readonly StepResult[];
  readonly requests: { readonly n: number; readonly failed: number; readonly latency: Latency | undefined };
  readonly journeyLatency: Latency | undefined;
  readonly checks: readonly CheckResult[];
  readonly objectives: readonly ObjectiveResult[];
  readonly thresholds: readonly ThresholdResult[];
  readonly integrity: Integrity | undefined;
  /** Why a target that keeps books did not tell them. */
  readonly integrityTrouble: string | undefined;
}
