import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Gauge, Trend } from 'k6/metrics';
import { k6Scenarios, metrics } from '../contract/metrics.ts';
import type { BundlePlan } from '../contract/plan.ts';
import type { Scenario, Session } from '../contract/scenario.ts';
import { fixtureFlow } from './fixtures.ts';
import { type FlowBag, stepPerformer } from './perform-step.ts';

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

const okTags = { outcome: 'ok' };

/**
 * The function that k6 runs for each journey. It counts the journey before anything else and records its end whatever happens, so that interrupted
 * = started − ended; an exception of the script is counted and thrown on, because k6 calls such an iteration complete.
 */
export function journeyOf(scenario: Scenario, plan: BundlePlan): () => void | Promise<void> {
  const started = new Counter(metrics.journeysStarted);
  const succeeded = new Counter(metrics.journeysOk);
  const duration = new Trend(metrics.journeyDuration, true);
  const exceptions = new Counter(metrics.scriptExceptions);
  const origin = new Gauge(metrics.scheduleOrigin);
  const startFlow = fixtureFlow(plan);
  const target = {
    baseUrl: baseUrl(),
    headers: JSON.parse(__ENV.HEADERS ?? '{}') as Record<string, string>,
    requestTimeoutMs: plan.requestTimeoutMs,
  };
  const steps = scenario.steps.map((step) => ({
    name: step.name,
    perform: stepPerformer(step, target, plan.successSteps.includes(step.name)),
  }));
  let runId = __ENV.RUN_ID;

  const begin = () => {
    started.add(1);
    const index = exec.scenario.iterationInTest;
    if (index === 0) origin.add(exec.scenario.startTime);
    // A bare `k6 run` has no run id: the instant at which the scenario began is the same in every VU.
    runId ??= Math.floor(exec.scenario.startTime).toString(36);
    const warmUpMark = exec.scenario.name === k6Scenarios.load ? '' : 'w';
    return { journey: { id: `${runId}-${warmUpMark}${index}`, index }, startedAtMs: Date.now() };
  };
  const end = (startedAtMs: number, failedStep: string | undefined, cause: string | undefined) => {
    if (cause === undefined) succeeded.add(1);
    duration.add(
      Date.now() - startedAtMs,
      cause === undefined ? okTags : { outcome: 'failed', failed_step: failedStep ?? '', cause },
    );
  };
  const endByException = (startedAtMs: number, step: string | undefined, error: unknown): never => {
    exceptions.add(1);
    end(startedAtMs, step, 'exception');
    throw error;
  };

  const { run } = scenario;
  if (run !== undefined) {
    return async () => {
      const { journey, startedAtMs } = begin();
      // Kept apart from what run() makes of it: a journey that goes on after a failed step has failed all the same.
      let failure: StepFailure | undefined;
      const onFailure = (one: StepFailure) => {
        failure ??= one;
      };
      try {
        await run(sessionOf(steps, startFlow(), journey, onFailure));
      } catch (error) {
        if (!(error instanceof StepFailure)) return endByException(startedAtMs, undefined, error);
      }
      end(startedAtMs, failure?.step, failure?.failure);
    };
  }

  return () => {
    const { journey, startedAtMs } = begin();
    let at: string | undefined;
    let cause: string | undefined;
    try {
      const flow = startFlow();
      for (const step of steps) {
        at = step.name;
        cause = step.perform(flow, journey);
        if (cause !== undefined) break;
      }
    } catch (error) {
      endByException(startedAtMs, at, error);
    }
    end(startedAtMs, at, cause);
  };
}

function sessionOf(
  steps: readonly { name: string; perform: ReturnType<typeof stepPerformer> }[],
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
      if (cause === undefined) return flow as never;
      const failure = new StepFailure(step.name, cause);
      onFailure(failure);
      throw failure;
    },
    pause: async (seconds) => sleep(seconds),
  };
}

function baseUrl(): string {
  const url = __ENV.BASE_URL;
  if (url === undefined || url === '') throw new Error('BASE_URL is missing: pass -e BASE_URL=http://127.0.0.1:3000');
  if (!/^https?:\/\/[^/]/i.test(url)) {
    throw new Error(`BASE_URL is '${url}', which is no http(s) URL: write it like http://127.0.0.1:3000`);
  }
  return url.replace(/\/+$/, '');
}
