import type { BundlePlan } from '../contract/bundle-plan.ts';
import type { AnyStep, Scenario } from '../contract/scenario.ts';
import { openAccount } from './account.ts';
import { baseUrl } from './base-url.ts';
import type { FlowBag } from './flow-bag.ts';
import type { BundleMetrics } from './init.ts';
import { type PerformStep, stepPerformer } from './perform-step.ts';

/** The flow that a journey starts with: a fresh copy each time. */
export type StartFlow = () => FlowBag;

/** What a journey needs to know of the plan. */
export type JourneyPlan = Pick<BundlePlan, 'requestTimeoutMs' | 'hasWarmUp' | 'tracePrefix' | 'skipsPauses' | 'way'>;

export interface NamedStep {
  readonly name: string;
  readonly provides: readonly string[];
  readonly perform: PerformStep;
}

/** Steps, ready to be performed by this VU. */
export const performersOf = (
  steps: readonly AnyStep[],
  plan: Pick<BundlePlan, 'requestTimeoutMs' | 'tracePrefix'>,
  success: BundleMetrics['success'],
): NamedStep[] => {
  const target = {
    baseUrl: baseUrl(),
    headers: JSON.parse(__ENV.HEADERS || '{}') as Record<string, string>,
    requestTimeoutMs: plan.requestTimeoutMs,
    tracePrefix: plan.tracePrefix,
  };
  return steps.map((step) => ({
    name: step.name,
    provides: Object.keys(step.provides),
    perform: stepPerformer(step, target, success[step.name]),
  }));
};

/**
 * The function that k6 runs for each journey of a scenario that is a list of steps. Its end is always recorded, so that
 * unfinished = started − ended; an exception of the script is counted and rethrown, because k6 calls
 * such an iteration complete.
 */
export const listJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  own: BundleMetrics,
  startFlow: StartFlow,
): (() => void) => {
  const { begin, end, endByException } = openAccount(own, plan.hasWarmUp);
  const steps = performersOf(scenario.steps, plan, own.success);
  const performers = steps.map(({ perform }) => perform);
  const count = steps.length;
  return () => {
    const journey = begin();
    let at = -1;
    let cause: string | undefined;
    try {
      const flow = startFlow();
      while (cause === undefined && ++at < count) cause = (performers[at] as PerformStep)(flow, journey);
    } catch (error) {
      endByException(steps[at]?.name);
      throw error;
    }
    end(steps[at]?.name, cause);
  };
};
