import { existsSync } from 'node:fs';
import { k6Scenarios, metrics } from '../contract/metrics.ts';
import { ArtifactError } from '../model/errors.ts';
import type { Ending, RunResult, ThresholdResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { rampingInstantsMs } from '../plan/schedule.ts';
import { isInstant } from './collector.ts';
import type { Figures } from './figures.ts';
import { figuresOfSamples } from './from-samples.ts';
import { figuresOfSummary, noFigures } from './from-summary.ts';
import { readK6Log } from './k6-log.ts';
import { evaluateObjective, objectiveOfThreshold } from './objectives.ts';
import type { RunSubject } from './run-context.ts';
import { readSamples, type Samples } from './samples/samples.ts';
import { readCpu } from './signals.ts';
import { type Summary, valuesOf } from './summary.ts';
import { isWithin, parseThreshold, type ThresholdWords } from './threshold-words.ts';

/** Where the artifacts of a run are. */
export interface RunFiles {
  /** undefined, or a file that is not there, when none were recorded. */
  readonly samples: string | undefined;
  readonly summary: Summary | undefined;
  readonly k6Log: string | undefined;
  readonly signals: string | undefined;
}

/** Endings after which journeys were never due, through no fault of the target. */
const cutShort: ReadonlySet<Ending['kind']> = new Set([
  'interrupted',
  'aborted',
  'not-started',
  'engine-trouble',
  'objective-failed',
]);

/** The result of a run, read from its artifacts: from the samples where there are any, else from k6's summary. */
export async function buildResult(
  subject: RunSubject,
  { samples: samplesFile, summary, k6Log, signals }: RunFiles,
  facts: RunFacts | undefined,
): Promise<RunResult> {
  const words = thresholdsOf(summary);
  const samples = samplesFile === undefined ? undefined : await samplesOf(samplesFile, subject, words);
  const ending = facts?.ending ?? { kind: 'completed', detail: '', k6ExitCode: null };
  const isCutShort = cutShort.has(ending.kind);
  const figures = samples
    ? figuresOfSamples(samples, subject, isCutShort)
    : summary
      ? figuresOfSummary(summary, subject)
      : noFigures(subject);
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
    accounting,
    latency,
    series,
    objectives: {
      results: objectivesOf(subject, measure, thresholds, isCutShort),
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
      isTruncated: subject.recorded !== 'none' && samplesFile !== undefined && !samples?.isWhole,
      malformedRows: samples?.malformed ?? 0,
      hasSummary: summary !== undefined,
      isSummaryExport: summary?.isExport ?? false,
      mismatch: mismatchOf(summary, samples, subject),
      log: (k6Log && (await readK6Log(k6Log))) || null,
      inputs: [...(samples ? [samples.input] : []), ...(summary ? [summary.input] : [])],
    },
  };
}

function startOf(samples: Samples | undefined): string | null {
  const originMs = samples?.collector.originMs;
  return originMs === undefined || !isInstant(originMs) ? null : new Date(originMs).toISOString();
}

async function samplesOf(
  file: string,
  subject: RunSubject,
  thresholds: readonly ThresholdWords[],
): Promise<Samples | undefined> {
  const isOurs = subject.origin === 'caseload';
  if (isOurs && !existsSync(file)) return undefined;
  const question = {
    steps: subject.steps?.map(({ name }) => name),
    stages: subject.stages,
    originMs: subject.originMs,
    firstDueMs: subject.arrival && first(rampingInstantsMs(subject.arrival)),
    thresholds,
  };
  try {
    return await readSamples(file, question);
  } catch (error) {
    // A k6 that was killed at once leaves a file without a row: the run has no samples, which is a finding. Whoever names a file is told what is wrong with it.
    if (isOurs && error instanceof ArtifactError) return undefined;
    throw error;
  }
}

const first = <Item>(items: Iterable<Item>): Item | undefined => {
  for (const item of items) return item;
  return undefined;
};

/** The thresholds of k6 that can be taken apart, each once. */
function thresholdsOf(summary: Summary | undefined): ThresholdWords[] {
  return Object.entries(summary?.metrics ?? {}).flatMap(([name, { thresholds }]) =>
    Object.keys(thresholds).flatMap((expression) => parseThreshold(name, expression) ?? []),
  );
}

