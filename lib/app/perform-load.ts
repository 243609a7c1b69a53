import { existsSync } from 'node:fs';
import type { ReportInput } from '../../reports/views/report-input.ts';
import type { PlannedRun } from '../cli/args/parse-run-args.ts';
import type { RunOptions } from '../cli/args/run-options.ts';
import { loadTeller } from '../cli/terminal/load-progress.ts';
import type { Terminal } from '../cli/terminal/terminal.ts';
import { InterruptedError } from '../model/errors.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { performRun } from '../run/perform-run.ts';
import { writeJson } from '../store/artifacts.ts';
import { createRunFolder, discardRunFolder, pointLatestAt, type RunFolder, utcStamp } from '../store/run-folder.ts';
import { checkHost, type HeldAgainst } from './against-baseline.ts';

/** What a run ends with needs a fifth of a second to load: it is loaded while k6 runs. */
const loadConclusion = () => import('./evaluate-run.ts');
const conclusionAfterMs = 500;

interface LoadNeed {
  readonly options: Pick<RunOptions, 'runsDir' | 'k6' | 'out' | 'k6Arg'>;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  readonly against?: HeldAgainst;
  /** Settings of the reference shop, which win over those of the environment. */
  readonly shopSettings?: Readonly<Record<string, string>>;
}

/** One run: plan.json → k6, then bundle → target → pre-check → users → load → results → findings → verdict, in a folder of its own. */
export async function performLoad(
  planned: PlannedRun,
  need: LoadNeed,
): Promise<{ folder: RunFolder; input: ReportInput }> {
  const { plan } = planned;
  const { options, signal, terminal, against } = need;
  const name = `${utcStamp(new Date())}-${plan.scenario.name}-${plan.profile.name}`;
  const folder = createRunFolder(options.runsDir, name);
  const done = await start(planned, folder, need).catch((error: unknown) => {
    terminal.endLive();
    // With its plan a folder is a run: one whose load never began has none.
    if (!existsSync(folder.plan)) discardRunFolder(folder);
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
  const { plan } = planned;
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  terminal.say(`k6 ${engine.version} (${engine.source})`);
  const onLoadStarted = () => {
    writeJson(folder.plan, plan);
    pointLatestAt(folder);
    setTimeout(loadConclusion, conclusionAfterMs);
  };
  const progress = { ...loadTeller(plan, terminal), onLoadStarted };
  return performRun({
    ...planned,
    folder,
    engine,
    extraOuts: options.out,
    extraArgs: options.k6Arg,
    target:
      plan.target.kind === 'shop'
        ? { kind: 'shop', settings: need.shopSettings ?? {} }
        : { kind: 'url', url: plan.target.url },
    // A baseline of another host is refused before anything is sent.
    onEnvironment: (environment) => against && checkHost(plan, environment, against),
    signal,
    progress,
  });
}
