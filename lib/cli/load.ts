import { availableParallelism } from 'node:os';
import { HarnessError, InterruptedError } from '../contract/errors.ts';
import type { ExitCode } from '../contract/exit-codes.ts';
import type { Ending } from '../contract/result.ts';
import type { RunFacts } from '../contract/run-facts.ts';
import { writeJson } from '../run/artifacts.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { performRun } from '../run/perform-run.ts';
import { createRunFolder, type RunFolder, utcStamp } from '../run/run-folder.ts';
import { printDryRun } from './dry-run.ts';
import { abortOnSignal } from './interrupt.ts';
import { loadTeller } from './load-teller.ts';
import { type PlannedRun, planRun } from './parse-run-words.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunOptions } from './run-options.ts';
import type { Terminal } from './terminal.ts';

/** What a run ends with needs a fifth of a second to load: it is loaded while k6 runs. */
const loadConclusion = () => import('./conclude.ts');
const conclusionAfterMs = 500;

/** `caseload load`: plan → bundle → target → fixtures → preflight → k6 → results → findings → verdict → reports. */
export async function load(options: RunOptions, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const planned = await planRun(options, repeatCommand(words, process.env));
  for (const warning of planned.plan.warnings) terminal.warn(warning);
  if (options.dryRun) return printDryRun(planned, options, terminal);

  const { plan } = planned;
  const signal = abortOnSignal(terminal);
  const folder = createRunFolder(options.runsDir, `${utcStamp(new Date())}-${plan.scenario.name}-${plan.profile.name}`);
  writeJson(folder.plan, plan);
  const done = await start(planned, folder, options, signal, terminal).catch(async (error: unknown) => {
    terminal.endLive();
    await recordFailure(planned, folder, signal, error);
    throw signal.aborted && !(error instanceof InterruptedError)
      ? new InterruptedError('interrupted', { cause: error })
      : error;
  });
  terminal.endLive();
  const { conclude } = await loadConclusion();
  return conclude(plan, folder, done.facts, done.environment, options, terminal);
}

/** k6, then bundle → target → fixtures → preflight → load. */
async function start(
  planned: PlannedRun,
  folder: RunFolder,
  options: RunOptions,
  signal: AbortSignal,
  terminal: Terminal,
) {
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  terminal.say(`k6 ${engine.version} (${engine.source})`);
  const onLoad = () => void setTimeout(loadConclusion, conclusionAfterMs);
  const teller = { ...loadTeller(planned.plan, terminal), onLoadStarted: onLoad };
  return performRun({ ...planned, folder, engine, extraOuts: options.out, extraArgs: options.k6Arg, signal, teller });
}

/** A run that never got to its load is on record too, as INVALID. What cannot be written then is not worth hiding the first trouble for. */
async function recordFailure(
  planned: PlannedRun,
  folder: RunFolder,
  signal: AbortSignal,
  error: unknown,
): Promise<void> {
  const detail = error instanceof HarnessError ? error.message : `a bug in caseload: ${String(error)}`;
  const ending: Ending = signal.aborted
    ? { kind: 'interrupted', detail: 'stopped by the user before the load began', k6ExitCode: null }
    : { kind: 'not-started', detail, k6ExitCode: null };
  const facts: RunFacts = {
    schemaVersion: 1,
    ending,
    startedAtMs: Date.now(),
    durationMs: 0,
    integrity: null,
    integrityTrouble: null,
    sameHost: false,
    cores: availableParallelism(),
  };
  const { conclude } = await loadConclusion();
  await conclude(planned.plan, folder, facts, undefined, {}, undefined).catch(() => {});
}
