import { exceptionCause, k6Scenarios, originTag } from '../contract/metrics.ts';
import type { Journey } from '../contract/scenario.ts';
import type { BundleMetrics } from './init.ts';

/**
 * The accounting of a VU's journeys: what started, how each ended. See docs/architecture.md, "What one run records".
 */
export const openAccount = ({ started, succeeded, failed, execution }: BundleMetrics, hasWarmUp: boolean) => {
  // A bare `k6 run` has no run id; with the VU's number, the instant of its first journey is as good.
  const prefix = `${__ENV.RUN_ID || Date.now().toString(36)}-${__VU}-`;
  let mayTellOrigin = execution !== undefined;
  // One for all journeys of the VU, which follow one another.
  const journey = { id: '', index: 0 };

  const startTags = (): Record<string, string> | undefined => {
    if (execution === undefined) return undefined;
    const { name, startTime } = execution.scenario;
    mayTellOrigin = hasWarmUp && name !== k6Scenarios.load;
    return { [originTag]: String(startTime) };
  };
  const fail = (failedStep: string | undefined, cause: string): void => {
    failed.add(1, { failed_step: failedStep ?? '', cause });
  };

  return {
    /** Counts a journey before anything else is done. */
    begin: (): Journey => {
      if (mayTellOrigin) started.add(1, startTags());
      else started.add(1);
      journey.index = __ITER;
      journey.id = prefix + journey.index;
      return journey;
    },
    /** Counts a journey's end; it has failed if there is a cause. */
    end: (failedStep: string | undefined, cause: string | undefined): void => {
      if (cause === undefined) succeeded.add(1);
      else fail(failedStep, cause);
    },
    /** Counts a journey that an exception of the script ended. */
    endByException: (failedStep: string | undefined): void => fail(failedStep, exceptionCause),
  };
};
