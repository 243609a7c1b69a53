import type { ExitCode } from '../contract/exit-codes.ts';
import { judgeFindings } from '../findings/all.ts';
import { judge } from '../gate/verdict.ts';
import { buildResult, type RunFacts } from '../results/build-result.ts';
import { writeJson } from '../run/artifacts.ts';
import type { Environment } from '../run/environment.ts';
import type { RunFolder } from '../run/run-folder.ts';
import type { PlannedRun } from './parse-run-words.ts';
import type { RunOptions } from './run-options.ts';
import { tellReport } from './tell-report.ts';
import type { Terminal } from './terminal.ts';

/** results → findings → verdict → reports, each written as it ends. */
export async function conclude(
  { plan }: PlannedRun,
  folder: RunFolder,
  facts: RunFacts,
  environment: Environment | undefined,
  options: Pick<RunOptions, 'json'>,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const result = await buildResult(plan, folder, facts);
  writeJson(folder.result, result);
  const findings = judgeFindings(result, plan);
  writeJson(folder.findings, findings);
  const verdict = judge(result, findings);
  writeJson(folder.verdict, verdict);
  tellReport({ plan, result, findings, verdict, environment }, folder, options, terminal);
  return verdict.exitCode;
}
