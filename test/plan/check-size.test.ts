import { describe, expect, test } from 'vitest';
import { UsageError } from '../../lib/model/errors.ts';
import caseOne from '../../profiles/case1.ts';
import constant from '../../profiles/constant.ts';
import e2e from '../../scenarios/e2e.ts';
import orderOnly from '../../scenarios/order-only.ts';
import { type PlanChanges, planOf } from '../plan-of.ts';

const weekMs = 7 * 24 * 3_600_000;
const stages = (count: number) => Array.from({ length: count }, () => ({ targetRps: 1, durationMs: weekMs }));
const plan = (changes: PlanChanges, scenario = e2e) => planOf(scenario, caseOne, { allowLarge: true, ...changes });

describe('a load that does not fit is refused by arithmetic, --yes or not', () => {
  test('for its time: a timer of 25 days would end at once', () => {
    expect(() => plan({ changes: { stages: stages(3) } })).not.toThrow();
    const tooLong = () => plan({ changes: { stages: stages(4) } });
    expect(tooLong).toThrow(UsageError);
    expect(tooLong).toThrow('the load lasts 28.0 days, with its warm-up and its end');
    const withWarmUp = () => plan({ changes: { stages: stages(3), warmUpMs: weekMs } });
    expect(withWarmUp).toThrow('the load lasts 28.0 days');
  });

  test('for its VUs, after --scale', () => {
    const closed = {
      ...{ name: 'many', summary: 'many', executor: 'per-vu-iterations' as const },
      ...{ vus: 100_000, iterations: 1, maxDurationMs: 1_000 },
    };
    const request = { allowLarge: true, changes: { scale: 1_000 } };
    expect(() => planOf(e2e, closed, request)).toThrow('the load has 100,000,000 VUs');
  });

  test('for its journeys: VUs × iterations', () => {
    const closed = {
      ...{ name: 'many', summary: 'many', executor: 'per-vu-iterations' as const },
      ...{ vus: 50_000, iterations: 1e9, maxDurationMs: 1_000 },
    };
    expect(() => planOf(e2e, closed, { allowLarge: true })).toThrow('the load has 50,000,000,000,000 journeys');
  });

  test('for its users: one for each journey', () => {
    const load = { rateRps: 1_000, durationMs: 3_600_000 };
    const users = { users: { mode: 'per-journey' as const }, changes: load, allowLarge: true };
    expect(() => planOf(orderOnly, constant, users)).toThrow('the load needs 3,600,000 prepared users');
  });
});