function objectivesOf(
  { objectives }: RunSubject,
  measure: Figures['measure'],
  thresholds: readonly ThresholdResult[],
  isCutShort: boolean,
): RunResult['objectives']['results'] {
  if (objectives === undefined) return thresholds.map(objectiveOfThreshold);
  return objectives.map((objective) => {
    const { kind } = objective;
    const threshold =
      kind === 'threshold' &&
      thresholds.find(({ metric, expression }) => metric === objective.metric && expression === objective.expression);
    return threshold ? objectiveOfThreshold(threshold) : evaluateObjective(objective, measure(objective), isCutShort);
  });
}

function thresholdResults(summary: Summary | undefined, samples: Samples | undefined): ThresholdResult[] {
  // k6 writes its metrics in no order.
  return Object.entries(summary?.metrics ?? {})
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([metric, { type, values, thresholds }]) =>
      Object.entries(thresholds).map(([expression, isOk]) => {
        const series = samples?.thresholds.find(
          ({ words }) => words.name === metric && words.expression === expression,
        );
        const ofSamples = series?.value(type === 'counter') ?? null;
        const words = series?.words ?? parseThreshold(metric, expression);
        const ofSummary = words ? (values[valueName(words)] ?? null) : null;
        return {
          metric,
          expression,
          isOk,
          value: ofSummary ?? ofSamples,
          n: series?.n() ?? countOfMetric(type, values),
          holds: series && ofSamples !== null ? isWithin(ofSamples, series.words) : null,
        };
      }),
    );
}

/** Under which name a summary has the value of an aggregation. */
const valueName = ({ aggregation, q }: ThresholdWords): string =>
  aggregation === 'percentile' ? `p(${Number((q * 100).toFixed(6))})` : aggregation;

/** Samples behind a metric of a summary; null where it leaves them out. */
function countOfMetric(type: string | undefined, values: Readonly<Record<string, number | null>>): number | null {
  if (type === 'rate') return (values.passes ?? 0) + (values.fails ?? 0);
  if (type === 'counter') return values.count ?? null;
  if (type !== 'trend') return null;
  // k6 leaves the count of a Trend out unless it is asked for it; one without a sample has zeros everywhere, which no request takes.
  return values.count ?? (Object.values(values).every((value) => value === 0) ? 0 : null);
}

/** k6's own counts against those of the samples: they are of one run, and whole, only if they agree. */
function mismatchOf(
  summary: Summary | undefined,
  samples: Samples | undefined,
  { hasWarmUp }: RunSubject,
): RunResult['provenance']['mismatch'] {
  if (summary === undefined || samples === undefined || !samples.isWhole) return null;
  const { rowCounts, counts } = samples.collector;
  // Of journeys, the samples are counted without the warm-up.
  const load = hasWarmUp ? { scenario: k6Scenarios.load } : {};
  const pairs = [
    { metric: 'http_reqs', tags: {}, inSamples: rowCounts.requests },
    { metric: 'checks', tags: {}, inSamples: rowCounts.checks },
    { metric: 'iterations', tags: {}, inSamples: rowCounts.iterations },
    { metric: metrics.journeysStarted, tags: load, inSamples: counts.started },
    { metric: metrics.journeysOk, tags: load, inSamples: counts.ok },
    { metric: metrics.journeysFailed, tags: load, inSamples: counts.failed },
    { metric: 'dropped_iterations', tags: load, inSamples: counts.dropped },
  ].map(({ metric, tags, inSamples }) => {
    const { count, passes, fails } = valuesOf(summary, metric, tags);
    return { metric, inSamples, inSummary: count ?? (passes == null || fails == null ? null : passes + fails) };
  });
  const differing = pairs.find(({ inSummary, inSamples }) => typeof inSummary === 'number' && inSummary !== inSamples);
  return differing
    ? { metric: differing.metric, inSummary: differing.inSummary ?? 0, inSamples: differing.inSamples }
    : null;
}
