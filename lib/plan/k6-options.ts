import { k6Scenarios, systemTags } from '../contract/metrics.ts';
import { type ArrivalRate, longestPausesMs, type RunPlan, type TargetPlan } from '../model/plan.ts';
import { k6Duration } from './k6-duration.ts';

/** Time between a warm-up's last arrival and the load, for its open requests to end. */
const warmUpDrainMs = 2_000;

/** How long journeys of the warm-up have to end before the load begins: their pauses, and the time of a request. */
export const drainMs = (scenario: RunPlan['scenario']): number => warmUpDrainMs + Math.ceil(longestPausesMs(scenario));

/** The `options` of the k6 script: what the plan says, in k6's own words and nothing else. */
export function k6Options(plan: RunPlan) {
  const { warmUp } = plan;
  const load = loadExecutor(plan);
  const warmUpVus = warmUp && Math.min(plan.virtualUsers.count, Math.max(1, warmUp.scheduled));
  return {
    scenarios:
      warmUp === undefined || warmUpVus === undefined
        ? { [k6Scenarios.load]: load }
        : {
            [k6Scenarios.warmUp]: arrivalExecutor(warmUp.arrival, drainMs(plan.scenario), warmUpVus),
            [k6Scenarios.load]: { ...load, startTime: k6Duration(arrivalMs(warmUp.arrival) + drainMs(plan.scenario)) },
          },
    // Without thresholds of its own, k6 keeps no sample longer than it takes to write it.
    thresholds: plan.isSamplesOnly ? {} : plan.abortOnFail ? abortingThresholds(plan) : plan.thresholds,
    // The VU is the only key of a journey that k6 can write; it makes every row another one.
    systemTags: plan.record === 'journeys' ? [...systemTags, 'vu'] : systemTags,
    discardResponseBodies: true,
    summaryTrendStats: trendStats(plan),
    ...k6RequestOptions(plan.target, plan.toolVersion),
  };
}

const arrivalExecutor = (arrival: ArrivalRate, gracefulStopMs: number, vus: number) => ({
  executor: 'ramping-arrival-rate',
  exec: 'journey',
  startRate: arrival.startRate,
  timeUnit: k6Duration(arrival.timeUnitMs),
  stages: arrival.stages.map((stage) => ({ target: stage.target, duration: k6Duration(stage.durationMs) })),
  preAllocatedVUs: vus,
  maxVUs: vus,
  gracefulStop: k6Duration(gracefulStopMs),
});

function loadExecutor({ arrival, closed, profile, gracefulStopMs, virtualUsers }: RunPlan) {
  if (arrival !== undefined) return arrivalExecutor(arrival, gracefulStopMs, virtualUsers.count);
  return { executor: profile.executor, exec: 'journey', ...closed?.k6, gracefulStop: k6Duration(gracefulStopMs) };
}

/** What decides how a request is sent: the same for the load and for all that is sent before it. */
export const k6RequestOptions = (target: TargetPlan, toolVersion: string) => ({
  // A redirect would carry the load to a host that the user did not name.
  maxRedirects: 0,
  userAgent: `caseload/${toolVersion}`,
  ...(target.kind === 'url' && target.insecure ? { insecureSkipTLSVerify: true } : {}),
});

/** k6 evaluates thresholds every 2 s: from the first samples on, which are few, nothing is to be concluded. */
export const abortDelayMs = 10_000;

/** A count grows: below its limit it says nothing until the end. */
export const mayAbort = (expression: string): boolean => !/^count>/.test(expression);

/** Limits that stop the run when they are crossed. */
function abortingThresholds({ thresholds }: RunPlan) {
  const aborts = (threshold: string) => ({ threshold, abortOnFail: true, delayAbortEval: k6Duration(abortDelayMs) });
  return Object.fromEntries(
    Object.entries(thresholds).map(([metric, expressions]) => [
      metric,
      expressions.map((expression) => (mayAbort(expression) ? aborts(expression) : expression)),
    ]),
  );
}

/** What the summary tells of a Trend: the usual, and the percentiles that objectives ask for. */
function trendStats({ objectives }: RunPlan): string[] {
  const asked = objectives.flatMap((objective) => ('percentile' in objective ? [`p(${objective.percentile})`] : []));
  return [...new Set(['count', 'min', 'avg', 'med', 'p(90)', 'p(95)', 'p(99)', ...asked, 'max'])];
}

/** How long the load lasts, closing stages included. */
export const loadMs = ({ arrival, durationMs }: Pick<RunPlan, 'arrival' | 'durationMs'>): number =>
  arrival === undefined ? durationMs : arrivalMs(arrival);

/** How long a schedule lasts, closing stages included. */
export const arrivalMs = (arrival: ArrivalRate): number =>
  arrival.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
