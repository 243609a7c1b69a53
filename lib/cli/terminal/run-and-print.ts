import type { ExitCode } from '../../model/exit-codes.ts';
import type { RunRequest } from '../../model/run-request.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';

interface PrintedRun extends PrintOptions {
  readonly runsDir: string;
  /** Repeats it. */
  readonly command: string;
  readonly name?: string | undefined;
  /** The baseline that it is compared with. */
  readonly baseline?: string | undefined;
  readonly baselinesDir: string;
  readonly acrossHosts?: boolean;
  readonly strict?: boolean;
}

/** Performs a run, shows its progress, and prints its report; the exit code is its verdict's. */
export async function runAndPrint(request: RunRequest, options: PrintedRun, terminal: Terminal): Promise<ExitCode> {
  const { performRun } = await import('../../app/perform-run.ts');
  const { abortOnSignal, interruptedOr } = await import('./interrupt.ts');
  const signal = abortOnSignal(terminal);
  const { folder, run } = await performRun(request, {
    runsDir: options.runsDir,
    command: options.command,
    name: options.name,
    signal,
    progress: progressOn(terminal),
    preload: async (plan, environment) =>
      (await import('./preload-report.ts')).preloadReport(plan, environment, options),
    baseline: options.baseline === undefined ? undefined : await readTerms(options.baseline, options),
  });
  const { printReport } = await import('./print-report.ts');
  await printReport(run, folder, options, terminal);
  return interruptedOr(signal, run.verdict.exitCode);
}

async function readTerms(name: string, options: PrintedRun) {
  const { readBaseline } = await import('../../store/baselines.ts');
  const { baselineTerms } = await import('../../app/compare-with-baseline.ts');
  return baselineTerms(readBaseline(name, options.baselinesDir), options);
}
