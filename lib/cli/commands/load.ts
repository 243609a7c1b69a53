import { checkLoad, heldAgainst } from '../../app/against-baseline.ts';
import { performLoad } from '../../app/perform-load.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import { planRun } from '../args/parse-run-args.ts';
import { repeatCommand } from '../args/repeat-command.ts';
import type { RunOptions } from '../args/run-options.ts';
import { printDryRun } from '../terminal/dry-run.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `caseload load`: plan → bundle → target → pre-check → users → k6 → results → findings → verdict → reports. */
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
  const { tellReport } = await import('../terminal/print-report.ts');
  tellReport(input, folder, options, terminal);
  return input.verdict.exitCode;
}

async function readAgainst(name: string, options: RunOptions) {
  const { readBaseline } = await import('../../app/run-sets.ts');
  return heldAgainst(readBaseline(name, options.baselinesDir ?? 'baselines'), options);
}
