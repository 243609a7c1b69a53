import { sleep } from 'k6';
import type { Scenario, Session } from '../contract/scenario.ts';
import { openAccount } from './account.ts';
import type { FlowBag } from './flow-bag.ts';
import type { BundleMetrics } from './init.ts';
import { type JourneyPlan, type NamedStep, performersOf, type StartFlow } from './journey.ts';

/** Ends a `run:` journey whose step failed. */
class StepFailure extends Error {
  readonly step: string;
  readonly failure: string;
  constructor(step: string, failure: string) {
    super(`${step}: ${failure}`);
    this.step = step;
    this.failure = failure;
  }
}

/** The function that k6 runs for each journey of a scenario with `run`; its account is that of a list's. */
export const freeJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  own: BundleMetrics,
  startFlow: StartFlow,
): (() => Promise<void>) => {
  const account = openAccount(own, plan.hasWarmUp);
  const steps = performersOf(scenario.steps, plan, own.success);
  return async () => {
    const journey = account.begin();
    // Kept separately: even if run() continues after a failed step, the journey has failed.
    let failure: StepFailure | undefined;
    const onFailure = (one: StepFailure) => {
      failure ??= one;
    };
    try {
      await scenario.run?.(sessionOf(steps, startFlow(), journey, onFailure));
    } catch (error) {
      if (!(error instanceof StepFailure)) {
        account.endByException(undefined);
        throw error;
      }
    }
    account.end(failure?.step, failure?.failure);
  };
};

function sessionOf(
  steps: readonly NamedStep[],
  flow: FlowBag,
  journey: Session['journey'],
  onFailure: (failure: StepFailure) => void,
): Session {
  return {
    journey,
    perform: async (step) => {
      const known = steps.find((one) => one.name === step.name);
      if (known === undefined) throw new Error(`step '${step.name}' is not in the scenario's steps`);
      const cause = known.perform(flow, journey);
      // Not the flow itself: the next step may write into it.
      if (cause === undefined) return Object.fromEntries(known.provides.map((key) => [key, flow[key]])) as never;
      const failure = new StepFailure(step.name, cause);
      onFailure(failure);
      throw failure;
    },
    pause: async (seconds) => sleep(seconds),
  };
}
