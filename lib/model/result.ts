import type { Objective } from '../contract/objective.ts';
import type { Distribution, Latency, Selection, Series, StageResult } from './result-parts.ts';

export type * from './result-parts.ts';

/*
 * The result of a run: what its artifacts hold, nothing else. Everything that comes later (findings, verdict, reports) is made of it alone, so it can be made again at
 * any time. What is not known is null, never 0: a foreign run (one that caseload did not bundle) may know little. Times are ms, rates per second, ratios 0–1.
 */

/** A 95 % interval and what it rests on. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** `blocks`: the spread over time blocks; `wilson`: independent trials. */
  readonly method: 'blocks' | 'wilson';
  /** Time blocks, or trials. */
  readonly n: number;
}

/** `status 500`, `timeout`, `refused`, `reset`, `body` …: see failure-cause.ts. */
export interface CauseCount {
  readonly cause: string;
  readonly count: number;
}

export interface StepResult {
  readonly name: string;
  /** Journeys that came as far as this step. */
  readonly reached: number | null;
  /** Requests answered or failed; those cut off at the end have no sample. */
  readonly attempted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly causes: readonly CauseCount[];
  /** Journeys that were in this step when k6 stopped them. */
  readonly interrupted: number | null;
  /** Of all scheduled journeys, those that never came here, by where they were lost: `''` before their start, else a step. */
  readonly skipped: readonly { readonly at: string; readonly count: number }[];
  /** Of succeeded / attempted; null where the trials are too few or cluster in time and no time blocks can be had. */
  readonly successInterval: Interval | null;
  /** Requests that ended at the timeout: their latency is a lower bound. */
  readonly timeouts: number | null;
  readonly latency: Latency | null;
  readonly okLatency: Latency | null;
  readonly failedLatency: Latency | null;
}

/** scheduled = ok + failed + interrupted + dropped + missing; missing is 0 when the books balance. */
export interface Accounting {
  readonly scheduled: number | null;
  readonly started: number | null;
  readonly ok: number | null;
  readonly failed: number | null;
  readonly interrupted: number | null;
  readonly dropped: number | null;
  readonly missing: number | null;
  /** Of the dropped: all VUs were there and busy, so the target held them. The others the generator dropped. */
  readonly droppedByTarget: number | null;
  /** Of the failed: an exception of the script ended them. */
  readonly exceptions: number | null;
  /**
   * `counted`: by the journeys' own records. `derived`: from the attempts of steps, which assumes that nothing was interrupted and each journey performs each step
   * once.
   */
  readonly basis: 'counted' | 'derived';
}

/** WARN: missed, by an objective that only warns. */
export type ObjectiveStatus = 'PASS' | 'WARN' | 'FAIL' | 'NO_DATA';

export interface ObjectiveResult {
  readonly objective: Objective;
  /** In k6's own terms where it has them. */
  readonly text: string;
  readonly status: ObjectiveStatus;
  /** ms for a latency, a ratio for a rate, a number for a threshold of k6; null without data. */
  readonly value: number | null;
  /** Samples behind the value, and how many it needs. */
  readonly n: number;
  readonly neededN: number;
  readonly interval: Interval | null;
}

/** Of a value of a metric, by what k6 says of the metric: `perSecond` is a Counter's rate, `number` has no unit. */
export type MetricUnit = 'ms' | 'ratio' | 'perSecond' | 'bytes' | 'bytesPerSecond' | 'number';

/** A threshold of k6: what k6 made of it, and what the samples say. */
export interface ThresholdResult {
  readonly metric: string;
  readonly expression: string;
  readonly isOk: boolean;
  /** From k6's summary, or where it leaves it out from the samples; null where neither has it. */
  readonly value: number | null;
  readonly unit: MetricUnit;
  /** Samples of the metric; null where it cannot be known. 0 means that k6 passed it without data. */
  readonly n: number | null;
  /** The same threshold over the samples; null where they cannot say. */
  readonly holds: boolean | null;
}

