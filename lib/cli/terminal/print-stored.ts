import { renderers } from '../../../reports/formats/all.ts';
import type { FormatName } from '../../../reports/formats/formats.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { type ForeignRun, readForeignRun } from '../../app/read-foreign-run.ts';
import { readRun } from '../../app/read-run.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import type { JudgedRun } from '../../model/judged-run.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { findRunOrExperiment } from '../../store/find-run.ts';
import { describeExperiment } from './describe-experiment.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

interface ReportTo {
  readonly runsDir: string;
  readonly format: FormatName;
  /** A file, or `-` for stdout. */
  readonly output: string;
  readonly lang?: LanguageCode;
  readonly rebuild?: boolean;
}

/** The report of a run or an experiment of ours, by its name; the exit code is its verdict's. */
export async function printStored(name: string, to: ReportTo, terminal: Terminal): Promise<ExitCode> {
  const found = findRunOrExperiment(name, to.runsDir);
  if ('run' in found) return printJudged(await readRun(found.run, to.rebuild ?? false), to, terminal);
  const { text, exitCode } = describeExperiment(found.experiment, to, terminal.isStdoutColored);
  write(text, to, terminal);
  return exitCode;
}

/** The report of a run that caseload did not make. */
export const printForeign = async (run: ForeignRun, to: ReportTo, terminal: Terminal): Promise<ExitCode> =>
  printJudged(await readForeignRun(run, terminal.warn), to, terminal);

function printJudged(run: JudgedRun, to: ReportTo, terminal: Terminal): ExitCode {
  const language = languageFor(to.lang);
  const isScreen = to.format === 'terminal' && to.output === '-';
  write(
    isScreen
      ? renderTerminal(run, language, { hasColor: terminal.isStdoutColored })
      : renderers[to.format](run, language),
    to,
    terminal,
  );
  return run.verdict.exitCode;
}

function write(text: string, { output }: ReportTo, terminal: Terminal): void {
  if (output === '-') {
    terminal.out(text);
    return;
  }
  writeArtifact(output, text);
  terminal.say(`the report is in ${output}`);
}
