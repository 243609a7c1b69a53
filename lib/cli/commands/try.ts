import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { engineOption, type RunOptions, runsDirOption, scenarioOption, targetOptions } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

export default defineCommand<RunOptions & { readonly runsDir: string }>({
  name: 'try',
  summary: 'perform one journey, on each of its ways, and show each request and response',
  examples: ['caseload try --scenario e2e', 'caseload try --scenario e2e --target http://127.0.0.1:3000'],
  options: [scenarioOption(), ...targetOptions(), runsDirOption(), engineOption()],
  async run({ options, terminal }) {
    const { parseTarget } = await import('../args/target-spec.ts');
    const { knownName } = await import('../../store/library.ts');
    const { tryScenario } = await import('../../app/try-scenario.ts');
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const scenario = knownName('scenarios', options.scenario);
    const target = parseTarget(options);
    const tried = await tryScenario({
      ...{ scenario, target, enginePath: options.k6 },
      signal,
      say: terminal.say,
      onConsole: (line) => terminal.say(printable(`the scenario prints: ${line}`)),
    });
    const { shopHint } = await import('../../run/users/pre-check.ts');
    const { describeExchange, lastLine } = await import('../terminal/exchange.ts');
    const userHeaders = Object.keys(target.headers);
    for (const { way, trace, url } of tried) {
      if (way.names.length > 0) terminal.out(`way: ${way.names.join(', ')}\n\n`);
      for (const exchange of trace.exchanges) terminal.out(describeExchange(exchange, url, userHeaders));
    }
    for (const journey of tried) terminal.out(lastLine(journey));
    if (tried.every(({ failure }) => failure === undefined)) return interruptedOr(signal, exitCodes.pass);
    if (target.kind === 'shop') terminal.warn(shopHint);
    return exitCodes.trouble;
  },
});
