import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ReportInput } from '../../reports/views/report-input.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/run-context.ts';
import { summaryIfAny } from '../results/summary.ts';
import type { Environment } from '../run/environment.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { readFacts, readPlan, readResult, readStored } from '../store/stored.ts';
import { readComparison } from '../store/stored-comparison.ts';
import { judgeResult } from './judge-result.ts';

/** A run from its folder: its stored result, or with `isAnew` (and where there is none) one made again of its artifacts. Nothing in the folder is changed. */
export async function readRun(folder: RunFolder, isAnew: boolean): Promise<ReportInput> {
  const stored = isAnew ? undefined : readResult(folder.result);
  const result = stored ?? (await rebuild(folder));
  const environment = readStored(folder.environment) as Environment | undefined;
  return judgeResult(result, environment, undefined, readComparison(folder.comparison));
}

async function rebuild(folder: RunFolder) {
  const plan = readPlan(folder.plan);
  const files = {
    samples: [folder.samples],
    summary: existsSync(folder.summary) ? summaryIfAny(folder.summary) : undefined,
    k6Log: folder.k6Log,
    signals: folder.signals,
  };
  return buildResult(subjectOfPlan(plan), files, readFacts(folder.facts) ?? unknownFacts);
}

/** Of a run whose caseload was killed before it could say how the run ended. */
const unknownFacts: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'interrupted', detail: 'caseload itself was killed before the run was over', k6ExitCode: null },
  startedAtMs: 0,
  durationMs: 0,
  parts: [],
  collectors: [],
  integrity: null,
  integrityTrouble: null,
  sameHost: false,
  cores: availableParallelism(),
};
