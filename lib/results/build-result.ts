import { existsSync } from 'node:fs';
import type { RunPlan } from '../contract/plan.ts';
import type { Accounting, Ending, Integrity, RunResult, StepResult, ThresholdResult } from '../contract/result.ts';
import { type Figures, figuresOfSamples, figuresOfSummary, noFigures } from './figures.ts';
import { evaluateObjective } from './objectives.ts';
import { readSamples } from './samples.ts';
import { readSummary, type Summary } from './summary.ts';

/** What the run stage knows and no artifact of k6 holds. */
export interface RunFacts {
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly integrity: Integrity | undefined;
  readonly integrityTrouble: string | undefined;
  readonly sameHost: boolean;
}

/** Endings after which journeys were never due, through no fault of the target. */
const cutShort: ReadonlySet<Ending['kind']> = new Set(['interrupted', 'aborted', 'not-started', 'engine-trouble']);

/** The result of a run, read from its artifacts: from the samples where there are any, else from k6's summary. */
export async function buildResult(
  plan: RunPlan,
  files: { samples: string; summary: string },
  facts: RunFacts,
): Promise<RunResult> {
  const summary = readSummary(files.summary);
  const samples = plan.record === 'samples' && existsSync(files.samples) ? await readSamples(files.samples) : undefined;
  const figures = samples
    ? figuresOfSamples(samples, plan)
    : summary
      ? figuresOfSummary(summary, plan)
      : noFigures(plan);
  const accounting = accountingOf(plan, figures);
  const steps = stepResults(plan, figures, accounting.interrupted);
  return {
    schemaVersion: 1,
    runId: plan.runId,
    scenario: plan.scenario.name,
    profile: plan.profile.name,
    startedAt: new Date(facts.startedAtMs).toISOString(),
    durationMs: facts.durationMs,
    ending: facts.ending,
    source: figures.source,
    isTruncated: plan.record === 'samples' && !samples?.isWhole,
    hasSummary: summary !== undefined,
    sameHost: facts.sameHost,
    accounting,
    stages: figures.stages,
    steps,
    requests: figures.requests,
    journeyLatency: figures.journeyLatency,
    checks: figures.checks,
    objectives: plan.objectives.map((objective) =>
      evaluateObjective(objective, figures.measure(objective), cutShort.has(facts.ending.kind)),
    ),
    thresholds: summary ? thresholdsOf(summary) : [],
    integrity: facts.integrity,
    integrityTrouble: facts.integrityTrouble,
  };
}

/** scheduled = ok + failed + interrupted + dropped + missing. Journeys that started and have no end were interrupted. */
function accountingOf(plan: RunPlan, figures: Figures): Accounting {
  const { started, ok, failed, dropped, droppedByTarget, exceptions } = figures;
  return {
    scheduled: plan.scheduled,
    started,
    ok,
    failed,
    interrupted: Math.max(0, started - ok - failed),
    dropped,
    missing: plan.scheduled - started - dropped,
    droppedByTarget,
    exceptions,
  };
}

/**
 * Each step's account. A journey that entered a step and has neither an answer nor a failure of it was in it when k6 stopped, or threw an exception there: of
 * all such, no more were interrupted than in the whole run.
 */
function stepResults(plan: RunPlan, figures: Figures, allInterrupted: number): StepResult[] {
  let entered = figures.started;
  return plan.scenario.steps.map(({ name }) => {
    const { attempted, failed, causes, latency } = figures.step(name);
    const thrown = causes.find(({ cause }) => cause === 'exception')?.count ?? 0;
    const interrupted =
      plan.scenario.isList && figures.source !== 'none'
        ? Math.max(0, Math.min(entered - attempted - thrown, allInterrupted))
        : undefined;
    const succeeded = Math.max(0, attempted - failed);
    entered = succeeded;
    return { name, attempted, succeeded, failed, causes, interrupted, latency };
  });
}

function thresholdsOf(summary: Summary): ThresholdResult[] {
  // k6 writes its metrics in no order.
  return Object.entries(summary.metrics)
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([metric, { thresholds = {} }]) =>
      Object.entries(thresholds).map(([expression, { ok }]) => ({ metric, expression, isOk: ok })),
    );
}
