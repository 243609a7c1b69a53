import type { CapacityAnswer, CapacityFlag } from '../../model/capacity.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import type { Verdict } from '../../model/verdict.ts';

/** Whatever rate it was: the target did not stand the search, or none meets the objectives. */
const failing: readonly CapacityFlag[] = ['limit-missed-unloaded', 'target-died', 'did-not-recover'];

/**
 * Whether the sustainable rate is above a limit: PASS only if the interval's lower end is, FAIL if its upper end is
 * not, else NO_DATA. A target that met its objectives at the highest rate of the search passes, too.
 */
export function capacityVerdict(answer: CapacityAnswer, aboveRps: number): Verdict {
  const { flags } = answer;
  const isMeasured = !flags.includes('generator-limited') && !flags.includes('stopped');
  const objectives = objectivesOf(answer, aboveRps);
  const exits = { PASS: exitCodes.pass, FAIL: exitCodes.objectiveFailed, NO_DATA: exitCodes.noData } as const;
  return {
    schemaVersion: 2,
    validity: isMeasured ? (flags.includes('irregular') ? 'SUSPECT' : 'VALID') : 'INVALID',
    objectives,
    baseline: null,
    aboveRps,
    exitCode: flags.includes('stopped') ? exitCodes.interrupted : exits[objectives],
  };
}

function objectivesOf(answer: CapacityAnswer, aboveRps: number): 'PASS' | 'FAIL' | 'NO_DATA' {
  const { interval, confirmedRps, flags } = answer;
  if (flags.some((flag) => failing.includes(flag))) return 'FAIL';
  if (flags.includes('generator-limited') || flags.includes('stopped')) return 'NO_DATA';
  if (flags.includes('never-saturated')) return (confirmedRps ?? 0) > aboveRps ? 'PASS' : 'NO_DATA';
  if (interval === null) return 'NO_DATA';
  if (interval.highRps <= aboveRps) return 'FAIL';
  return interval.lowRps > aboveRps && !flags.includes('not-confirmed') ? 'PASS' : 'NO_DATA';
}
