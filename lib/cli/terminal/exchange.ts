import type { TriedJourney } from '../../app/try-scenario.ts';
import { printable } from '../../model/printable.ts';
import type { JourneyFailure, TracedExchange } from '../../run/users/journey-failure.ts';
import { redactBody, redactHeaders } from '../args/redact.ts';

const maxShownChars = 2_000;

/** A request without the target's address, such as `GET /api/orders`. */
const askedOf = ({ request }: TracedExchange, baseUrl: string): string =>
  `${request.method} ${request.url.replace(baseUrl, '')}`;

/** A request and its response for the screen, secrets redacted. */
export function describeExchange(exchange: TracedExchange, baseUrl: string, userHeaders: readonly string[]): string {
  const { step, request, status, error, headers, body, durationMs } = exchange;
  const headerLines = (all: Readonly<Record<string, string>>) =>
    Object.entries(redactHeaders(all, userHeaders)).map(([name, value]) => `    ${name}: ${shown(value)}`);
  const response =
    status === 0
      ? [`  no response: ${shown(error)}`]
      : [
          `  ${status} in ${durationMs.toFixed(1)} ms`,
          ...headerLines({ 'Content-Type': headers['Content-Type'] ?? '' }),
          `    ${shown(redactBody(body))}`,
        ];
  return [
    step ?? '(sent by run)',
    `  ${shown(askedOf(exchange, baseUrl))}`,
    ...headerLines(request.headers),
    ...(request.body === '' ? [] : [`    ${shown(redactBody(request.body))}`]),
    ...response,
    '',
    '',
  ].join('\n');
}

/** Text of a target that is safe on a terminal: no escape sequences, and not too long. */
function shown(text: string): string {
  const clean = printable(text);
  return clean.length > maxShownChars ? `${clean.slice(0, maxShownChars)}… (${clean.length} characters)` : clean;
}

/** The result of a journey, in one line. */
export const lastLine = (tried: TriedJourney): string =>
  tried.failure === undefined ? successLine(tried) : failureLine(tried, tried.failure);

const nameOf = ({ scenario, way }: TriedJourney): string =>
  way.names.length === 0 ? scenario.name : `${scenario.name} (${way.names.join(', ')})`;

function successLine(tried: TriedJourney): string {
  const { trace, url } = tried;
  const performed = trace.exchanges.map((exchange) => exchange.step ?? askedOf(exchange, url));
  return `✓ ${nameOf(tried)} works: ${performed.length === 0 ? 'it sent nothing' : performed.join(' → ')}\n`;
}

function failureLine(tried: TriedJourney, failure: JourneyFailure): string {
  const { scenario, trace } = tried;
  const { end } = trace;
  const own = scenario.steps.map(({ name }) => name);
  const isList = scenario.run === undefined && (scenario.elements === undefined || scenario.pauses !== undefined);
  const notReached = end.phase === 'users' ? own : isList ? own.slice(own.indexOf(failure.step) + 1) : [];
  const rest = notReached.length === 0 ? '' : `; not reached: ${notReached.join(', ')}`;
  return `✗ ${nameOf(tried)} fails at ${failure.step}: ${failure.sentence}${rest}\n`;
}
