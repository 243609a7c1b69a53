import type { AnyStep, Journey, StepRequest } from '../../contract/scenario.ts';
import { UsageError } from '../../model/errors.ts';
import type { Answer, HttpClient } from './http-client.ts';

/** The values that flow through a journey on the Node side. */
export type FlowBag = Record<string, string>;

/** One step performed: what was sent, what came back, and why it failed if it did. */
export interface Exchange {
  readonly step: string;
  readonly request: StepRequest;
  readonly answer: Answer;
  /** One sentence; undefined when the step succeeded. */
  readonly failure: string | undefined;
  /** The flow after this step. */
  readonly flow: FlowBag;
}

/** Performs a step as the k6 runtime does, with the same rules of success. Throws a UsageError when the step itself throws: a mistake in the scenario. */
export async function performStep(
  step: AnyStep,
  flow: FlowBag,
  journey: Journey,
  client: HttpClient,
): Promise<Exchange> {
  const request = requestOf(step, flow, journey);
  const answer = await client.send(request);
  const provided: FlowBag = {};
  const failure = failureOf(step, request, answer, provided);
  return { step: step.name, request, answer, failure, flow: { ...flow, ...provided } };
}

function requestOf(step: AnyStep, flow: FlowBag, journey: Journey): StepRequest {
  try {
    return (step.request as (flow: object, journey: Journey) => StepRequest)(flow, journey);
  } catch (cause) {
    throw new UsageError(`step '${step.name}' throws where it should make its request: ${String(cause)}`, {
      hint: 'mend its request() in scenarios/steps',
      cause,
    });
  }
}

function failureOf(step: AnyStep, request: StepRequest, answer: Answer, provided: FlowBag): string | undefined {
  const asked = `${request.method} ${request.path}`;
  if (answer.kind === 'failure') return `${asked} got no answer: ${answer.message || answer.code}`;
  if (!step.expect.status.includes(answer.status)) {
    return `${asked} answered ${answer.status}, expected ${step.expect.status.join(' or ')}`;
  }
  const entries = Object.entries(step.provides);
  if (entries.length === 0) return undefined;
  const body = parseJson(answer.body);
  for (const [key, field] of entries) {
    const value = fieldOf(body, field);
    if (typeof value !== 'string' && typeof value !== 'number')
      return `the answer to ${asked} has no field '${field}' (the ${key} of this journey)`;
    provided[key] = String(value);
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldOf = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], body);
