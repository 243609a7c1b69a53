import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import type { Ending } from '../../model/result.ts';
import type { Verdict } from '../../model/verdict.ts';

/**
 * The exit code of a run, by precedence: 130, 10, 1 (a certain failure), 3, 1, 4, 5, 0.
 * SUSPECT alone is 0, with its warning; so are WARN, and INCONCLUSIVE unless the user is strict.
 * @param isFailureCertain FAIL, even in view of all doubts about the measurement
 */
export function exitCodeOf(
  { validity, objectives, baseline }: Pick<Verdict, 'validity' | 'objectives' | 'baseline'>,
  ending: Ending['kind'],
  { isFailureCertain = false, isStrict = false } = {},
): ExitCode {
  if (ending === 'interrupted') return exitCodes.interrupted;
  if (ending === 'engine-trouble' || ending === 'not-started') return exitCodes.trouble;
  if (objectives === 'FAIL' && isFailureCertain) return exitCodes.objectiveFailed;
  // k6 was to stop at the first objective that failed, and did.
  const isCutByObjective = ending === 'objective-failed' && objectives === 'FAIL';
  if (validity === 'INVALID' || !(ending === 'completed' || isCutByObjective)) return exitCodes.invalidRun;
  if (objectives === 'FAIL') return exitCodes.objectiveFailed;
  const ofBaseline = baselineExitCode(baseline, isStrict);
  if (ofBaseline === exitCodes.regression) return ofBaseline;
  return objectives === 'NO_DATA' ? exitCodes.noData : ofBaseline;
}

/** The exit code of a comparison alone. */
export function baselineExitCode(baseline: Verdict['baseline'], isStrict: boolean): ExitCode {
  if (baseline === 'WORSE') return exitCodes.regression;
  return baseline === 'INCONCLUSIVE' && isStrict ? exitCodes.noData : exitCodes.pass;
}
