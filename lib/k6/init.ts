import { Counter, Rate, Trend } from 'k6/metrics';
import type { BundlePlan } from '../contract/bundle-plan.ts';

// Every VU of k6 evaluates this file: what it builds, a plan with 2,000 VUs pays 2,000 times (docs/decisions/0005). All
// else in lib/k6/ is evaluated when a VU has its first journey.

interface Execution {
  readonly scenario: { readonly name: string; readonly startTime: number };
}

/**
 * This many VUs know the origin of the schedule. k6 starts the first journeys on its first VUs, and each `k6/execution`
 * costs memory.
 */
const originVus = 8;

/**
 * What k6 allows only while a VU is made: the metrics of a bundle (lib/contract/metrics.ts), and its view of the
 * execution.
 */
export const makeMetrics = (plan: BundlePlan) => {
  const success: Record<string, Rate> = {};
  for (const step in plan.successMetrics) success[step] = new Rate(plan.successMetrics[step] as string);
  return {
    started: new Counter('journeys_started'),
    succeeded: new Counter('journeys_ok'),
    failed: new Counter('journeys_failed'),
    success,
    ...(plan.hasPauses && {
      paused: new Trend('journeys_paused', true),
      duration: new Trend('journeys_duration', true),
    }),
    execution: __VU <= originVus ? loadExecution() : undefined,
  };
};

export type BundleMetrics = ReturnType<typeof makeMetrics>;

const loadExecution = (): Execution => {
  const { require: load } = globalThis as unknown as { require: (name: string) => Execution & { default?: Execution } };
  const loaded = load('k6/execution');
  return loaded.default ?? loaded;
};

/**
 * Makes a VU's journey function when the VU is needed: most VUs of a plan never are.
 * @public Imported by bundles.
 */
export const whenNeeded = <Result>(make: () => () => Result): (() => Result) => {
  // k6 first reads the script as VU 0, where a mistake ends the run before it begins.
  let made = __VU === 0 ? make() : undefined;
  return () => {
    made ??= make();
    return made();
  };
};
