import { describeObjective, minimumCount } from '../../lib/contract/objective.ts';
import type { ObjectiveResult, RunResult } from '../../lib/contract/result.ts';
import { planOf } from '../results/samples-file.ts';

/** A plan of 300 journeys of e2e. */
export const samplePlan = planOf({
  executor: 'ramping-arrival-rate',
  startRps: 10,
  stages: [
    { targetRps: 10, durationMs: 10_000 },
    { targetRps: 30, durationMs: 10_000 },
  ],
});

const latency = (n: number) => ({
  ...{ n, minMs: 0.512, meanMs: 14.27, p50Ms: 9.87, p90Ms: 31.4, p95Ms: 48.6, p99Ms: 412.4, maxMs: 1_234.5 },
});

const measured = [48.6, 0, 1, 1];

/** The result of a run in which all went well. */
export function sampleResult(changes: Partial<RunResult> = {}): RunResult {
  return {
    schemaVersion: 1,
    runId: 'r1',
    scenario: 'e2e',
    profile: 'test',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 21_300,
    ending: { kind: 'completed', detail: '', k6ExitCode: 0 },
    source: 'samples',
    isTruncated: false,
    hasSummary: true,
    sameHost: false,
    accounting: {
      ...{ scheduled: 300, started: 300, ok: 300, failed: 0, interrupted: 0, dropped: 0 },
      ...{ missing: 0, droppedByTarget: 0, exceptions: 0 },
    },
    stages: samplePlan.stages.map((stage) => ({
      ...stage,
      started: stage.scheduled,
      dropped: 0,
      droppedByGenerator: 0,
    })),
    steps: samplePlan.scenario.steps.map(({ name }) => ({
      ...{ name, attempted: 300, succeeded: 300, failed: 0, causes: [], interrupted: 0, latency: latency(300) },
    })),
    requests: { n: 900, failed: 0, latency: latency(900) },
    journeyLatency: latency(300),
    checks: samplePlan.scenario.steps.map(({ check }) => ({ name: check, passes: 300, fails: 0 })),
    objectives: samplePlan.objectives.map(
      (objective, index): ObjectiveResult => ({
        objective,
        text: describeObjective(objective),
        status: 'PASS',
        value: measured[index],
        n: index < 2 ? 900 : 300,
        neededN: minimumCount(objective),
      }),
    ),
    thresholds: Object.entries(samplePlan.thresholds).flatMap(([metric, expressions]) =>
      expressions.map((expression) => ({ metric, expression, isOk: true })),
    ),
    integrity: undefined,
    integrityTrouble: undefined,
    ...changes,
  };
}

/** The same with other journeys. */
export const withAccounting = (changes: Partial<RunResult['accounting']>, more: Partial<RunResult> = {}): RunResult =>
  sampleResult({ accounting: { ...sampleResult().accounting, ...changes }, ...more });
