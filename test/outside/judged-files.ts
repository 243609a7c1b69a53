import { fileURLToPath } from 'node:url';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject } from '../../lib/results/run-context.ts';
import { firstInstantMs } from '../../lib/results/samples/first-instant.ts';
import { readSummary } from '../../lib/results/summary.ts';

interface Files {
  readonly summary?: string;
  readonly samples?: readonly string[];
  readonly log?: string;
}

/** A file of a case, or of a version of k6. */
export const fixture = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

/** What caseload makes of the files of a run that it did not make. */
export async function judgedFiles({ summary, samples = [], log }: Files) {
  const subject = { ...foreignSubject({ scenario: undefined, load: undefined }) };
  const result = await buildResult(
    { ...subject, originMs: await firstInstantMs(samples) },
    { samples, summary: summary === undefined ? undefined : readSummary(summary), k6Log: log, signals: undefined },
    undefined,
  );
  // What is written can be read again.
  resultSchema.parse(JSON.parse(JSON.stringify(result)));
  const findings = judgeFindings(result);
  const found = findings.filter(({ status }) => status === 'invalid' || status === 'suspect' || status === 'fail');
  return { result, findings, found: found.map(({ id }) => id), verdict: judge(result, findings) };
}
