import type { ExitCode } from '../contract/exit-codes.ts';
import type { RunPlan } from '../contract/plan.ts';
import type { RunFacts } from '../contract/run-facts.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/subject.ts';
import { summaryIfAny } from '../results/summary.ts';
import { writeJson } from '../run/artifacts.ts';
import type { Environment } from '../run/environment.ts';
import type { RunFolder } from '../run/run-folder.ts';
import { judgeResult } from './judge-result.ts';
import type { RunOptions } from './run-options.ts';
import { tellReport } from './tell-report.ts';
import type { Terminal } from './terminal.ts';

/** results → findings → verdict → reports, each written as it ends. */
export async function conclude(
  plan: RunPlan,
  folder: RunFolder,
  facts: RunFacts,
  environment: Environment | undefined,
  options: Pick<RunOptions, 'json' | 'lang' | 'report'>,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const result = await buildResult(
    subjectOfPlan(plan),
    { samples: folder.samples, summary: summaryIfAny(folder.summary), k6Log: folder.k6Log, signals: folder.signals },
    facts,
  );
  writeJson(folder.result, result);
  const input = judgeResult(result, environment, folder);
  tellReport(input, folder, options, terminal);
  return input.verdict.exitCode;
}
