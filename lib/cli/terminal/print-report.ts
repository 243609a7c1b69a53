import { relative } from 'node:path';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { runView } from '../../../reports/views/run.ts';
import { jsonText } from '../../model/json-text.ts';
import type { JudgedRun } from '../../model/judged-run.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { annotate } from './github.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Writes the reports; with a terminal, also prints one (with `--json`, the result as one document). */
export async function printReport(
  run: JudgedRun,
  folder: RunFolder,
  options: PrintOptions,
  terminal: Terminal | undefined,
): Promise<void> {
  const report = runView(run, languageFor(options.lang));
  const files = await writeReports(report, options.report ?? ['markdown'], folder.path);
  if (terminal === undefined) return;
  const { result, findings, hypotheses, verdict, comparison } = run;
  if (options.json) {
    const document = { folder: folder.path, verdict, result, findings, hypotheses, comparison: comparison ?? null };
    terminal.out(`${jsonText(document)}\n`);
  } else terminal.out(`\n${renderTerminal(report, { hasColor: terminal.isStdoutColored })}`);
  annotate(report, options.json ? undefined : terminal);
  const where = relative(process.cwd(), folder.path) || folder.path;
  terminal.say(`all files are in ${where} (${[...files, 'result.json', 'k6.log'].join(', ')})`);
}
