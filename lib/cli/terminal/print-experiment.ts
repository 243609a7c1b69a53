import renderTerminal from '../../../reports/formats/terminal.ts';
import { experimentView } from '../../../reports/views/experiment.ts';
import { experimentExitCode } from '../../judge/verdict/experiment-exit-code.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { ExperimentAnswer } from '../../model/experiment-answer.ts';
import { jsonText } from '../../model/json-text.ts';
import { type ExperimentFolder, readExperiment } from '../../store/experiments.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/**
 * Writes the reports of an experiment, and prints what it came to.
 * @param answer its document, by its name, and then its verdict, if it has one
 */
export async function printExperiment(
  folder: ExperimentFolder,
  answer: ExperimentAnswer,
  { json, lang, report: formats = [] }: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const view = experimentView({ experiment: readExperiment(folder), ...answer }, languageFor(lang));
  const files = await writeReports(view, formats, folder.path);
  const [[name, document] = []] = Object.entries(answer);
  terminal.out(json ? `${jsonText(document)}\n` : renderTerminal(view, { hasColor: terminal.isStdoutColored }));
  terminal.say(`all files are in ${folder.path} (${[...files, `${name}.json`, 'experiment.json'].join(', ')})`);
  return experimentExitCode(answer);
}
