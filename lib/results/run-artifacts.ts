import { existsSync } from 'node:fs';
import { ArtifactError } from '../model/errors.ts';
import type { LogFacts } from '../model/result.ts';
import { instantsMs } from '../plan/schedule.ts';
import { readK6Log } from './k6-log.ts';
import type { RunSubject } from './run-context.ts';
import { readSamples, type Samples } from './samples/samples.ts';
import type { Summary } from './summary.ts';
import { type ParsedThreshold, parseThreshold } from './threshold-expression.ts';
import { thresholdsOf } from './threshold-results.ts';

/** Where the artifacts of a run are. */
export interface RunFiles {
  /** A file of each runner; none, or files that are not there, when none were recorded. */
  readonly samples: readonly string[];
  readonly summary: Summary | undefined;
  readonly k6Log: string | undefined;
  readonly signals: string | undefined;
  readonly activity?: string | undefined;
  readonly cpuProfile?: string | undefined;
}

/** What the artifacts of a run hold. */
export interface RunArtifacts {
  readonly samples: Samples | undefined;
  readonly summary: Summary | undefined;
  readonly log: LogFacts | null;
}

/** Reads what k6 recorded of a run. */
export async function readArtifacts(files: RunFiles, subject: RunSubject): Promise<RunArtifacts> {
  const { summary, k6Log } = files;
  const samples = await samplesOf(files.samples, subject, [...thresholdsOf(summary), ...ownThresholds(subject)]);
  return { samples, summary, log: k6Log === undefined ? null : await logOf(k6Log, subject) };
}

/** Objectives in k6's own form, of which k6 was not asked. */
const ownThresholds = ({ isSamplesOnly = false, objectives = [] }: RunSubject): ParsedThreshold[] =>
  objectives.flatMap((objective) =>
    isSamplesOnly && objective.kind === 'threshold'
      ? (parseThreshold(objective.metric, objective.expression) ?? [])
      : [],
  );

/** What k6 logged. A log of ours may be missing; one that the user named is reported if it cannot be read. */
async function logOf(path: string, { origin }: RunSubject): Promise<LogFacts | null> {
  // Node asks an error of a stream for its stack, for which the whole source map is read.
  if (origin === 'caseload' && !existsSync(path)) return null;
  try {
    return await readK6Log(path);
  } catch (error) {
    if (origin === 'caseload' && error instanceof ArtifactError) return null;
    throw error;
  }
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
    pausesMs: subject.pausesMs,
    stages: subject.stages,
    originMs: subject.originMs,
    firstDueMs: subject.arrival && first(instantsMs(subject.arrival)),
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
