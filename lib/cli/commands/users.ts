import { toolVersion } from '../../app/tool-version.ts';
import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { findEngine } from '../../run/engine/find-engine.ts';
import { openTarget } from '../../run/target/open-target.ts';
import { tryCommand } from '../../run/users/pre-check.ts';
import { openPreparation } from '../../run/users/preparation.ts';
import { prepareUsers } from '../../run/users/prepared-users.ts';
import { usersText } from '../../run/users/users-file.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { planRun } from '../args/parse-run-args.ts';
import type { RunOptions } from '../args/run-options.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import { loadTeller } from '../terminal/load-progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * `caseload users`: the users that a bundle needs, for a bare `k6 run -e USERS=…`. They must live on the target that is
 * loaded, so that one is named.
 */
export async function users(options: RunOptions & { output: string }, terminal: Terminal) {
  if (options.target === undefined) {
    throw new UsageError('--target is missing: users live on the target that you are going to load', {
      hint: 'start one with `caseload target`, then add --target http://127.0.0.1:3000',
    });
  }
  const { plan, scenario, scenarioFile, headers } = await planRun({ ...options, out: [] }, '');
  if (scenario.users === undefined || plan.users === undefined) {
    throw new UsageError(`scenario '${scenario.name}' has no prepared users`, { hint: 'run its bundle as it is' });
  }
  const signal = abortOnSignal(terminal);
  const { count, name } = plan.users;
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  const target = await openTarget(plan.target, { signal, onProgress: terminal.say });
  try {
    const preparation = await openPreparation({
      scenario,
      scenarioFile,
      requestTimeoutMs: plan.requestTimeoutMs,
      toolVersion,
      target: plan.target,
      enginePath: engine.path,
      baseUrl: target.url,
      headers,
      extraArgs: [],
      signal,
    });
    const { onUsers } = loadTeller(plan, terminal);
    const rows = await prepareUsers(preparation, {
      scenario,
      count,
      runId: plan.runId,
      tryWords: tryCommand(plan),
      onProgress: (done) => onUsers(done, count),
    }).finally(preparation.close);
    writeArtifact(options.output, usersText(rows, options.output), 0o600);
    terminal.say(`${count} ${name} are in ${options.output}; it holds tokens: remove it when you are done`);
    return exitCodes.pass;
  } finally {
    await target.stop();
  }
}
