import renderTerminal from '../../../reports/formats/terminal.ts';
import { experimentView } from '../../../reports/views/experiment.ts';
import type { CapacityEnd } from '../../app/capacity.ts';
import { capacityExitCode } from '../../judge/verdict/capacity-exit-code.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import { jsonText } from '../../model/json-text.ts';
import { readExperiment } from '../../store/experiments.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Writes the reports of a search, and prints its result. */
export async function printCapacity(
  { folder, capacity }: CapacityEnd,
  { json, lang, report: formats = [] }: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const report = experimentView({ experiment: readExperiment(folder), capacity }, languageFor(lang));
  const files = await writeReports(report, formats, folder.path);
  terminal.out(json ? `${jsonText(capacity)}\n` : renderTerminal(report, { hasColor: terminal.isStdoutColored }));
  terminal.say(`all files are in ${folder.path} (${[...files, 'capacity.json', 'experiment.json'].join(', ')})`);
  return capacityExitCode(capacity.answer);
}
