import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { tryCommand } from '../../run/users/pre-check.ts';
import { fixturesText, makeFixtures } from '../../run/users/prepared-users.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { openClient } from '../args/one-target.ts';
import { planRun } from '../args/parse-run-args.ts';
import type { RunOptions } from '../args/run-options.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import { loadTeller } from '../terminal/load-progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `caseload fixtures`: the customers that a bundle needs, for a bare `k6 run -e FIXTURES=…`. They must live on the target that is loaded, so that one is named. */
export async function fixtures(options: RunOptions & { output: string }, terminal: Terminal) {
  if (options.target === undefined) {
    throw new UsageError('--target is missing: customers live on the target that you are going to load', {
      hint: 'start one with `caseload target`, then add --target http://127.0.0.1:3000',
    });
  }
  const { plan, scenario, headers } = await planRun({ ...options, out: [] }, '');
  if (scenario.fixtures === undefined || plan.fixtures === undefined) {
    throw new UsageError(`scenario '${scenario.name}' uses no fixtures`, { hint: 'run its bundle as it is' });
  }
  const signal = abortOnSignal(terminal);
  const { count, name } = plan.fixtures;
  const { client, close } = await openClient(plan.target, headers, signal, terminal.say);
  const { onFixtures } = loadTeller(plan, terminal);
  try {
    const rows = await makeFixtures(scenario.fixtures, {
      count,
      runId: plan.runId,
      client,
      signal,
      tryWords: tryCommand(plan),
      onProgress: (done) => onFixtures(done, count),
    });
    writeArtifact(options.output, fixturesText(rows, options.output), 0o600);
    terminal.say(`${count} ${name} are in ${options.output}; it holds tokens: remove it when you are done`);
    return exitCodes.pass;
  } finally {
    await close();
  }
}
