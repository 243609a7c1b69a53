import type { ReportInput } from '../../reports/views/report-input.ts';
import { weighHypotheses } from '../judge/diagnosis/all.ts';
import { judgeFindings } from '../judge/findings/all.ts';
import { judge } from '../judge/verdict/verdict.ts';
import type { Comparison } from '../model/comparison.ts';
import type { RunResult } from '../model/result.ts';
import type { Environment } from '../run/environment.ts';
import { writeJson } from '../store/artifacts.ts';
import type { RunFolder } from '../store/run-folder.ts';
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