export interface CheckResult {
  /** With as much of its group's path as tells it apart from the others. */
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

/** `objective-failed`: k6 was told to stop at the first objective that fails, and did. */
export const endingKinds = [
  'completed',
  'interrupted',
  'target-died',
  'engine-trouble',
  'aborted',
  'not-started',
  'objective-failed',
] as const;

/** How the run came to its end. */
export interface Ending {
  readonly kind: (typeof endingKinds)[number];
  /** One sentence; empty when completed. */
  readonly detail: string;
  readonly k6ExitCode: number | null;
}

/** What was asked of the generator and how it fared. */
export interface Generator {
  /** How much later than due journeys began or were dropped, beyond what all were late by; null where the counts do not match one to one. */
  readonly lag: { readonly n: number; readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number } | null;
  /** CPU time of k6 per second of the load, in cores; null where the system does not tell. */
  readonly cpu: { readonly meanCores: number; readonly maxCores: number; readonly cores: number } | null;
  /** The host's CPU: busy of all, and taken by other virtual machines. */
  readonly host: { readonly busyRatioMean: number; readonly stealRatioMean: number } | null;
}

/** The load as planned: what the schedule, the VUs and the limits were. */
export interface LoadFacts {
  readonly executor: string;
  readonly scheduled: number | null;
  readonly durationMs: number;
  readonly peakRps: number;
  readonly warmUp: { readonly rateRps: number; readonly durationMs: number } | null;
  readonly virtualUsers: {
    readonly count: number;
    readonly wanted: number;
    readonly capped: boolean;
    readonly chosen: boolean;
  } | null;
  readonly requestTimeoutMs: number | null;
  readonly gracefulStopMs: number | null;
  /** How customers were made and shared out, and how many were the same one twice. */
  readonly fixtures: { readonly mode: string; readonly count: number; readonly duplicates: number } | null;
}

/** A file that the result was read from. */
export interface InputFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Rows or lines, where it has any. */
  readonly rows: number | null;
}

/** What k6 said of troubles. */
export interface LogFacts {
  readonly errors: number;
  /** null for a log without levels. */
  readonly warnings: number | null;
  /** Of the errors: exceptions of the script. */
  readonly exceptions: number;
  /** The most frequent ones, numbers in them replaced by `#`. */
  readonly messages: readonly { readonly level: string; readonly text: string; readonly count: number }[];
}

/** What a run came to, read from its artifacts. Written as result.json. */
export interface RunResult {
  readonly schemaVersion: 2;
  /** `caseload`: a run of ours. `foreign`: files of a k6 script that caseload did not run. */
  readonly origin: 'caseload' | 'foreign';
  /** null for a foreign run. */
  readonly runId: string | null;
  readonly scenario: string | null;
  readonly profile: string | null;
  /** What the command line changed of the profile. */
  readonly changes: readonly string[];
  /** A journey is its steps in their order. */
  readonly isList: boolean;
  readonly load: LoadFacts | null;
  /** ISO 8601 instant at which k6 was started. */
  readonly startedAt: string | null;
  /** From k6's start to its end. */
  readonly durationMs: number | null;
  readonly ending: Ending;
  /** Where the figures come from: all samples, k6's own summary, or nothing at all. */
  readonly source: 'samples' | 'summary' | 'none';
  /** Latencies of single samples, or from histograms (error at most 0.05 %). */
  readonly precision: 'exact' | 'histogram';
  /** Stamps of foreign samples may be whole seconds, too coarse for windows and stages. */
  readonly stampMs: number | null;
  readonly recorded: 'samples' | 'journeys' | 'none';
  /** Samples were to be recorded, and the file is missing or not whole. */
  readonly isTruncated: boolean;
  /** Rows of the samples that make no sense. */
  readonly malformedRows: number;
  readonly hasSummary: boolean;
  /** The file was written by `--summary-export`, whose thresholds are true when they failed. */
  readonly isSummaryExport: boolean;
  /** A count that summary and samples both hold, and that differs: files of two runs, or one that is not whole. */
  readonly mismatch: { readonly metric: string; readonly inSummary: number; readonly inSamples: number } | null;
  readonly sameHost: boolean | null;
  readonly accounting: Accounting;
  readonly steps: readonly StepResult[];
  readonly requests: {
    readonly n: number;
    readonly failed: number;
    readonly timeouts: number | null;
    readonly latency: Latency | null;
    readonly okLatency: Latency | null;
    readonly failedLatency: Latency | null;
  };
  /** Of journeys that came to an end of their own. */
  readonly journeyLatency: Latency | null;
  readonly checks: readonly CheckResult[];
  readonly stages: readonly StageResult[];
  readonly series: Series | null;
  readonly distributions: readonly Distribution[];
  readonly selection: readonly Selection[] | null;
  readonly objectives: readonly ObjectiveResult[];
  readonly thresholds: readonly ThresholdResult[];
  readonly generator: Generator | null;
  readonly log: LogFacts | null;
  readonly integrity: Integrity | null;
  /** Why a target that keeps books did not tell them. */
  readonly integrityTrouble: string | null;
  readonly inputs: readonly InputFile[];
  /** Where the load went: the reference shop, or a URL. */
  readonly target: { readonly kind: 'shop' | 'url'; readonly url: string | null } | null;
  /** The words that repeat this run. */
  readonly command: string | null;
}
