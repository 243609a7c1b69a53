import type { Finding } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';
import type { Verdict } from '../../model/verdict.ts';
import { certainFailures } from './certain-failures.ts';
import { exitCodeOf } from './exit-code.ts';

/** What a run is compared with besides its objectives. */
export interface Against {
  readonly baseline: Verdict['baseline'];
  /** INCONCLUSIVE does not pass. */
  readonly isStrict: boolean;
}

/**
 * The verdict of a run, from its objectives and findings. An objective without data is never a pass, and INVALID
 * forbids PASS: an objective that an untrustworthy run seemed to meet is NO_DATA. A certain failure stays one, no
 * matter what the validity is. A check that broke leaves something unchecked, so the run is SUSPECT.
 */
export function judge(
  result: RunResult,
  findings: readonly Pick<Finding, 'id' | 'status'>[],
  against: Against = { baseline: null, isStrict: false },
): Verdict {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  const validity = has('invalid') ? 'INVALID' : has('suspect') || has('error') ? 'SUSPECT' : 'VALID';
  const objectives = objectivesVerdict(result.objectives.results, { isFailed: has('fail'), validity });
  // Numbers that cannot be trusted, or were not all there, compare with nothing.
  const baseline = against.baseline && (validity === 'INVALID' ? 'INCONCLUSIVE' : against.baseline);
  const isFailureCertain = has('fail') || certainFailures(result, findings).length > 0;
  return {
    schemaVersion: 2,
    validity,
    objectives,
    baseline,
    exitCode: exitCodeOf({ validity, objectives, baseline }, result.run.ending.kind, {
      isFailureCertain,
      isStrict: against.isStrict,
    }),
  };
}

function objectivesVerdict(
  results: RunResult['objectives']['results'],
  { isFailed, validity }: { isFailed: boolean; validity: Verdict['validity'] },
): Verdict['objectives'] {
  if (isFailed || results.some(({ status }) => status === 'FAIL')) return 'FAIL';
  // What only warns need not have data.
  const binding = results.filter(({ objective }) => objective.severity !== 'warn');
  const lacksData = results.length === 0 || binding.some(({ status }) => status === 'NO_DATA');
  if (lacksData || validity === 'INVALID') return 'NO_DATA';
  return results.some(({ status }) => status === 'WARN') ? 'WARN' : 'PASS';
}
