import { availableParallelism } from 'node:os';
import type { ReportInput } from '../../reports/views/report-input.ts';
import type { PlannedRun } from '../cli/args/parse-run-args.ts';
import type { RunOptions } from '../cli/args/run-options.ts';
import { loadTeller } from '../cli/terminal/load-progress.ts';
import type { Terminal } from '../cli/terminal/terminal.ts';
import { HarnessError, InterruptedError } from '../model/errors.ts';
import type { Ending } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { performRun } from '../run/perform-run.ts';
import { writeJson } from '../store/artifacts.ts';
import { createRunFolder, type RunFolder, utcStamp } from '../store/run-folder.ts';
import { checkHost, type HeldAgainst } from './against-baseline.ts';

/** What a run ends with needs a fifth of a second to load: it is loaded while k6 runs. */
const loadConclusion = () => import('./evaluate-run.ts');
const conclusionAfterMs = 500;

interface LoadNeed {
  readonly options: Pick<RunOptions, 'runsDir' | 'k6' | 'out' | 'k6Arg'>;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  readonly against?: HeldAgainst;
  /** Knobs of the reference shop, which win over those of the environment. */
  readonly shopKnobs?: Readonly<Record<string, string>>;
}

/** One run: plan.json → k6, then bundle → target → pre-check → users → load → results → findings → verdict, in a folder of its own. */
export async function performLoad(
  planned: PlannedRun,
  need: LoadNeed,
): Promise<{ folder: RunFolder; input: ReportInput }> {
  const { plan } = planned;
  const { options, signal, terminal, against } = need;
  const folder = createRunFolder(options.runsDir, `${utcStamp(new Date())}-${plan.scenario.name}-${plan.profile.name}`);
  writeJson(folder.plan, plan);
  const done = await start(planned, folder, need).catch(async (error: unknown) => {
    terminal.endLive();
    await recordFailure(planned, folder, signal, error);
    throw signal.aborted && !(error instanceof InterruptedError)
      ? new InterruptedError('interrupted', { cause: error })
      : error;
  });
  terminal.endLive();
  const { conclude } = await loadConclusion();
  return { folder, input: await conclude(plan, folder, done.facts, done.environment, against) };
}

/** k6, then bundle → target → pre-check → users → load. */
async function start(planned: PlannedRun, folder: RunFolder, need: LoadNeed) {
  const { options, signal, terminal, against } = need;
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  terminal.say(`k6 ${engine.version} (${engine.source})`);
  const onLoad = () => void setTimeout(loadConclusion, conclusionAfterMs);
  const teller = { ...loadTeller(planned.plan, terminal), onLoadStarted: onLoad };
  return performRun({
    ...planned,
    folder,
    engine,
    extraOuts: options.out,
    extraArgs: options.k6Arg,
    ...(need.shopKnobs && { shopKnobs: need.shopKnobs }),
    // A baseline of another host is refused before anything is sent.
    onEnvironment: (environment) => against && checkHost(planned.plan, environment, against),
    signal,
    teller,
  });
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
  const { tellReport } = await import('../cli/terminal/print-report.ts');
  await conclude(planned.plan, folder, facts, undefined, undefined)
    .then((input) => tellReport(input, folder, {}, undefined))
    .catch(() => {});
}
