import { type ExitCode, exitCodes } from '../contract/exit-codes.ts';
import type { Ending } from '../contract/result.ts';
import type { Verdict } from '../contract/verdict.ts';

/**
 * The exit code of a run, where several reasons hold: 130 > 10 > 3 > 1 > 4 > 5 > 0. SUSPECT alone is 0, with its warning.
 */
export function exitCodeOf(
  { validity, objectives }: Pick<Verdict, 'validity' | 'objectives'>,
  ending: Ending['kind'],
): ExitCode {
  if (ending === 'interrupted') return exitCodes.interrupted;
  if (ending === 'engine-trouble' || ending === 'not-started') return exitCodes.trouble;
  if (validity === 'INVALID' || ending !== 'completed') return exitCodes.invalidRun;
  if (objectives === 'FAIL') return exitCodes.objectiveFailed;
  if (objectives === 'NO_DATA') return exitCodes.noData;
  return exitCodes.pass;
}
