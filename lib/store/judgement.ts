import type { FindingsDocument } from '../model/finding.ts';
import type { JudgedRun } from '../model/judged-run.ts';
import { writeJson } from './artifacts.ts';
import type { RunFolder } from './run-folder.ts';

/** Writes the findings, comparison and verdict of a run into its folder. */
export function storeJudgement(
  folder: RunFolder,
  { findings, hypotheses, diagnosis, comparison, verdict }: Omit<JudgedRun, 'result'>,
): void {
  const found: FindingsDocument = { schemaVersion: 3, findings, hypotheses, ...(diagnosis && { diagnosis }) };
  writeJson(folder.findings, found);
  if (comparison !== undefined) writeJson(folder.comparison, comparison);
  writeJson(folder.verdict, verdict);
}
