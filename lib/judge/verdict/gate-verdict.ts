import type { ComparedRun, Comparison } from '../../model/comparison.ts';
import type { Verdict } from '../../model/verdict.ts';
import { exitCodeOf } from './exit-code.ts';

/**
 * The verdict of a gate: the comparison, and the objectives of the candidate over its runs. An objective that failed in
 * half of the runs or more is missed; in fewer, it is as likely the machine, and warns.
 */
export function judgeGate(
  comparison: Comparison,
  candidate: readonly Pick<ComparedRun, 'validity' | 'objectives'>[],
): Verdict {
  const share = (status: ComparedRun['objectives']) =>
    candidate.filter(({ objectives }) => objectives === status).length / candidate.length;
  const validity = candidate.some((run) => run.validity === 'SUSPECT') ? ('SUSPECT' as const) : ('VALID' as const);
  const objectives = objectivesOf(share);
  const baseline = comparison.verdict;
  return {
    schemaVersion: 2,
    validity,
    objectives,
    baseline,
    exitCode: exitCodeOf({ validity, objectives, baseline }, 'completed', { isStrict: comparison.isStrict }),
  };
}

function objectivesOf(share: (status: ComparedRun['objectives']) => number): Verdict['objectives'] {
  if (share('FAIL') >= 0.5) return 'FAIL';
  if (share('NO_DATA') > 0) return 'NO_DATA';
  return share('FAIL') > 0 || share('WARN') > 0 ? 'WARN' : 'PASS';
}
