import { check } from 'k6';
import http, { type ResponseType } from 'k6/http';
import { Counter, Rate } from 'k6/metrics';
import { failureCause } from '../contract/failure-cause.ts';
import { stepAttemptsMetric, stepSuccessMetric } from '../contract/metrics.ts';
import type { AnyStep, Journey, StepRequest } from '../contract/scenario.ts';

/** The values that flow through one journey; which keys are there is proved by the compiler where scenarios are defined. */
export type FlowBag = Record<string, string>;

interface StepTarget {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestTimeoutMs: number;
}

/** Performs a step, adds what it provides to the flow, and returns the cause of its failure, or undefined when it succeeded. */
export type PerformStep = (flow: FlowBag, journey: Journey) => string | undefined;

/**
 * Builds the function that performs a step. Everything that is the same for each request is made once, here: the hot path allocates a URL, a body
 * and the headers that carry the token.
 */
export function stepPerformer(step: AnyStep, target: StepTarget, tracksSuccess: boolean): PerformStep {
  const success = tracksSuccess ? new Rate(stepSuccessMetric(step.name)) : undefined;
  const attempts = tracksSuccess ? new Counter(stepAttemptsMetric(step.name)) : undefined;
  const provided = Object.entries(step.provides);
  const makeRequest = step.request as (flow: object, journey: Journey) => StepRequest;
  const headers: Record<string, string> = { ...target.headers };
  const ownAuthorization = headers.Authorization;
  const tags = { step: step.name, name: '' };
  const params = {
    headers,
    tags,
    timeout: target.requestTimeoutMs,
    responseType: (provided.length > 0 ? 'text' : 'none') as ResponseType,
    responseCallback: http.expectedStatuses(...step.expect.status),
  };
  const isExpected = (status: unknown) => step.expect.status.includes(status as number);
  const checks = { [step.check]: isExpected };

  return (flow, journey) => {
    const request = makeRequest(flow, journey);
    tags.name = request.name ?? request.path;
    // The headers outlive the request: one without a token must not carry that of the journey before.
    if (request.token !== undefined) headers.Authorization = `Bearer ${request.token}`;
    else if (ownAuthorization !== undefined) headers.Authorization = ownAuthorization;
    else delete headers.Authorization;
    const hasBody = request.body !== undefined;
    if (hasBody) headers['Content-Type'] = 'application/json';
    const oneOff = request.headers === undefined ? params : { ...params, headers: { ...headers, ...request.headers } };
    const response = http.request(
      request.method,
      target.baseUrl + request.path,
      hasBody ? JSON.stringify(request.body) : null,
      oneOff,
    );
    const cause = check(response.status, checks)
      ? takeProvided(response, provided, flow)
      : failureCause(response.status, response.error_code);
    success?.add(cause === undefined);
    attempts?.add(1);
    return cause;
  };
}

type AnyResponse = ReturnType<typeof http.request>;

/** Copies the provided fields from the answer into the flow; the cause `body` when one is missing. */
function takeProvided(response: AnyResponse, provided: [string, string][], flow: FlowBag): string | undefined {
  for (const [key, field] of provided) {
    const value = readField(response, field);
    if (value === undefined) return 'body';
    flow[key] = value;
  }
  return undefined;
}

function readField(response: AnyResponse, field: string): string | undefined {
  try {
    const value = response.json(field);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    // No JSON at all: as good as a missing field.
    return undefined;
  }
}
