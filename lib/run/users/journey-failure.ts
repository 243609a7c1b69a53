import { bodyCause, isOfAnswer } from '../../contract/failure-cause.ts';
import { fieldProblem, fieldText } from '../../contract/json-field.ts';
import type { Exchange, JourneyEnd, Phase } from '../../contract/preparation.ts';
import { type AnyStep, type Scenario, takenBy } from '../../contract/scenario.ts';
import { UsageError } from '../../model/errors.ts';
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
 * and for a header that cannot be sent, unless the target itself gave its value: those are not the target's fault.
 */
export function journeyFailure(
  scenario: Scenario,
  { exchanges, end }: Trace,
  { baseUrl, scenarioFile }: { readonly baseUrl: string; readonly scenarioFile: string },
): JourneyFailure | undefined {
  const { failedStep, cause, exception, phase, missing } = end;
  if (exception !== undefined) {
    throw new UsageError(exceptionSentence(scenario, failedStep, exception, scenarioFile), {
      hint: 'correct the scenario',
    });
  }
  if (cause === undefined) return undefined;
  const exchange = exchanges.findLast((one) => one.phase === phase && one.step === failedStep);
  if (failedStep === undefined || exchange === undefined)
    throw new Error(`no exchange of step '${failedStep}' is known`);
  const unfit = unfitForHeader(scenario, exchanges, exchange, baseUrl);
  if (unfit !== undefined) return unfit;
  refuseBadRequest(failedStep, exchange);
  const step = stepOf(scenario, exchange);
  const asked = askedIn(exchange, baseUrl);
  const sentence =
    exchange.status === 0
      ? `${asked} got no response: ${exchange.error}`
      : cause === bodyCause
        ? bodySentence(asked, exchange.body, step?.provides ?? {}, missing)
        : isOfAnswer(cause)
          ? `${asked} returned ${exchange.status}, but ${cause} does not hold`
          : `${asked} returned ${exchange.status}, expected ${step?.expect.status.join(' or ')}`;
  return { step: failedStep, exchange, sentence };
}

function stepOf({ users, steps }: Scenario, { phase, step }: TracedExchange): AnyStep | undefined {
  const all = phase === 'users' ? (users?.steps ?? []) : steps;
  return all.find(({ name }) => name === step);
}

const askedIn = ({ request }: TracedExchange, baseUrl: string): string =>
  `${request.method} ${request.url.replace(baseUrl, '')}`;

function exceptionSentence({ name }: Scenario, step: string | undefined, exception: string, file: string): string {
  if (step === undefined) return `scenario '${name}' throws: ${thrownLine(exception)}`;
  const line = thrownLine(exception, placeOfStep(file, step));
  // The library's own errors name the step.
  return line.startsWith(`step '${step}' `) ? line : `step '${step}' throws: ${line}`;
}

function bodySentence(asked: string, body: string, provides: AnyStep['provides'], missing: string | undefined): string {
  for (const [key, provided] of Object.entries(provides)) {
    const field = takenBy(provided);
    if (typeof field !== 'string') {
      if (key !== missing) continue;
      return `the response to ${asked} has no ${field.what} (the ${key} of this journey)`;
    }
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

/** As Go, which sends the request, sees it: any bytes above ASCII. What the command line takes is narrower. */
const notInHeader = /[^\t\x20-\x7e\x80-\u{10ffff}]/u;

/** The answer that gave what no header can carry, where that kept this request from being sent. */
function unfitForHeader(
  scenario: Scenario,
  exchanges: readonly TracedExchange[],
  { request, error }: Exchange,
  baseUrl: string,
): JourneyFailure | undefined {
  const [, what, header = ''] = badHeader.exec(error) ?? [];
  if (what !== 'value for') return undefined;
  const sent = request.headers[header] ?? '';
  for (const exchange of exchanges) {
    const { name: step = '', provides = {} } = stepOf(scenario, exchange) ?? {};
    for (const [key, provided] of Object.entries(provides)) {
      const field = takenBy(provided);
      if (typeof field !== 'string') continue;
      const text = fieldText(exchange.body, field) ?? '';
      if (!notInHeader.test(text) || !sent.includes(text)) continue;
      const problem = `has characters that HTTP does not allow in a header (the ${key} of this journey)`;
      const sentence = `in the response to ${askedIn(exchange, baseUrl)}, the field '${field}' ${problem}`;
      return { step, exchange, sentence };
    }
  }
  return undefined;
}

function refuseBadRequest(step: string, { error }: Exchange): void {
  const hint = 'correct it in the scenario, in --header or in what its user brings along';
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
