import type { Baseline, ComparedResult, Fingerprint } from '../../../lib/model/comparison.ts';

export const fingerprint: Fingerprint = {
  ...{
    scenario: 'e2e (signup, charge, order)',
    profile: 'constant',
    load: '10→10 in 60 s',
    objectives: 'p(95) < 800 ms',
  },
  ...{ cpuModel: 'cpu', cpuCount: 2, memoryGiB: 8, os: 'Linux', arch: 'x64' },
  ...{ k6: '2.2.0', caseload: '0.1.0', node: '20.19.0', database: '18.4', settings: '{}' },
  ...{ vus: 40, record: 'journeys', users: 'none', generator: 'local' },
};

/** What a comparison sees of a run. */
export function comparedResult({
  p50Ms = 50,
  p95Ms = 100,
  failed = 0,
  n = 1_000,
}: {
  p50Ms?: number;
  p95Ms?: number;
  failed?: number;
  n?: number;
} = {}): ComparedResult {
  const latency = {
    n,
    unfinished: 0,
    atLeast: [],
    minMs: 1,
    meanMs: p50Ms,
    p50Ms,
    p90Ms: p95Ms,
    p95Ms,
    p99Ms: p95Ms,
    maxMs: p95Ms,
  };
  return {
    accounting: {
      ...{ scheduled: n, started: n, ok: n - failed, failed, unfinished: 0, dropped: 0, missing: 0 },
      ...{ droppedByTarget: 0, exceptions: 0, basis: 'counted' },
    },
    latency: {
      steps: [
        {
          ...{ name: 'order', reached: n, attempted: n, succeeded: n - failed, failed, causes: [], unfinished: 0 },
          ...{
            unfinishedAgeMs: null,
            skipped: [],
            successInterval: null,
            timeouts: 0,
            latency,
            okLatency: latency,
            failedLatency: null,
          },
        },
      ],
      requests: { n, failed, unknown: 0, timeouts: 0, latency, okLatency: latency, failedLatency: null },
      journeys: latency,
    },
  };
}

/** A set of runs by what a comparison sees of each. */
let made = 0;
/** No two runs start at the same instant. */
const startOf = (run: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, run)).toISOString();

export const setOf = (name: string, results: readonly ComparedResult[]): Baseline => ({
  schemaVersion: 2,
  name,
  fingerprint,
  runs: results.map((result, index) => ({
    ...{ name: `${name}-${index + 1}`, startedAt: startOf(made++), validity: 'VALID', objectives: 'PASS' },
    ...{ objectiveResults: [], result, blocks: null },
  })),
});
