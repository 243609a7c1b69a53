import type { ExitCode } from '../contract/exit-codes.ts';
import { checkLoad, heldAgainst } from './against-baseline.ts';
import { printDryRun } from './dry-run.ts';
import { abortOnSignal } from './interrupt.ts';
import { planRun } from './parse-run-words.ts';
import { performLoad } from './perform-load.ts';
import { repeatCommand } from './repeat-command.ts';
import type { RunOptions } from './run-options.ts';
import type { Terminal } from './terminal.ts';

/** `caseload load`: plan → bundle → target → fixtures → preflight → k6 → results → findings → verdict → reports. */
export async function load(options: RunOptions, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const planned = await planRun(options, repeatCommand(words, process.env));
  const against = options.baseline === undefined ? undefined : await readAgainst(options.baseline, options);
  if (against !== undefined) checkLoad(planned.plan, against);
  for (const warning of planned.plan.warnings) terminal.warn(warning);
  if (options.dryRun) return printDryRun(planned, options, terminal);
  const { folder, input } = await performLoad(planned, {
    options,
    signal: abortOnSignal(terminal),
    terminal,
    ...(against && { against }),
  });
  const { tellReport } = await import('./tell-report.ts');
  tellReport(input, folder, options, terminal);
  return input.verdict.exitCode;
}

async function readAgainst(name: string, options: RunOptions) {
  const { readBaseline } = await import('./run-sets.ts');
  return heldAgainst(readBaseline(name, options.baselinesDir ?? 'baselines'), options);
}
