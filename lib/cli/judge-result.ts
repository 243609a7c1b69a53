import type { ReportInput } from '../../reports/report-input.ts';
import type { Comparison } from '../contract/comparison.ts';
import type { RunResult } from '../contract/result.ts';
import { judgeFindings } from '../findings/all.ts';
import { judge } from '../gate/verdict.ts';
import { weighHypotheses } from '../hypotheses/all.ts';
import { writeJson } from '../run/artifacts.ts';
import type { Environment } from '../run/environment.ts';
import type { RunFolder } from '../run/run-folder.ts';
import { toolVersion } from './tool-version.ts';

/** Findings, hypotheses and verdict of a result, written to its folder where it has one. */
export function judgeResult(
  result: RunResult,
  environment: Environment | undefined,
  folder: Pick<RunFolder, 'findings' | 'verdict' | 'comparison'> | undefined,
  comparison?: Comparison,
): ReportInput {
  const findings = judgeFindings(result, comparison?.differences ?? null);
  const hypotheses = weighHypotheses(result);
  const against = comparison && { baseline: comparison.verdict, isStrict: comparison.isStrict };
  const verdict = judge(result, findings, against);
  if (folder !== undefined) {
    writeJson(folder.findings, { schemaVersion: 2, findings, hypotheses });
    if (comparison !== undefined) writeJson(folder.comparison, comparison);
    writeJson(folder.verdict, verdict);
  }
  return { result, findings, hypotheses, verdict, comparison, environment, toolVersion };
}
