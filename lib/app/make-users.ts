import { UsageError } from '../model/errors.ts';
import type { RunRequest } from '../model/run-request.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { openTarget } from '../run/target/open-target.ts';
import { tryCommand } from '../run/users/pre-check.ts';
import { openPreparation } from '../run/users/preparation.ts';
import { prepareUsers } from '../run/users/prepared-users.ts';
import { usersText } from '../run/users/users-file.ts';
import { planRun } from './plan-run.ts';
import type { Progress } from './progress.ts';

interface MadeUsers {
  readonly count: number;
  readonly name: string;
  /** What `k6 run` reads: JSON, or CSV for a file of that name. It holds tokens. */
  readonly text: string;
}

/** Prepares the users that a bundle needs for a bare `k6 run -e USERS=…`, as the text of their file. */
export async function makeUsers(
  request: RunRequest,
  file: string,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<MadeUsers> {
  const { plan, scenario, scenarioFile, target, headers } = await planRun(request, '');
  if (scenario.users === undefined || plan.users === undefined) {
    throw new UsageError(`scenario '${scenario.name}' needs no prepared users`, {
      hint: 'run its bundle without USERS',
    });
  }
  const { count, name } = plan.users;
  const explicitPath = request.generator.path;
  const engine = await findEngine({ explicitPath, env: process.env, signal, onProgress: progress.say });
  const { url, stop } = await openTarget(target, { signal, onProgress: progress.say });
  try {
    const preparation = await openPreparation({
      ...{ scenario, scenarioFile, headers, signal },
      requestTimeoutMs: plan.requestTimeoutMs,
      toolVersion: plan.toolVersion,
      target: plan.target,
      enginePath: engine.path,
      baseUrl: url,
      extraArgs: [],
    });
    const rows = await prepareUsers(preparation, {
      ...{ scenario, count, runId: plan.runId, tryCommandLine: tryCommand(plan) },
      onProgress: (done) => progress.users(name, done, count),
    }).finally(preparation.close);
    return { count, name, text: usersText(rows, file) };
  } finally {
    await stop();
  }
}
