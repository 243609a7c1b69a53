import { toolVersion } from '../../app/tool-version.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { parseHeaders } from '../../plan/parse-headers.ts';
import { findEngine } from '../../run/engine/find-engine.ts';
import { openTarget } from '../../run/target/open-target.ts';
import { type JourneyFailure, journeyFailure, type Trace } from '../../run/users/journey-failure.ts';
import { traceJourney } from '../../run/users/pre-check.ts';
import { openPreparation } from '../../run/users/preparation.ts';
import { fileOf, knownName, loadScenario } from '../../store/library.ts';
import { newRunId, parseTarget } from '../args/parse-run-args.ts';
import type { RunOptions } from '../args/run-options.ts';
import { askedOf, describeExchange } from '../terminal/exchange.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

type TryOptions = Pick<RunOptions, 'scenario' | 'target' | 'header' | 'insecure' | 'allowHost' | 'k6'>;

const requestTimeoutMs = 60_000;

/**
 * `caseload try`: one journey as the load performs it, its user prepared first; each request and response is shown,
 * secrets redacted.
 */
export async function tryScenario(options: TryOptions, terminal: Terminal) {
  const name = knownName('scenarios', options.scenario);
  const scenario = await loadScenario(name);
  const headers = parseHeaders(options.header);
  const userHeaders = Object.keys(headers);
  const target = parseTarget(options, userHeaders);
  const signal = abortOnSignal(terminal);
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  const { url, stop } = await openTarget(target, { signal, onProgress: terminal.say });
  try {
    const preparation = await openPreparation({
      scenario,
      scenarioFile: fileOf('scenarios', name),
      requestTimeoutMs,
      toolVersion,
      target,
      enginePath: engine.path,
      baseUrl: url,
      headers,
      extraArgs: [],
      signal,
    });
    try {
      const trace = await traceJourney(preparation, {
        runId: `${newRunId()}-t`,
        onConsole: (line) => terminal.say(printable(`the scenario prints: ${line}`)),
      });
      for (const exchange of trace.exchanges) terminal.out(describeExchange(exchange, url, userHeaders));
      const failure = journeyFailure(scenario, trace, url);
      terminal.out(failure === undefined ? successLine(name, trace, url) : failureLine(scenario, failure, trace));
      return failure === undefined ? exitCodes.pass : exitCodes.trouble;
    } finally {
      preparation.close();
    }
  } finally {
    await stop();
  }
}

function successLine(name: string, { exchanges }: Trace, url: string): string {
  const performed = exchanges.map((exchange) => exchange.step ?? askedOf(exchange, url));
  return `✓ ${name} works: ${performed.length === 0 ? 'it sent nothing' : performed.join(' → ')}\n`;
}

function failureLine(scenario: Scenario, failure: JourneyFailure, { end }: Trace): string {
  const own = scenario.steps.map(({ name }) => name);
  const notReached = end.phase === 'users' ? own : scenario.run ? [] : own.slice(own.indexOf(failure.step) + 1);
  const rest = notReached.length === 0 ? '' : `; not reached: ${notReached.join(', ')}`;
  return `✗ ${scenario.name} fails at ${failure.step}: ${failure.sentence}${rest}\n`;
}
