import renderTerminal from '../../../reports/formats/terminal.ts';
import { comparisonView } from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import { jsonText } from '../../model/json-text.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

/** A comparison on stdout: as a table, or with `--json` as one document. */
export function printComparison(comparison: Comparison, { json, lang }: PrintOptions, terminal: Terminal): void {
  const text = json
    ? `${jsonText(comparison)}\n`
    : renderTerminal(comparisonView(comparison, languageFor(lang)), { hasColor: terminal.isStdoutColored });
  terminal.out(text);
}
