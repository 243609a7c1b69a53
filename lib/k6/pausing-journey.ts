import { sleep } from 'k6';
import { type PlannedPause, pauseMs } from '../contract/pause.ts';
import type { Scenario } from '../contract/scenario.ts';
import { openAccount } from './account.ts';
import type { BundleMetrics } from './init.ts';
import { type JourneyPlan, type NamedStep, performersOf, type StartFlow } from './journey.ts';

/**
 * The function that k6 runs for each journey of a list of steps with pauses between them; its account is that of a list
 * without. A pause is counted when it begins, and the journey's time without its pauses when it ends: what k6 itself
 * records of an iteration has them in it.
 */
export const pausingJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  own: BundleMetrics,
  startFlow: StartFlow,
): (() => void) => {
  const { begin, end, endByException } = openAccount(own, plan.hasWarmUp);
  const steps = performersOf(scenario.steps, plan, own.success);
  const pausesBefore = [...steps, undefined].map((_, at) =>
    (scenario.pauses ?? []).filter(({ before }) => before === at),
  );
  let pausedMs = 0;
  const pause = (one: PlannedPause): void => {
    const ms = pauseMs(one, Math.random());
    own.paused?.add(ms);
    sleep(ms / 1_000);
    pausedMs += ms;
  };
  return () => {
    const journey = begin();
    const startedAtMs = Date.now();
    pausedMs = 0;
    let at = 0;
    let cause: string | undefined;
    try {
      const flow = startFlow();
      for (; cause === undefined; at++) {
        for (const one of pausesBefore[at] ?? []) pause(one);
        if (at === steps.length) break;
        cause = (steps[at] as NamedStep).perform(flow, journey);
        if (cause !== undefined) break;
      }
    } catch (error) {
      endByException(steps[at]?.name);
      throw error;
    } finally {
      own.duration?.add(Math.max(0, Date.now() - startedAtMs - pausedMs));
    }
    end(steps[at]?.name, cause);
  };
};
