import { HarnessError, InterruptedError } from '../contract/errors.ts';
import type { ExitCode } from '../contract/exit-codes.ts';
import type { Ending } from '../contract/result.ts';
import { judgeFindings } from '../findings/all.ts';
import { judge } from '../gate/verdict.ts';
import { buildResult, type RunFacts } from '../results/build-result.ts';
import { writeJson } from '../run/artifacts.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import type { Environment } from '../run/environment.ts';
import { performRun } from '../run/perform-run.ts';
import { createRunFolder, type RunFolder, utcStamp } from '../run/run-folder.ts';
import { printDryRun } from './dry-run.ts';
import { abortOnSignal } from './interrupt.ts';
import { loadTeller } from './load-teller.ts';
import { type PlannedRun, planRun } from './parse-run-words.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunOptions } from './run-options.ts';
import { tellReport } from './tell-report.ts';
import type { Terminal } from './terminal.ts';

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
  return conclude(planned, folder, done.facts, done.environment, options, terminal);
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
  const teller = loadTeller(planned.plan, terminal);
  return performRun({ ...planned, folder, engine, extraOuts: options.out, extraArgs: options.k6Arg, signal, teller });
}

/** results → findings → verdict → reports, each written as it ends. */
async function conclude(
  { plan }: PlannedRun,
  folder: RunFolder,
  facts: RunFacts,
  environment: Environment | undefined,
  options: Pick<RunOptions, 'json'>,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const result = await buildResult(plan, folder, facts);
  writeJson(folder.result, result);
  const findings = judgeFindings(result, plan);
  writeJson(folder.findings, findings);
  const verdict = judge(result, findings);
  writeJson(folder.verdict, verdict);
  tellReport({ plan, result, findings, verdict, environment }, folder, options, terminal);
  return verdict.exitCode;
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
    ending,
    startedAtMs: Date.now(),
    durationMs: 0,
    integrity: undefined,
    integrityTrouble: undefined,
    sameHost: false,
  };
  await conclude(planned, folder, facts, undefined, {}, undefined).catch(() => {});
}
