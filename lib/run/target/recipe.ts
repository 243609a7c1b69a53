import { closeSync, openSync, readFileSync } from 'node:fs';
import type { TargetRecipe } from '../../model/config.ts';
import { TargetError } from '../../model/errors.ts';
import { fileError } from '../../store/artifacts.ts';
import { type Child, startChild } from '../process/child-process.ts';
import { describeEnd, until, untilEnded, within } from '../process/deadlines.ts';
import { freePort } from '../process/free-port.ts';

/** A build of the user's service, running. */
export interface RunningTarget {
  readonly url: string;
  stop(): Promise<void>;
}

/** A checkout of the service, how it is run, and where its output goes. */
export interface RecipeNeed {
  readonly recipe: TargetRecipe;
  readonly folder: string;
  readonly log: string;
  readonly signal: AbortSignal;
}

const defaultBuildSeconds = 900;
const readyMs = 60_000;
const resetMs = 300_000;
const goneMs = 5_000;

/** Builds the service in its checkout. Throws a TargetError with the end of what the command said. */
export const buildTarget = (need: RecipeNeed): Promise<void> =>
  runCommand(need, 'build', (need.recipe.buildSeconds ?? defaultBuildSeconds) * 1_000, {});

/** Resets its state, starts it on a free port and waits until it is ready. */
export async function startTarget(need: RecipeNeed): Promise<RunningTarget> {
  const { recipe, signal } = need;
  const port = await freePort();
  const environment = { PORT: String(port) };
  await runCommand(need, 'reset', resetMs, environment);
  const child = shell(need, recipe.start, environment);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, `${url}${recipe.ready ?? '/health'}`, need);
  } catch (error) {
    await stopGroup(child);
    throw error;
  }
  signal.throwIfAborted();
  return { url, stop: () => stopGroup(child) };
}

/** A command of the recipe to its end; nothing where the recipe has none. */
async function runCommand(
  need: RecipeNeed,
  name: 'build' | 'reset',
  timeoutMs: number,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const command = need.recipe[name];
  if (command === undefined) return;
  const child = shell(need, command, environment);
  const late = () => trouble(need, `target.${name} ('${command}') took longer than ${timeoutMs / 1_000} s`);
  const end = await untilEnded(child, { signal: need.signal, timeoutMs, late });
  await stopGroup(child);
  if (end.exitCode !== 0) throw trouble(need, describeEnd(`target.${name} ('${command}')`, end));
}

function shell({ folder, log }: RecipeNeed, command: string, environment: Readonly<Record<string, string>>): Child {
  let file: number;
  try {
    file = openSync(log, 'a');
  } catch (error) {
    throw fileError(`cannot write ${log}`, log, error);
  }
  const child = startChild('sh', ['-c', command], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  return child;
}

async function untilReady(child: Child, url: string, need: RecipeNeed): Promise<void> {
  let isReady = false;
  let isOver = false;
  void child.ended.then(() => {
    isOver = true;
  });
  const late = () => trouble(need, `${url} did not answer 2xx within ${readyMs / 1_000} s of target.start`);
  const ask = async () => {
    while (!isReady && !isOver) {
      isReady = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.ok;
        },
        () => false,
      );
      if (!isReady) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  void ask();
  try {
    await until(() => isReady || isOver, { signal: need.signal, timeoutMs: readyMs, late });
  } finally {
    // Whatever ended the wait, nobody asks any longer.
    isOver ||= !isReady;
  }
  if (!isReady) throw trouble(need, describeEnd(`target.start ('${need.recipe.start}')`, await child.ended));
}

/** A shell may leave what it started behind: the whole group is asked to end, then made to. */
async function stopGroup({ pid, ended }: Child): Promise<void> {
  const isGone = () => {
    try {
      process.kill(-pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  const tell = (signal: NodeJS.Signals) => {
    if (!isGone()) process.kill(-pid, signal);
  };
  tell('SIGTERM');
  const { signal } = new AbortController();
  await until(isGone, { signal, timeoutMs: goneMs, late: () => new Error('late') }).catch(() => tell('SIGKILL'));
  await within(ended, { signal, timeoutMs: goneMs, late: () => new Error('late') }).catch(() => {});
}

function trouble({ log }: RecipeNeed, what: string): TargetError {
  const said = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
  return new TargetError(`${what}${said === '' ? '' : `; it last said: ${said.slice(0, 200)}`}`, {
    hint: `all that it said is in ${log}; the commands are in caseload.config.ts`,
  });
}
