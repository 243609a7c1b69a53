import { fieldProblem } from '../../contract/json-field.ts';
import type { Exchange, JourneyEnd, Phase } from '../../contract/preparation.ts';
import { type AnyStep, fieldOf, type Scenario } from '../../contract/scenario.ts';
import { UsageError } from '../../model/errors.ts';
import type { Preparation } from './preparation.ts';
import { thrownLine } from './script-errors.ts';
import { placeOfStep } from './step-place.ts';

export interface TracedExchange extends Exchange {
  readonly phase: Phase;
}

/** A journey that was performed once, and how it ended. */
export interface Trace {
  readonly exchanges: readonly TracedExchange[];
  readonly end: JourneyEnd;
}

/** Why a traced journey failed. */
export interface JourneyFailure {
  readonly step: string;
  readonly exchange: TracedExchange;
  /** One sentence. */
  readonly sentence: string;
}

/**
 * Why a traced journey failed; undefined when it succeeded. Throws a UsageError for exceptions of the scenario's code,
 * and for a header that cannot be sent: those are not the target's fault.
 */
export function journeyFailure(
  scenario: Scenario,
  { exchanges, end }: Trace,
  { baseUrl, scenarioFile }: Pick<Preparation, 'baseUrl' | 'scenarioFile'>,
): JourneyFailure | undefined {
  const { failedStep, cause, exception, phase } = end;
  if (exception !== undefined) {
    throw new UsageError(exceptionSentence(scenario, failedStep, exception, scenarioFile), {
      hint: 'correct the scenario',
    });
  }
  if (cause === undefined) return undefined;
  const exchange = exchanges.findLast((one) => one.phase === phase && one.step === failedStep);
  if (failedStep === undefined || exchange === undefined)
    throw new Error(`no exchange of step '${failedStep}' is known`);
  refuseBadRequest(failedStep, exchange);
  const steps = phase === 'users' ? (scenario.users?.steps ?? []) : scenario.steps;
  const step = steps.find(({ name }) => name === failedStep);
  const asked = `${exchange.request.method} ${exchange.request.url.replace(baseUrl, '')}`;
  const sentence =
    exchange.status === 0
      ? `${asked} got no response: ${exchange.error}`
      : cause === 'body'
        ? bodySentence(asked, exchange.body, step?.provides ?? {})
        : `${asked} returned ${exchange.status}, expected ${step?.expect.status.join(' or ')}`;
  return { step: failedStep, exchange, sentence };
}

function exceptionSentence({ name }: Scenario, step: string | undefined, exception: string, file: string): string {
  if (step === undefined) return `scenario '${name}' throws: ${thrownLine(exception)}`;
  const line = thrownLine(exception, placeOfStep(file, step));
  // The library's own errors name the step.
  return line.startsWith(`step '${step}' `) ? line : `step '${step}' throws: ${line}`;
}

function bodySentence(asked: string, body: string, provides: AnyStep['provides']): string {
  for (const [key, provided] of Object.entries(provides)) {
    const field = fieldOf(provided);
    const problem = fieldProblem(body, field);
    if (typeof provided !== 'string' && (problem === 'missing' || problem === 'null')) continue;
    if (problem === 'no JSON')
      return `the response to ${asked} is not JSON, so it has no '${field}' (the ${key} of this journey)`;
    if (problem === 'missing') return `the response to ${asked} has no field '${field}' (the ${key} of this journey)`;
    if (problem !== undefined) {
      const found = `is ${problem}, not a text or number (the ${key} of this journey)`;
      const advice = problem === 'null' ? `; if it may be, write optional('${field}')` : '';
      return `in the response to ${asked}, the field '${field}' ${found}${advice}`;
    }
  }
  return `the response to ${asked} cannot be read`;
}

/** Go's error messages for a header or a URL that HTTP does not allow. */
const badHeader = /invalid header field (name|value for) "(.*)"/;
const badUrl = /invalid URL: (.*)/i;

function refuseBadRequest(step: string, { error }: Exchange): void {
  const hint = 'correct it in the scenario or in --header';
  const [, what, name] = badHeader.exec(error) ?? [];
  if (what !== undefined) {
    const problem =
      what === 'name' ? 'HTTP does not allow its name' : 'its value contains characters that HTTP does not allow';
    throw new UsageError(`header '${name}' of step '${step}' cannot be sent: ${problem}`, { hint });
  }
  const [, problem] = badUrl.exec(error) ?? [];
  if (problem !== undefined) {
    throw new UsageError(`step '${step}' has a URL that cannot be sent: ${problem}`, { hint: 'correct its path' });
  }
}
