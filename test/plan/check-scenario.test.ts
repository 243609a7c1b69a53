import { describe, expect, test } from 'vitest';
import { defineScenario, type Scenario } from '../../lib/contract/scenario.ts';
import { checkScenario } from '../../lib/plan/check-scenario.ts';
import e2e from '../../scenarios/e2e.ts';
import orderOnly from '../../scenarios/order-only.ts';
import { usageErrorOf } from '../usage-error.ts';

const reversed = (scenario: Scenario): Scenario => ({ ...scenario, steps: [...scenario.steps].reverse() });

describe('the steps of a scenario', () => {
  test.each([
    ['e2e', e2e],
    ['order-only', orderOnly],
  ])('of %s have what they need', (_name, scenario) => {
    expect(() => checkScenario(scenario)).not.toThrow();
  });

  test('in a wrong order are refused, with the step and what it needs', () => {
    expect(usageErrorOf(() => checkScenario(reversed(e2e)))).toMatch(
      /^step 'order' needs 'token', which no prepared user and no earlier step provides — put a step that provides it/,
    );
  });

  test('of a journey that run() decides may be listed in any order', () => {
    const scenario = { ...reversed(e2e), run: async () => {} };
    expect(() => checkScenario(defineScenario(scenario as never))).not.toThrow();
  });
});
