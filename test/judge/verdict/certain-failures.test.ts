import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../../lib/contract/objective.ts';
import { judgeFindings } from '../../../lib/judge/findings/all.ts';
import { certainFailures } from '../../../lib/judge/verdict/certain-failures.ts';
import { judge } from '../../../lib/judge/verdict/verdict.ts';
import type { Finding } from '../../../lib/model/finding.ts';
import type { Distribution, ObjectiveResult, RunResult } from '../../../lib/model/result.ts';
import type { FlatResult } from '../../flat-result.ts';
import { anyResult } from '../findings/any-result.ts';
import { sampleResult, withAccounting } from '../findings/sample-result.ts';

const sample = sampleResult();
const success: Objective = { kind: 'journey-success', aboveRatio: 0.9 };
const failed: Objective = { kind: 'failed-requests', belowRatio: 0.02 };
const p95: Objective = { kind: 'latency', percentile: 95, belowMs: 800 };
const order: Objective = { kind: 'step-success', step: 'order', aboveRatio: 0.9 };

const missed = (objective: Objective): ObjectiveResult => ({
  ...(sample.objectives.results[0] as ObjectiveResult),
  ...{ objective, status: 'FAIL' },
});
/** An objective of 300 scheduled journeys that was missed. */
const of = (
  objective: Objective,
  accounting: Partial<RunResult['accounting']>,
  changes: Partial<FlatResult> = {},
): RunResult => withAccounting(accounting, { objectives: [missed(objective)], ...changes });
const isCertain = (result: RunResult, findings: readonly Pick<Finding, 'id' | 'status'>[] = []): boolean =>
  certainFailures(result, findings).length > 0;

const requests = (n: number, count: number) => ({ requests: { ...sample.latency.requests, n, failed: count } });
/** Latency of all requests: this share of them took a second. */
const slow = (share: number, n = 900): { distributions: Distribution[] } => ({
  distributions: [
    {
      ...{ name: null, n, atLeastFromQ: null },
      points: [0, 0.5, 0.9, 0.95, 0.99, 1].map((q) => ({ q, ms: q >= 1 - share ? 1_000 : 100 })),
    },
  ],
});
const orders = (attempted: number, count: number) => ({
  steps: sample.latency.steps.map((step) =>
    step.name === 'order' ? { ...step, attempted, succeeded: attempted - count, failed: count } : step,
  ),
});
const broken = { isTruncated: true } as const;

describe('a failure that no doubt could turn', () => {
  test.each<[what: string, result: RunResult, certain: boolean]>([
    // 300 scheduled, of which 30 may fail.
    ['journeys that the target failed', of(success, { failed: 30 }), true],
    ['too few of them', of(success, { failed: 29 }), false],
    ['journeys that never ended', of(success, { unfinished: 30 }), true],
    ['journeys that found every VU waiting for the target', of(success, { dropped: 40, droppedByTarget: 30 }), true],
    ['not those that the generator dropped', of(success, { dropped: 40, droppedByTarget: 0 }), false],
    ['not those that an exception of the script ended', of(success, { failed: 40, exceptions: 40 }), false],
    ['not those of which nothing is known', of(success, { missing: 200 }), false],
    [
      'not open journeys of a run that its user stopped',
      of(success, { unfinished: 60 }, { ending: { kind: 'interrupted', detail: '', k6ExitCode: null } }),
      false,
    ],
    ['not journeys whose end may be in rows that are missing', of(success, { unfinished: 60 }, broken), false],
    ['failed ones, whatever rows are missing', of(success, { failed: 30 }, broken), true],
    [
      'not figures of two runs',
      of(success, { failed: 90 }, { mismatch: { metric: 'a', inSummary: 1, inSamples: 2 } }),
      false,
    ],
    ['failed requests', of(failed, {}, requests(900, 18)), true],
    [
      'not if those that were not offered could have been enough',
      of(failed, { missing: 10 }, requests(900, 18)),
      false,
    ],
    ['failed requests of a part of the samples', of(failed, {}, { ...requests(500, 18), ...broken }), true],
    ['not too few of them', of(failed, {}, { ...requests(500, 17), ...broken }), false],
    ['slow requests, all of which were recorded', of(p95, {}, slow(0.05)), true],
    ['slow requests beside journeys that were not offered', of(p95, { missing: 100 }, slow(0.1)), true],
    ['not if those could have been enough fast ones', of(p95, { missing: 300 }, slow(0.1)), false],
    ['failures of a step', of(order, {}, orders(300, 30)), true],
    ['not of a step whose rows are missing', of(order, {}, { ...orders(100, 20), ...broken }), false],
    ['no objective of a single stage', of({ ...success, stage: 1 }, { failed: 300 }), false],
  ])('is one by %s', (_what, result, certain) => {
    expect(isCertain(result)).toBe(certain);
  });

  test('is no latency that a generator without CPU measured', () => {
    const findings = (status: Finding['status']) => [{ id: 'generator-saturated', status }];
    expect(isCertain(of(p95, {}, slow(0.5)), findings('invalid'))).toBe(false);
    expect(isCertain(of(p95, {}, slow(0.5)), findings('suspect'))).toBe(true);
  });

  test('is no drop for which the plan is to blame', () => {
    const vus = { count: 10, wanted: 300, capped: false, chosen: true };
    const load = { ...(sample.load as NonNullable<RunResult['load']>), virtualUsers: vus };
    expect(isCertain(of(success, { dropped: 90, droppedByTarget: 90 }, { load }))).toBe(false);
  });

  test('is a FAIL with exit code 1 although the run is INVALID', () => {
    const result = of(success, { failed: 60, missing: 100 });
    expect(judge(result, judgeFindings(result))).toMatchObject({
      ...{ validity: 'INVALID', objectives: 'FAIL', exitCode: 1 },
    });
    const doubtful = of(success, { failed: 10, missing: 100 });
    expect(judge(doubtful, judgeFindings(doubtful))).toMatchObject({ objectives: 'FAIL', exitCode: 3 });
  });

  test('stays one however many more journeys the target fails', () => {
    fc.assert(
      fc.property(anyResult, fc.nat(50), (result, more) => {
        const { accounting } = result;
        const journeys = certainFailures(result, []).filter(({ objective }) => objective.kind === 'journey-success');
        const worse = { ...result, accounting: { ...accounting, failed: (accounting.failed ?? 0) + more } };
        expect(certainFailures(worse, [])).toEqual(expect.arrayContaining(journeys));
      }),
    );
  });
});
