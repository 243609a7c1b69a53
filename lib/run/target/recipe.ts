import { TargetError } from '../../model/errors.ts';
import type { TargetSpec } from '../../model/target-spec.ts';
import { withInspectorPort } from '../probes/inspector-port.ts';
import { type Child, type ChildEnd, signalGroup } from '../process/child-process.ts';
import { describeEnd, until, untilEnded, within } from '../process/deadlines.ts';
import { freePort } from '../process/free-port.ts';
import { processOf } from '../process/process-ref.ts';
import { recipeError, startShell } from './recipe-shell.ts';
import type { OpenOptions, Target } from './target.ts';

export type RecipeSpec = Extract<TargetSpec, { kind: 'recipe' }>;

const defaultBuildSeconds = 900;
const readyMs = 60_000;
const resetMs = 300_000;
const goneMs = 5_000;

/** Folders whose service this process has built: once is enough for all its runs. */
const builtFolders = new Set<string>();

/** Builds the service unless it is built, resets its state, starts it and waits until it is ready. */
export async function openRecipe(spec: RecipeSpec, open: OpenOptions): Promise<Target> {
  if (!builtFolders.has(spec.folder)) await buildRecipe(spec, open);
  const { signal } = open;
  const port = await freePort();
  const options = withInspectorPort(process.env.NODE_OPTIONS, await freePort());
  const environment = { NODE_OPTIONS: options, ...spec.settings, PORT: String(port) };
  // A reset may start what the service needs, a database: it lives as long as the service.
  const shells: Child[] = [];
  const onShell = (child: Child) => void shells.push(child);
  const killAll = () => {
    for (const shell of shells) shell.kill();
  };
  const reset = () => runCommand(spec, 'reset', { signal, timeoutMs: resetMs, environment, onShell });
  const url = `http://127.0.0.1:${port}`;
  let service: Child | undefined;
  try {
    await reset();
    service = startShell(spec, spec.recipe.start, environment);
    onShell(service);
    await untilReady(service, `${url}${spec.recipe.ready ?? '/health'}`, spec, signal);
  } catch (error) {
    if (service !== undefined) await stopGroup(service);
    killAll();
    throw error;
  }
  return runningRecipe(spec, service, { url, reset, killAll });
}

interface Running {
  readonly url: string;
  readonly reset: () => Promise<void>;
  /** Ends what the commands of the recipe left in sessions of their own. */
  readonly killAll: () => void;
}

function runningRecipe(spec: RecipeSpec, child: Child, { url, reset, killAll }: Running): Target {
  let isStopping = false;
  const died = new Promise<string>((resolve) => {
    void child.ended.then((end) => {
      if (!isStopping) resolve(`${describeEnd('the service', end)} during the run; its output is in ${spec.log}`);
    });
  });
  return {
    kind: 'recipe',
    name: `the service of ${spec.folder}`,
    url,
    settings: spec.settings ?? null,
    databaseVersion: null,
    processes: processOf('service', child.pid),
    died,
    ...(spec.recipe.reset !== undefined && { reset }),
    stop: async () => {
      isStopping = true;
      await stopGroup(child);
      killAll();
    },
  };
}

/** Builds the service in its checkout. Throws a TargetError with the end of what the command printed. */
export async function buildRecipe(spec: RecipeSpec, { signal, onProgress }: OpenOptions): Promise<void> {
  const { build, buildSeconds = defaultBuildSeconds } = spec.recipe;
  if (build !== undefined) onProgress(`building ${spec.folder}: ${build}`);
  await runCommand(spec, 'build', { signal, timeoutMs: buildSeconds * 1_000, environment: {} });
  builtFolders.add(spec.folder);
}

interface CommandOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly onShell?: (child: Child) => void;
}

/** A command of the recipe to its end; nothing where the recipe has none. */
async function runCommand(
  spec: RecipeSpec,
  name: 'build' | 'reset',
  { signal, timeoutMs, environment, onShell }: CommandOptions,
): Promise<void> {
  const command = spec.recipe[name];
  if (command === undefined) return;
  const child = startShell(spec, command, environment);
  onShell?.(child);
  const late = () => recipeError(spec, `target.${name} ('${command}') took longer than ${timeoutMs / 1_000} s`);
  const end = await untilEnded(child, { signal, timeoutMs, late });
  await stopGroup(child);
  if (end.exitCode !== 0) throw recipeError(spec, describeEnd(`target.${name} ('${command}')`, end));
}

/** Asks the service every 100 ms, until it answers 2xx or has ended. */
async function untilReady(child: Child, url: string, spec: RecipeSpec, signal: AbortSignal): Promise<void> {
  let isReady = false;
  let end: ChildEnd | undefined;
  void child.ended.then((how) => {
    end = how;
  });
  const asking = new AbortController();
  const ask = async () => {
    while (!isReady && end === undefined && !asking.signal.aborted) {
      isReady = await answers(url);
      if (!isReady) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  void ask();
  const late = () => recipeError(spec, `${url} did not answer 2xx within ${readyMs / 1_000} s of target.start`);
  try {
    await until(() => isReady || end !== undefined, { signal, timeoutMs: readyMs, late });
  } finally {
    asking.abort();
  }
  if (end !== undefined) throw recipeError(spec, describeEnd(`target.start ('${spec.recipe.start}')`, end));
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async ({ ok, body }) => {
      // What it says is of no interest, and may have no end.
      await body?.cancel();
      return ok;
    },
    () => false,
  );

/** A shell may leave processes behind, so the whole group is asked to end, then killed. */
async function stopGroup({ pid, ended }: Child): Promise<void> {
  const wait = { signal: new AbortController().signal, timeoutMs: goneMs, late: () => new TargetError('late') };
  signalGroup(pid, 'SIGTERM');
  await until(() => !signalGroup(pid, 0), wait).catch(() => signalGroup(pid, 'SIGKILL'));
  await within(ended, wait).catch(() => {});
}
