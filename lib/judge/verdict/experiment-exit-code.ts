import type { CapacityAnswer } from '../../model/capacity.ts';
import type { Confirmation } from '../../model/confirmation.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import type { ExperimentAnswer } from '../../model/experiment-answer.ts';
import type { Overload } from '../../model/overload.ts';
import type { Sweep } from '../../model/sweep.ts';

/** The exit code of an experiment: that of its verdict, if it has one; 5 without an answer. */
export function experimentExitCode(answer: ExperimentAnswer): ExitCode {
  const { comparison, calibration, capacity, overload, sweep, confirmation, verdict } = answer;
  if (verdict) return verdict.exitCode;
  if (capacity) return capacityExitCode(capacity.answer);
  if (overload) return overloadExitCode(overload);
  if (sweep) return sweepExitCode(sweep);
  if (confirmation) return confirmationExitCode(confirmation);
  return comparison || calibration ? exitCodes.pass : exitCodes.noData;
}

/**
 * The exit code of a search for the sustainable rate: 1 where the target fails at any rate or died, 3 where what was
 * measured says nothing of it, 5 without a rate.
 *
 * @internal Tested by itself.
 */
export function capacityExitCode({ rateRps, flags }: Pick<CapacityAnswer, 'rateRps' | 'flags'>): ExitCode {
  if (flags.includes('stopped')) return exitCodes.interrupted;
  if (flags.includes('limit-missed-unloaded') || flags.includes('target-died')) return exitCodes.objectiveFailed;
  if (flags.includes('did-not-recover')) return exitCodes.objectiveFailed;
  if (flags.includes('generator-limited')) return exitCodes.invalidRun;
  return rateRps === null ? exitCodes.noData : exitCodes.pass;
}

/**
 * The exit code of an overload: 1 where the target died, broke its data or did not recover, 5 where there was no
 * overload to judge. How much of its rate it keeps is for the reader to judge.
 *
 * @internal Tested by itself.
 */
export function overloadExitCode({ behaviour, isConsistent, hasDied }: OverloadEnding): ExitCode {
  if (hasDied || isConsistent === false || behaviour === 'metastable') return exitCodes.objectiveFailed;
  return behaviour === 'unknown' ? exitCodes.noData : exitCodes.pass;
}

type OverloadEnding = Pick<Overload, 'behaviour' | 'isConsistent' | 'hasDied'>;

/**
 * The exit code of a sweep: 1 where every setting fails, 5 with too little to compare any. That some fail is an answer.
 *
 * @internal Tested by itself.
 */
export function sweepExitCode({ points }: Pick<Sweep, 'points'>): ExitCode {
  if (points.some(({ result }) => result === 'best')) return exitCodes.pass;
  const allFail = points.every(({ result }) => result === 'failing' || result === 'inconsistent');
  return allFail ? exitCodes.objectiveFailed : exitCodes.noData;
}

/**
 * The exit code of a diagnosis: 1 where the target died, or the change did not do what it was predicted to, or broke
 * the data; 5 where there was nothing to test, or the test is open.
 *
 * @internal Tested by itself.
 */
export function confirmationExitCode({ outcome }: Pick<Confirmation, 'outcome'>): ExitCode {
  if (outcome === 'refuted' || outcome === 'failing' || outcome === 'target-died') return exitCodes.objectiveFailed;
  const isAnswer = outcome === 'confirmed' || outcome === 'predicted' || outcome === 'nothing-limits';
  return isAnswer ? exitCodes.pass : exitCodes.noData;
}
