import { comparisonView } from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import { jsonText } from '../../model/json-text.ts';
import type { FormatOptions } from '../args/format-options.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import { printDocument } from './print-document.ts';
import type { Terminal } from './terminal.ts';

/** A comparison in a format of reports, or with `--json` as one document on stdout. */
export async function printComparison(
  comparison: Comparison,
  options: PrintOptions & FormatOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.json) terminal.out(`${jsonText(comparison)}\n`);
  else await printDocument(comparisonView(comparison, languageFor(options.lang)), options, terminal);
}
