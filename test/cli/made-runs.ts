import { judgeRun, resultOf } from '../../lib/app/evaluate-run.ts';
import { planRun } from '../../lib/app/plan-run.ts';
import type { PrintOptions } from '../../lib/cli/args/run-options.ts';
import { printReport } from '../../lib/cli/terminal/print-report.ts';
import type { Terminal } from '../../lib/cli/terminal/terminal.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { RunFacts } from '../../lib/model/run-facts.ts';
import { defaultRequest } from '../../lib/model/run-request.ts';
import { writeJson } from '../../lib/store/artifacts.ts';
import { storeJudgement } from '../../lib/store/judgement.ts';
import { createRunFolder, pointLatestAt, type RunFolder } from '../../lib/store/run-folder.ts';
import { samplePlan, sampleResult } from '../judge/findings/sample-result.ts';
import { sampleEnvironment } from '../reports/inputs.ts';
import { completed } from '../results/samples/samples-file.ts';

/** What the run stage says of a run whose target could not be reached. */
const notStarted: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'not-started', detail: 'nothing listens', k6ExitCode: null },
  startedAtMs: Date.UTC(2026, 0, 1),
  durationMs: 0,
  parts: [],
  collectors: [],
  integrity: null,
  integrityTrouble: null,
  sameHost: false,
  cores: 2,
};

const planOf = async () => (await planRun(defaultRequest('e2e', 'smoke'), 'npm run load -- -s e2e')).plan;

/** A run folder with nothing but its plan, as a caseload that was killed leaves it; `latest` points at it. */
export async function begunRun(runsDir: string, name: string): Promise<RunFolder> {
  const folder = createRunFolder(runsDir, name);
  writeJson(folder.plan, await planOf());
  pointLatestAt(folder);
  return folder;
}

/** A run folder of a run that came to nothing, with all that `caseload load` writes then. */
export async function madeRun(
  runsDir: string,
  name: string,
  options: PrintOptions = {},
  terminal?: Terminal,
): Promise<RunFolder> {
  const folder = await begunRun(runsDir, name);
  writeJson(folder.facts, notStarted);
  const result = await resultOf(await planOf(), folder, notStarted);
  writeJson(folder.result, result);
  const run = judgeRun(result, undefined);
  storeJudgement(folder, run);
  await printReport(run, folder, options, terminal);
  return folder;
}

/** A run folder with the documents of a run that came to this result. */
export function measuredRun(runsDir: string, name: string, result: RunResult = sampleResult()): RunFolder {
  const folder = createRunFolder(runsDir, name);
  writeJson(folder.plan, samplePlan);
  writeJson(folder.facts, completed);
  writeJson(folder.environment, sampleEnvironment);
  writeJson(folder.result, result);
  storeJudgement(folder, judgeRun(result, sampleEnvironment));
  pointLatestAt(folder);
  return folder;
}
