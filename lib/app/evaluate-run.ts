import { basename } from 'node:path';
import type { ReportInput } from '../../reports/views/report-input.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/run-context.ts';
import { summaryIfAny } from '../results/summary.ts';
import type { Environment } from '../run/environment.ts';
import { writeJson } from '../store/artifacts.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { type HeldAgainst, holdAgainst } from './against-baseline.ts';
import { judgeResult } from './judge-result.ts';

/** results → findings → verdict, each written as it ends. */
export async function conclude(
  plan: RunPlan,
  folder: RunFolder,
  facts: RunFacts,
  environment: Environment | undefined,
  against?: HeldAgainst,
): Promise<ReportInput> {
  const result = await buildResult(
    subjectOfPlan(plan),
    { samples: [folder.samples], summary: summaryIfAny(folder.summary), k6Log: folder.k6Log, signals: folder.signals },
    facts,
  );
  writeJson(folder.result, result);
  const comparison = against && environment && holdAgainst(against, plan, environment, result, basename(folder.path));
  return judgeResult(result, environment, folder, comparison);
}
