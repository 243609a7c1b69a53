import type { Finding } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';
import type { Verdict } from '../../model/verdict.ts';
import { exitCodeOf } from './exit-code.ts';

/** What a run is held against beside its objectives. */
export interface Against {
  readonly baseline: Verdict['baseline'];
  /** INCONCLUSIVE does not pass. */
  readonly isStrict: boolean;
}

/**
 * The verdict of a run, from its objectives and findings. An objective without data is never a pass, and INVALID forbids PASS: what an untrustworthy run
 * seemed to reach is NO_DATA. A check that broke leaves something unchecked, so that the run is SUSPECT.
 */
export function judge(
  { objectives: { results: objectives }, run: { ending } }: Pick<RunResult, 'objectives' | 'run'>,
  findings: readonly Pick<Finding, 'status'>[],
  against: Against = { baseline: null, isStrict: false },
): Verdict {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  const validity = has('invalid') ? 'INVALID' : has('suspect') || has('error') ? 'SUSPECT' : 'VALID';
  const isFailed = has('fail') || objectives.some(({ status }) => status === 'FAIL');
  // What only warns need not have data.
  const binding = objectives.filter(({ objective }) => objective.severity !== 'warn');
  const lacksData =
    objectives.length === 0 || binding.some(({ status }) => status === 'NO_DATA') || validity === 'INVALID';
  const isWarned = objectives.some(({ status }) => status === 'WARN');
  const verdict = isFailed ? 'FAIL' : lacksData ? 'NO_DATA' : isWarned ? 'WARN' : 'PASS';
  // Numbers that cannot be trusted, or were not all there, compare with nothing.
  const baseline = against.baseline && (validity === 'INVALID' ? 'INCONCLUSIVE' : against.baseline);
  return {
    schemaVersion: 2,
    validity,
    objectives: verdict,
    baseline,
    exitCode: exitCodeOf({ validity, objectives: verdict, baseline }, ending.kind, against.isStrict),
  };
}
