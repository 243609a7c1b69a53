import { metrics, stepSuccessMetric } from '../contract/metrics.ts';
import type { Accounting, Latency, StepResult } from '../model/result.ts';
import { exactInterval } from '../stats/intervals.ts';
import { skippedBefore } from './figures.ts';
import type { RunSubject } from './run-context.ts';
import { latencyOfTrend, requestsOf, type SummaryFigures, type ValuesOf } from './summary-values.ts';

interface Attempts {
  readonly attempted: number;
  readonly succeeded: number;
  readonly failed: number;
}

const noAttempts: Attempts = { attempted: 0, succeeded: 0, failed: 0 };
const attemptsOf = (passes: number, fails: number): Attempts => ({
  attempted: passes + fails,
  succeeded: passes,
  failed: fails,
});

/**
 * The steps of a summary: those of the scenario, by their sub-metrics or else their checks; of a foreign run those
 * for which it has sub-metrics. A check is no step, and where nothing is known of any step there are none.
 */
export function summarySteps(summary: SummaryFigures, { steps }: RunSubject, values: ValuesOf): StepResult[] {
  const names = steps?.map(({ name }) => name) ?? taggedSteps(summary);
  const known = names.map((name, index) => stepOf(name, summary, values, steps?.[index]?.check));
  const found = known.flatMap((step) => step ?? []);
  // If the file has other steps of the scenario but lacks this one, it was never attempted.
  return steps === undefined || found.length === 0
    ? found
    : known.map((step, index) => step ?? stepResult(names[index] as string, noAttempts, null));
}

const taggedSteps = ({ metrics: all }: SummaryFigures): string[] =>
  Object.keys(all).flatMap((metric) => /^http_req_duration\{step:([^,}]+)\}$/.exec(metric)?.[1] ?? []);

function stepOf(
  name: string,
  summary: SummaryFigures,
  values: ValuesOf,
  checkName: string | undefined,
): StepResult | undefined {
  const latency = latencyOfTrend(values('http_req_duration', { step: name }), requestsOf(values, { step: name }));
  const check = summary.checks.find((one) => one.name === checkName);
  const attempts =
    ofRate(values(stepSuccessMetric(name))) ??
    (latency && ofRequests(name, latency.n ?? 0, summary, values)) ??
    (check && attemptsOf(check.passes, check.fails));
  return attempts && stepResult(name, attempts, latency);
}

/** k6's Rate of the step counts its attempts. */
const ofRate = ({ passes, fails }: ReturnType<ValuesOf>): Attempts | undefined =>
  passes == null || fails == null ? undefined : attemptsOf(passes, fails);

/** By the journeys that failed at the step, where the script counts them, or by the requests that k6 says failed. */
function ofRequests(name: string, attempted: number, summary: SummaryFigures, values: ValuesOf): Attempts {
  if (summary.metrics[metrics.journeysStarted] !== undefined) {
    const failed = values(metrics.journeysFailed, { failed_step: name }).count ?? 0;
    return { attempted, succeeded: attempted - failed, failed };
  }
  // k6 puts the failed requests of http_req_failed under `passes`.
  const { passes, fails } = values('http_req_failed', { step: name });
  return { attempted, succeeded: fails ?? 0, failed: passes ?? 0 };
}

function stepResult(name: string, attempts: Attempts, latency: Latency | null): StepResult {
  const { succeeded, failed } = attempts;
  const n = succeeded + failed;
  return {
    ...{ name, reached: null, ...attempts, causes: [], unfinished: null, unfinishedAgeMs: null, skipped: [] },
    // Whether failures cluster cannot be seen; without any, or with nothing else, they do not.
    successInterval:
      n > 0 && (failed === 0 || succeeded === 0) ? { ...exactInterval(succeeded, n), method: 'exact', n } : null,
    ...{ timeouts: null, latency, okLatency: null, failedLatency: null },
  };
}

/** Steps in order, each reached by those that the one before let through. */
export function withReach(
  steps: readonly StepResult[],
  accounting: Accounting,
  { isList, steps: known }: RunSubject,
): StepResult[] {
  if (!isList || known === undefined || accounting.started === null) return [...steps];
  const earlier: StepResult[] = [];
  for (const step of steps) {
    const reached = earlier.at(-1)?.succeeded ?? accounting.started;
    const isCounted = accounting.basis === 'counted' && reached !== null;
    const unfinished = isCounted ? Math.max(0, Math.min(reached - step.attempted, accounting.unfinished ?? 0)) : null;
    earlier.push({ ...step, reached, unfinished, skipped: skippedBefore(accounting, earlier) });
  }
  return earlier;
}
