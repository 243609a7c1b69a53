import { sleep } from 'k6';
import { performAll } from '../contract/perform-elements.ts';
import type { AnyStep, Scenario } from '../contract/scenario.ts';
import { openAccount } from './account.ts';
import type { FlowBag } from './flow-bag.ts';
import type { BundleMetrics } from './init.ts';
import { type JourneyPlan, performersOf, type StartFlow } from './journey.ts';

interface Failure {
  readonly step: string;
  readonly cause: string;
}

/**
 * The function that k6 runs for each journey that is more than steps: with pauses, or parts that are chosen, repeated
 * or left out. Its account is that of a list of steps. A pause is counted when it begins, and the journey's time
 * without its pauses when it ends: what k6 itself records of an iteration has them in it.
 */
export const elementsJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  own: BundleMetrics,
  startFlow: StartFlow,
): (() => void) => {
  const { begin, end, endByException } = openAccount(own, plan.hasWarmUp);
  const performers = new Map(performersOf(scenario.steps, plan, own.success).map((one) => [one.name, one.perform]));
  const elements = scenario.elements ?? scenario.steps;
  let pausedMs = 0;
  const pause = (ms: number): void => {
    // Single journeys, before a load, are not kept waiting.
    if (plan.skipsPauses) return;
    own.paused?.add(ms);
    sleep(ms / 1_000);
    pausedMs += ms;
  };
  return () => {
    const journey = begin();
    const startedAtMs = Date.now();
    pausedMs = 0;
    let current: string | undefined;
    const step = ({ name }: AnyStep, flow: FlowBag): Failure | undefined => {
      current = name;
      const cause = performers.get(name)?.(flow, journey);
      return cause === undefined ? undefined : { step: name, cause };
    };
    let failure: Failure | undefined;
    try {
      const performers = { step, pause, chance: Math.random };
      failure = performAll<AnyStep, FlowBag, Failure>(elements, startFlow(), performers, plan.way);
    } catch (error) {
      endByException(current);
      throw error;
    } finally {
      own.duration?.add(Math.max(0, Date.now() - startedAtMs - pausedMs));
    }
    end(failure?.step, failure?.cause);
  };
};
