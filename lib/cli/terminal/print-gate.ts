import renderTerminal from '../../../reports/formats/terminal.ts';
import { experimentView } from '../../../reports/views/experiment.ts';
import type { GateEnd } from '../../app/gate.ts';
import { jsonText } from '../../model/json-text.ts';
import { readExperiment } from '../../store/experiments.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { annotate } from './github.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

const formats = ['markdown', 'html', 'junit'] as const;

/** Writes the reports of a gate, and prints its result. */
export async function printGate(
  { folder, comparison, verdict }: GateEnd,
  options: PrintOptions,
  terminal: Terminal,
): Promise<void> {
  const experiment = readExperiment(folder);
  const report = experimentView({ experiment, comparison, verdict }, languageFor(options.lang));
  const reports = await writeReports(report, formats, folder.path);
  terminal.out(
    options.json ? `${jsonText(comparison)}\n` : renderTerminal(report, { hasColor: terminal.isStdoutColored }),
  );
  annotate(report, options.json ? undefined : terminal);
  const files = [...reports, 'comparison.json', 'verdict.json', 'experiment.json'];
  terminal.say(`all files are in ${folder.path} (${files.join(', ')})`);
}
