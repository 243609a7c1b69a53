import { relative } from 'node:path';
import renderMarkdown from '../../reports/markdown.ts';
import type { ReportInput } from '../../reports/report-input.ts';
import renderTerminal from '../../reports/terminal.ts';
import { writeArtifact } from '../run/artifacts.ts';
import type { RunFolder } from '../run/run-folder.ts';
import type { Terminal } from './terminal.ts';

/** Writes report.md, and prints the report (or with `--json` the result as one document) where there is a terminal to tell it. */
export function tellReport(
  input: ReportInput,
  folder: RunFolder,
  options: { json?: boolean | undefined },
  terminal: Terminal | undefined,
): void {
  writeArtifact(folder.report, renderMarkdown(input));
  if (terminal === undefined) return;
  const { result, findings, verdict } = input;
  if (options.json) terminal.out(`${JSON.stringify({ folder: folder.path, verdict, result, findings }, null, 2)}\n`);
  else terminal.out(renderTerminal(input, { hasColor: terminal.isStdoutColored }));
  terminal.say(
    `everything is in ${relative(process.cwd(), folder.path) || folder.path} (report.md, result.json, k6.log)`,
  );
}
