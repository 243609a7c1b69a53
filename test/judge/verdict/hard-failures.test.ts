import { describe, expect, test } from 'vitest';
import { type GateRun, judgeGate } from '../../../lib/judge/verdict/gate-verdict.ts';
import { hardFailuresOf } from '../../../lib/judge/verdict/hard-failures.ts';
import type { ObjectiveResult, RunResult } from '../../../lib/model/result.ts';
import { binomialOf, randomOf } from '../../../lib/stats/random.ts';
import { sampleResult, withAccounting } from '../findings/sample-result.ts';

const [first] = sampleResult().objectives.results;
/** A run of so many journeys, of which 98 % were to succeed. */
function runOf(scheduled: number, failed: number): RunResult {
  const objective: ObjectiveResult = {
    ...(first as ObjectiveResult),
    objective: { kind: 'journey-success', aboveRatio: 0.98 },
    status: failed >= 0.02 * scheduled ? 'FAIL' : 'PASS',
  };
  const counts = { scheduled, started: scheduled, ok: scheduled - failed, failed, unfinished: 0, dropped: 0 };
  return withAccounting({ ...counts, droppedByTarget: 0, exceptions: 0, missing: 0 }, { objectives: [objective] });
}
const hardFailures = (result: RunResult, ...findings: { id: string; status: 'fail' }[]) =>
  hardFailuresOf({ result, findings: findings as never });

describe('a hard failure', () => {
  test.each([
    [80, 80, ['journey-success']],
    [80, 16, ['journey-success']],
    [1_000, 60, ['journey-success']],
    // As a target may by chance that fails no more than is allowed.
    [80, 3, []],
    [1_000, 25, []],
    [80, 0, []],
  ])('of %i journeys of which %i failed: %j', (scheduled, failed, failures) => {
    expect(hardFailures(runOf(scheduled, failed))).toEqual(failures);
  });

  test('is the death of the target, and data that are not consistent', () => {
    const died = { id: 'target-died', status: 'fail' } as const;
    const broken = { id: 'broken-integrity', status: 'fail' } as const;
    expect(hardFailures(runOf(80, 0), died, broken)).toEqual(['target-died', 'data-integrity']);
  });
});

describe.each([80, 360])('2,000 simulated gates of 12 pairs of runs of %i journeys', (journeys) => {
  const random = randomOf(journeys);
  const failuresOf = Array.from({ length: journeys + 1 }, (_, failed) => hardFailures(runOf(journeys, failed)));
  const gateRun = (side: 'base' | 'candidate', failedRatio: number): GateRun => {
    const failures = failuresOf[binomialOf(random, journeys, failedRatio)] ?? [];
    const objectives = failures.length > 0 ? 'FAIL' : 'PASS';
    const run = { name: side, validity: 'VALID', objectives } as const;
    return { point: { side, label: side }, run, failures, invalidBecause: [], isEvidence: true };
  };
  const exitCodes = (broken: number) =>
    Array.from({ length: 2_000 }, () => {
      const made = Array.from({ length: 12 }, (_, index) => [
        gateRun('base', 0.005),
        gateRun('candidate', index < broken ? 0.2 : 0.005),
      ]).flat();
      return judgeGate({ comparison: undefined, made, stop: undefined, isStrict: false }).exitCode;
    });

  test('never fail where both sides fail 0.5 % of their journeys at random', { timeout: 60_000 }, () => {
    expect(exitCodes(0).filter((code) => code !== 0)).toEqual([]);
  });

  test.each([1, 3, 5])('all fail where the candidate breaks in %i runs', { timeout: 60_000 }, (broken) => {
    const passed = exitCodes(broken).filter((code) => code !== 1);
    // Of 80 journeys, a fifth that fails may by chance be hardly more than the 2 % that may.
    expect(passed.length / 2_000).toBeLessThanOrEqual(journeys === 80 ? 0.02 : 0);
  });
});
