import type { Ending, RunResult, Series } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { isInstant } from './collector.ts';
import type { Figures } from './figures.ts';
import { figuresOfSamples } from './from-samples.ts';
import { figuresOfSummary, noFigures } from './from-summary.ts';
import { generatorOf, withCpu } from './generator.ts';
import { journeyCost, measureCost } from './journey-cost.ts';
import { objectiveResults } from './objective-results.ts';
import { provenanceOf } from './provenance.ts';
import { responsesOf } from './response-kinds.ts';
import { type RunArtifacts, type RunFiles, readArtifacts } from './run-artifacts.ts';
import { isCutShort, type RunSubject } from './run-context.ts';
import { signalsOf } from './signal-windows.ts';
import { soakOf } from './soak.ts';
import { isOfOneRunner, thresholdResults } from './threshold-results.ts';

/** Of a run of which only k6's own files are known. */
const completed: Ending = { kind: 'completed', detail: '', k6ExitCode: null };

/** The result of a run, read from its artifacts: from the samples where there are any, else from k6's summary. */
export async function buildResult(
  subject: RunSubject,
  files: RunFiles,
  facts: RunFacts | undefined,
): Promise<RunResult> {
  const artifacts = await readArtifacts(files, subject);
  const { samples, summary, log } = artifacts;
  const ending = facts?.ending ?? completed;
  const figures = figuresOf(artifacts, subject, ending.kind);
  const thresholds = thresholdResults(summary, samples);
  const { lag, measure, checks, accounting, latency, series } = figures;
  const watched = signalsOf(files, facts, axisOf(series.windows));
  const cost = journeyCost({ ...watched, accounting, load: subject.load, series });
  const measureAny: Figures['measure'] = (objective) =>
    objective.kind === 'journey-cost' ? measureCost(objective.of, cost) : measure(objective);
  const limits = { isShort: isCutShort(ending.kind), isPartial: isOfOneRunner(samples) };
  return {
    schemaVersion: 3,
    run: runOf(subject, artifacts, facts),
    load: subject.load,
    accounting: { ...accounting, exceptions: accounting.exceptions ?? log?.exceptions ?? null },
    latency,
    ...responsesOf(samples?.collector.responses, facts),
    series: files.signals === undefined ? series : withCpu(series, files.signals),
    ...watched,
    ...(cost && { cost }),
    ...soakOf(samples, subject, series.windows, files.signals),
    objectives: {
      results: objectiveResults(subject, measureAny, thresholds, limits),
      thresholds,
      checks,
      integrity: facts?.integrity ?? null,
      integrityTrouble: facts?.integrityTrouble ?? null,
    },
    generator: generatorOf(lag, files.signals, facts),
    provenance: provenanceOf(subject, files, artifacts, figures),
  };
}

const axisOf = (windows: Series | null) =>
  windows === null
    ? undefined
    : { originMs: windows.originMs, windowMs: windows.windowMs, count: windows.started.length };

function figuresOf({ samples, summary }: RunArtifacts, subject: RunSubject, ending: Ending['kind']): Figures {
  if (samples !== undefined) return figuresOfSamples(samples, subject, ending);
  return summary === undefined ? noFigures(subject, ending) : figuresOfSummary(summary, subject);
}

const runOf = (
  subject: RunSubject,
  { samples, summary }: RunArtifacts,
  facts: RunFacts | undefined,
): RunResult['run'] => ({
  origin: subject.origin,
  runId: subject.runId,
  scenario: subject.scenario,
  profile: subject.profile,
  changes: subject.changes,
  isList: subject.isList,
  ...(subject.outline !== undefined && { outline: subject.outline }),
  startedAt: startOf(facts?.startedAtMs ?? samples?.collector.originMs),
  durationMs: facts?.durationMs ?? summary?.durationMs ?? null,
  ...(facts?.clockStepMs !== undefined && { clockStepMs: facts.clockStepMs }),
  ending: facts?.ending ?? completed,
  sameHost: facts?.sameHost ?? null,
  target: subject.target,
  ...(subject.note !== undefined && { note: subject.note }),
  command: subject.command,
});

const startOf = (startedAtMs: number | undefined): string | null =>
  startedAtMs === undefined || !isInstant(startedAtMs) ? null : new Date(startedAtMs).toISOString();
