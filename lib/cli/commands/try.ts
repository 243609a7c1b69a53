import { bodyText } from '../../contract/scenario.ts';
import { InterruptedError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { parseHeaders } from '../../plan/parse-headers.ts';
import type { Exchange } from '../../run/users/perform-step.ts';
import { tryJourney } from '../../run/users/pre-check.ts';
import { knownName, loadScenario } from '../../store/library.ts';
import { allSteps, openClient } from '../args/one-target.ts';
import { newRunId, parseTarget } from '../args/parse-run-args.ts';
import { redactBody, redactHeaders } from '../args/redact.ts';
import type { RunOptions } from '../args/run-options.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `caseload try`: one journey with the steps of its fixtures before it, each request and answer shown, secrets redacted. */
export async function tryScenario(
  options: Pick<RunOptions, 'scenario' | 'target' | 'header' | 'insecure' | 'allowHost'>,
  terminal: Terminal,
) {
  const scenario = await loadScenario(knownName('scenarios', options.scenario));
  const headers = parseHeaders(options.header);
  const target = parseTarget(options, Object.keys(headers));
  const signal = abortOnSignal(terminal);
  const { client, close } = await openClient(target, headers, signal, terminal.say);
  try {
    const journey = { ...scenario, steps: allSteps(scenario) };
    const exchanges = await tryJourney(journey, {}, `${newRunId()}-t0`, client);
    if (signal.aborted) throw new InterruptedError();
    for (const exchange of exchanges)
      terminal.out(describeExchange(exchange, client.headersOf(exchange.request), Object.keys(headers)));
    const failed = exchanges.find((exchange) => exchange.failure !== undefined);
    const notReached = journey.steps.slice(exchanges.length).map((step) => step.name);
    terminal.out(
      failed === undefined
        ? `✓ ${scenario.name} works: ${exchanges.map((exchange) => exchange.step).join(' → ')}\n`
        : `✗ ${scenario.name} fails at ${failed.step}: ${failed.failure}${notReached.length === 0 ? '' : `; not reached: ${notReached.join(', ')}`}\n`,
    );
    return failed === undefined ? exitCodes.pass : exitCodes.trouble;
  } finally {
    await close();
  }
}

function describeExchange(
  { step, request, answer, failure }: Exchange,
  headers: Record<string, string>,
  userNames: readonly string[],
): string {
  const headerLines = (all: Readonly<Record<string, unknown>>) =>
    Object.entries(redactHeaders(all, userNames)).map(([name, value]) => `    ${name}: ${shown(value)}`);
  return [
    `${failure === undefined ? '✓' : '✗'} ${step}`,
    `  ${request.method} ${request.path}`,
    ...headerLines(headers),
    ...(request.body === undefined ? [] : [`    ${redactBody(bodyText(request.body))}`]),
    answer.kind === 'failure'
      ? `  no answer: ${shown(answer.message || answer.code)}`
      : `  ${answer.status} in ${answer.durationMs.toFixed(1)} ms`,
    ...(answer.kind === 'answer'
      ? [
          ...headerLines({ 'content-type': answer.headers['content-type'] ?? '' }),
          `    ${shown(redactBody(answer.body))}`,
        ]
      : []),
    '',
    '',
  ].join('\n');
}

/** Text of a target as a terminal may show it: no escape sequences, not without end. */
function shown(text: string): string {
  const clean = printable(text);
  return clean.length > 2_000 ? `${clean.slice(0, 2_000)}… (${clean.length} characters)` : clean;
}
