import type { ReportInput } from '../../reports/report-input.ts';
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
  folder: Pick<RunFolder, 'findings' | 'verdict'> | undefined,
): ReportInput {
  const findings = judgeFindings(result);
  const hypotheses = weighHypotheses(result);
  const verdict = judge(result, findings);
  if (folder !== undefined) {
    writeJson(folder.findings, { schemaVersion: 2, findings, hypotheses });
    writeJson(folder.verdict, verdict);
  }
  return { result, findings, hypotheses, verdict, environment, toolVersion };
}
