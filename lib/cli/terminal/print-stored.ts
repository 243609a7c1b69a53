import type { Document } from '../../../reports/document.ts';
import { experimentView } from '../../../reports/views/experiment.ts';
import { runView } from '../../../reports/views/run.ts';
import { type ForeignRun, readForeignRun } from '../../app/read-foreign-run.ts';
import { readRun } from '../../app/read-run.ts';
import { experimentExitCode } from '../../judge/verdict/experiment-exit-code.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import type { JudgedRun } from '../../model/judged-run.ts';
import { readExperiment } from '../../store/experiments.ts';
import { findRunOrExperiment } from '../../store/find-run.ts';
import { readAnswer } from '../../store/stored-comparison.ts';
import type { FormatOptions } from '../args/format-options.ts';
import { languageFor } from './language.ts';
import { printDocument } from './print-document.ts';
import type { Terminal } from './terminal.ts';

interface ReportTo extends FormatOptions {
  readonly runsDir: string;
  readonly lang?: LanguageCode;
  readonly rebuild?: boolean;
}

/** The report of a run or an experiment of caseload, by its name; the exit code is its verdict's. */
export async function printStored(name: string, to: ReportTo, terminal: Terminal): Promise<ExitCode> {
  const { document, exitCode } = await storedReport(name, to);
  await printDocument(document, to, terminal);
  return exitCode;
}

/** A run or an experiment as a document, and its folder. */
export async function storedReport(
  name: string,
  { runsDir, lang, rebuild = false }: Pick<ReportTo, 'runsDir' | 'lang' | 'rebuild'>,
): Promise<{ readonly document: Document; readonly path: string; readonly exitCode: ExitCode }> {
  const found = findRunOrExperiment(name, runsDir);
  if ('run' in found) {
    const run = await readRun(found.run, rebuild);
    return { document: runView(run, languageFor(lang)), path: found.run.path, exitCode: run.verdict.exitCode };
  }
  const answer = readAnswer(found.experiment);
  const input = { experiment: readExperiment(found.experiment), ...answer };
  return {
    document: experimentView(input, languageFor(lang)),
    path: found.experiment.path,
    exitCode: experimentExitCode(answer),
  };
}

/** The report of a run that caseload did not make. */
export const printForeign = async (run: ForeignRun, to: ReportTo, terminal: Terminal): Promise<ExitCode> =>
  printJudged(await readForeignRun(run, terminal.warn), to, terminal);

async function printJudged(run: JudgedRun, to: ReportTo, terminal: Terminal): Promise<ExitCode> {
  await printDocument(runView(run, languageFor(to.lang)), to, terminal);
  return run.verdict.exitCode;
}
