import { Counter, Rate, Trend } from 'k6/metrics';
import { k6Scenarios, metrics, originTag } from '../contract/metrics.ts';
import type { BundlePlan } from '../contract/plan.ts';
import type { Journey } from '../contract/scenario.ts';

interface Execution {
  readonly scenario: { readonly name: string; readonly startTime: number };
}

/** So many VUs know the origin of the schedule. k6 starts the first journeys on its first VUs, and each `k6/execution` costs memory. */
const originVus = 8;

/** What k6 allows only while a VU is made: the metrics of a bundle, and its view of the execution. */
export const makeMetrics = (plan: BundlePlan) => {
  const success: Record<string, Rate> = {};
  for (const step in plan.successMetrics) success[step] = new Rate(plan.successMetrics[step] as string);
  return {
    started: new Counter(metrics.journeysStarted),
    succeeded: new Counter(metrics.journeysOk),
    duration: new Trend(metrics.journeyDuration, true),
    exceptions: new Counter(metrics.scriptExceptions),
    success,
    execution: __VU <= originVus ? loadExecution() : undefined,
  };
};

export type BundleMetrics = ReturnType<typeof makeMetrics>;

const loadExecution = (): Execution => {
  const { require: load } = globalThis as unknown as { require: (name: string) => Execution & { default?: Execution } };
  const loaded = load('k6/execution');
  return loaded.default ?? loaded;
};

/** The account of a VU's journeys: who began, how each ended. See docs/architecture.md, "What one run records". */
export const openAccount = (
  { started, succeeded, duration, exceptions, execution }: BundleMetrics,
  hasWarmUp: boolean,
) => {
  const now = Date.now;
  const okTags = { outcome: 'ok' };
  // A bare `k6 run` has no run id; with the VU's number, the instant of its first journey is as good.
  const prefix = `${__ENV.RUN_ID || now().toString(36)}-${__VU}-`;
  let mayTellOrigin = execution !== undefined;

  const startTags = (): Record<string, string> | undefined => {
    if (execution === undefined) return undefined;
    const { name, startTime } = execution.scenario;
    mayTellOrigin = hasWarmUp && name !== k6Scenarios.load;
    return { [originTag]: String(startTime) };
  };

  return {
    /** Counts a journey before anything else is done. */
    begin: (): Journey => {
      if (mayTellOrigin) started.add(1, startTags());
      else started.add(1);
      const index = __ITER;
      return { id: prefix + index, index };
    },
    /** Counts a journey's end; it has failed if there is a cause. */
    end: (startedAtMs: number, failedStep: string | undefined, cause: string | undefined): void => {
      if (cause === undefined) succeeded.add(1);
      duration.add(
        now() - startedAtMs,
        cause === undefined ? okTags : { outcome: 'failed', failed_step: failedStep ?? '', cause },
      );
    },
    /** Counts an exception of the script, which k6 itself does not. */
    countException: (): void => {
      exceptions.add(1);
    },
  };
};
