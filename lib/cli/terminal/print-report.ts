import { join, relative } from 'node:path';
import type { Document } from '../../../reports/document.ts';
import { renderers } from '../../../reports/formats/all.ts';
import { type FormatName, formatFiles } from '../../../reports/formats/formats.ts';
import { githubAnnotations } from '../../../reports/formats/github.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import type { ReportInput } from '../../../reports/views/report-input.ts';
import { runView } from '../../../reports/views/run.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import type { RunOptions } from '../args/run-options.ts';
import { appendSummary } from './github-gate.ts';
import type { Terminal } from './terminal.ts';

/** Writes the reports, and prints one (or with `--json` the result as one document) where there is a terminal to tell it. */
export function tellReport(
  input: ReportInput,
  folder: RunFolder,
  options: Pick<RunOptions, 'json' | 'lang' | 'report'>,
  terminal: Terminal | undefined,
): void {
  const language = languageOf(options.lang ?? languageOfEnvironment(process.env));
  const document = runView(input, language);
  const formats: readonly FormatName[] = options.report ?? ['markdown'];
  for (const format of formats) {
    writeArtifact(join(folder.path, formatFiles[format]), renderers[format](document));
  }
  if (terminal === undefined) return;
  const { result, findings, hypotheses, verdict, comparison } = input;
  if (options.json) {
    const told = { folder: folder.path, verdict, result, findings, hypotheses, comparison: comparison ?? null };
    terminal.out(`${JSON.stringify(told, null, 2)}\n`);
  } else terminal.out(`\n${renderTerminal(document, { hasColor: terminal.isStdoutColored })}`);
  if (process.env.GITHUB_ACTIONS === 'true') tellGithub(document, options.json ? undefined : terminal);
  const where = relative(process.cwd(), folder.path) || folder.path;
  terminal.say(
    `everything is in ${where} (${formats.map((format) => formatFiles[format]).join(', ')}, result.json, k6.log)`,
  );
}

/** In a job of GitHub Actions: annotations beside the change, and the report as the step's summary. */
function tellGithub(document: Document, terminal: Terminal | undefined): void {
  const annotations = githubAnnotations(document);
  terminal?.out(annotations.map((line) => `${line}\n`).join(''));
  appendSummary(renderers.github(document));
}
