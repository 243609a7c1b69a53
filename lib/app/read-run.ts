import { availableParallelism } from 'node:os';
import { ArtifactError } from '../model/errors.ts';
import type { JudgedRun } from '../model/judged-run.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { isLocked } from '../store/folder-lock.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { readEnvironment, readFacts, readPlan, readResult } from '../store/stored.ts';
import { readComparison } from '../store/stored-comparison.ts';
import { judgeRun, resultOf } from './evaluate-run.ts';

/**
 * A run from its folder: its stored result, or with `rebuild` (and where there is none) one made again from its
 * artifacts. Nothing in the folder is changed.
 */
export async function readRun(folder: RunFolder, rebuild: boolean): Promise<JudgedRun> {
  if (readFacts(folder.facts) === undefined && isLocked(folder.path)) {
    throw new ArtifactError(`${folder.path} is still in progress`, { hint: 'wait until it has ended' });
  }
  const stored = rebuild ? undefined : readResult(folder.result);
  const result = stored ?? (await resultOf(readPlan(folder.plan), folder, readFacts(folder.facts) ?? unknownFacts));
  return judgeRun(result, readEnvironment(folder.environment), readComparison(folder.comparison));
}

/** For a run whose caseload was killed before it could record how the run ended. */
const unknownFacts: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'interrupted', detail: 'caseload was killed before the run was over', k6ExitCode: null },
  startedAtMs: 0,
  durationMs: 0,
  parts: [],
  collectors: [],
  integrity: null,
  integrityTrouble: null,
  sameHost: false,
  cores: availableParallelism(),
};
