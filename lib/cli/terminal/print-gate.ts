import { renderComparisonJunit, renderComparisonMarkdown } from '../../../reports/views/comparison.ts';
import type { GateEnd } from '../../app/gate.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { annotateComparison } from './github.ts';
import { languageFor } from './language.ts';
import { printComparison } from './print-comparison.ts';
import type { Terminal } from './terminal.ts';

/** Writes the reports of a gate, and prints its comparison. */
export function printGate({ folder, comparison, verdict }: GateEnd, options: PrintOptions, terminal: Terminal): void {
  const language = languageFor(options.lang);
  writeArtifact(folder.report, renderComparisonMarkdown(comparison, language));
  writeArtifact(folder.junit, renderComparisonJunit(comparison, language));
  printComparison(comparison, options, terminal);
  annotateComparison(comparison, language, options.json ? undefined : terminal);
  const files = 'report.md, junit.xml, comparison.json, verdict.json, experiment.json';
  terminal.say(`objectives of the candidate: ${verdict.objectives}; everything is in ${folder.path} (${files})`);
}
