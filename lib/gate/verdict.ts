import type { Finding } from '../contract/finding.ts';
import type { RunResult } from '../contract/result.ts';
import type { Verdict } from '../contract/verdict.ts';
import { exitCodeOf } from './exit-code.ts';

/**
 * The verdict of a run, from its objectives and findings. An objective without data is never a pass, and INVALID forbids PASS: what an untrustworthy run
 * seemed to reach is NO_DATA. A check that broke leaves something unchecked, so that the run is SUSPECT.
 */
export function judge(
  { objectives, ending }: Pick<RunResult, 'objectives' | 'ending'>,
  findings: readonly Pick<Finding, 'status'>[],
): Verdict {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  const validity = has('invalid') ? 'INVALID' : has('suspect') || has('error') ? 'SUSPECT' : 'VALID';
  const isFailed = has('fail') || objectives.some(({ status }) => status === 'FAIL');
  const lacksData =
    objectives.length === 0 || objectives.some(({ status }) => status === 'NO_DATA') || validity === 'INVALID';
  const verdict = isFailed ? 'FAIL' : lacksData ? 'NO_DATA' : 'PASS';
  return {
    schemaVersion: 2,
    validity,
    objectives: verdict,
    exitCode: exitCodeOf({ validity, objectives: verdict }, ending.kind),
  };
}
