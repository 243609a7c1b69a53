import { join, relative } from 'node:path';
import { renderers } from '../../../reports/formats/all.ts';
import { type FormatName, formatFiles } from '../../../reports/formats/formats.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { runView } from '../../../reports/views/run.ts';
import type { JudgedRun } from '../../model/judged-run.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { annotate } from './github.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

/** Writes the reports; with a terminal, also prints one (with `--json`, the result as one document). */
export function printReport(
  run: JudgedRun,
  folder: RunFolder,
  options: PrintOptions,
  terminal: Terminal | undefined,
): void {
  const report = runView(run, languageFor(options.lang));
  const formats: readonly FormatName[] = options.report ?? ['markdown'];
  for (const format of formats) {
    writeArtifact(join(folder.path, formatFiles[format]), renderers[format](report));
  }
  if (terminal === undefined) return;
  const { result, findings, hypotheses, verdict, comparison } = run;
  if (options.json) {
    const document = { folder: folder.path, verdict, result, findings, hypotheses, comparison: comparison ?? null };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else terminal.out(`\n${renderTerminal(report, { hasColor: terminal.isStdoutColored })}`);
  annotate(report, options.json ? undefined : terminal);
  const where = relative(process.cwd(), folder.path) || folder.path;
  terminal.say(
    `all files are in ${where} (${formats.map((format) => formatFiles[format]).join(', ')}, result.json, k6.log)`,
  );
}
