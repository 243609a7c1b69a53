import { basename } from 'node:path';
import type { ReportInput } from '../../reports/report-input.ts';
import type { RunPlan } from '../contract/plan.ts';
import type { RunFacts } from '../contract/run-facts.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/subject.ts';
import { summaryIfAny } from '../results/summary.ts';
import { writeJson } from '../run/artifacts.ts';
import type { Environment } from '../run/environment.ts';
import type { RunFolder } from '../run/run-folder.ts';
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
    { samples: folder.samples, summary: summaryIfAny(folder.summary), k6Log: folder.k6Log, signals: folder.signals },
    facts,
  );
  writeJson(folder.result, result);
  const comparison = against && environment && holdAgainst(against, plan, environment, result, basename(folder.path));
  return judgeResult(result, environment, folder, comparison);
}
