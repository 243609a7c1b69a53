import { existsSync } from 'node:fs';
import { ArtifactError } from '../model/errors.ts';
import type { LogFacts, RunResult, ThresholdResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { rampingInstantsMs } from '../plan/schedule.ts';
import { isInstant } from './collector.ts';
import type { Figures } from './figures.ts';
import { figuresOfSamples } from './from-samples.ts';
import { figuresOfSummary, noFigures } from './from-summary.ts';
import { readK6Log } from './k6-log.ts';
import { mismatchOf } from './mismatch.ts';
import { evaluateObjective, objectiveOfThreshold } from './objectives.ts';
import { otherMetricsOf } from './other-metrics.ts';
import { isCutShort, type RunSubject } from './run-context.ts';
import { readSamples, type Samples } from './samples/samples.ts';
import { readCpu, stageCpu } from './signals.ts';
import type { Summary } from './summary.ts';
import type { ParsedThreshold } from './threshold-expression.ts';
import { isOfOneRunner, thresholdResults, thresholdsOf } from './threshold-results.ts';

/** Where the artifacts of a run are. */
export interface RunFiles {
  /** A file of each runner; none, or files that are not there, when none were recorded. */
  readonly samples: readonly string[];
  readonly summary: Summary | undefined;
  readonly k6Log: string | undefined;
  readonly signals: string | undefined;
}

/** The result of a run, read from its artifacts: from the samples where there are any, else from k6's summary. */
export async function buildResult(
  subject: RunSubject,
  { samples: sampleFiles, summary, k6Log, signals }: RunFiles,
  facts: RunFacts | undefined,
): Promise<RunResult> {
  const samples = await samplesOf(sampleFiles, subject, thresholdsOf(summary));
  const log = k6Log === undefined ? null : await logOf(k6Log, subject);
  const ending = facts?.ending ?? { kind: 'completed', detail: '', k6ExitCode: null };
  const figures = samples
    ? figuresOfSamples(samples, subject, ending.kind)
    : summary
      ? figuresOfSummary(summary, subject)
      : noFigures(subject, ending.kind);
  const thresholds = thresholdResults(summary, samples);
  const { lag, measure, checks, accounting, latency, series } = figures;
  return {
    schemaVersion: 3,
    run: {
      origin: subject.origin,
      runId: subject.runId,
      scenario: subject.scenario,
      profile: subject.profile,
      changes: subject.changes,
      isList: subject.isList,
      startedAt: facts ? new Date(facts.startedAtMs).toISOString() : startOf(samples),
      durationMs: facts?.durationMs ?? summary?.durationMs ?? null,
      ending,
      sameHost: facts?.sameHost ?? null,
      target: subject.target,
      command: subject.command,
    },
    load: subject.load,
    accounting: { ...accounting, exceptions: accounting.exceptions ?? log?.exceptions ?? null },
    latency,
    series: signals === undefined ? series : withCpu(series, signals),
    objectives: {
      results: objectivesOf(subject, measure, thresholds, {
        isShort: isCutShort(ending.kind),
        isPartial: isOfOneRunner(samples),
      }),
      thresholds,
      checks,
      integrity: facts?.integrity ?? null,
      integrityTrouble: facts?.integrityTrouble ?? null,
    },
    generator:
      facts || lag ? { lag, ...(facts && signals ? readCpu(signals, facts.cores) : { cpu: null, host: null }) } : null,
    provenance: {
      ...figures.provenance,
      recorded: subject.recorded,
      isTruncated: subject.recorded !== 'none' && sampleFiles.length > 0 && !samples?.isWhole,
      malformedRows: samples?.malformed ?? 0,
      otherMetrics: samples?.otherMetrics ?? otherMetricsOf(summary),
      hasSummary: summary !== undefined,
      isSummaryExport: summary?.isExport ?? false,
      mismatch: mismatchOf(summary, samples, subject),
      log,
      inputs: [...(samples?.inputs ?? []), ...(summary ? [summary.input] : [])],
    },
  };
}

/** What k6 logged. A log of ours may be missing; one that the user named is reported if it cannot be read. */
async function logOf(path: string, { origin }: RunSubject): Promise<LogFacts | null> {
  try {
    return await readK6Log(path);
  } catch (error) {
    if (origin === 'caseload' && error instanceof ArtifactError) return null;
    throw error;
  }
}

/** The stages with k6's CPU in each, where the windows say when they were. */
function withCpu({ stages, windows }: RunResult['series'], signals: string): RunResult['series'] {
  const cpu = windows === null ? [] : stageCpu(signals, windows.originMs, stages);
  return { windows, stages: stages.map((stage, index) => ({ ...stage, generatorCpu: cpu[index] ?? null })) };
}

function startOf(samples: Samples | undefined): string | null {
  const originMs = samples?.collector.originMs;
  return originMs === undefined || !isInstant(originMs) ? null : new Date(originMs).toISOString();
}

async function samplesOf(
  files: readonly string[],
  subject: RunSubject,
  thresholds: readonly ParsedThreshold[],
): Promise<Samples | undefined> {
  const isOurs = subject.origin === 'caseload';
  if (files.length === 0 || (isOurs && !files.some((file) => existsSync(file)))) return undefined;
  const question = {
    steps: subject.steps?.map(({ name }) => name),
    isList: subject.isList,
    stages: subject.stages,
    originMs: subject.originMs,
    firstDueMs: subject.arrival && first(rampingInstantsMs(subject.arrival)),
    thresholds,
  };
  try {
    return await readSamples(files, question);
  } catch (error) {
    // A k6 that was killed at once leaves a file without a row: the run has no samples, which is a finding. For a file
    // that the user named, the error is shown.
    if (isOurs && error instanceof ArtifactError) return undefined;
    throw error;
  }
}

const first = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};

function objectivesOf(
  { objectives }: RunSubject,
  measure: Figures['measure'],
  thresholds: readonly ThresholdResult[],
  { isShort, isPartial }: { isShort: boolean; isPartial: boolean },
): RunResult['objectives']['results'] {
  if (objectives === undefined) return thresholds.map((one) => objectiveOfThreshold(one, isPartial));
  return objectives.map((objective) => {
    const { kind } = objective;
    const threshold =
      kind === 'threshold' &&
      thresholds.find(({ metric, expression }) => metric === objective.metric && expression === objective.expression);
    return threshold
      ? objectiveOfThreshold(threshold, isPartial)
      : evaluateObjective(objective, measure(objective), isShort);
  });
}
