import renderComparison from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

/** A comparison on stdout: as a table, or with `--json` as one document. */
export function printComparison(comparison: Comparison, { json, lang }: PrintOptions, terminal: Terminal): void {
  const language = languageFor(lang);
  terminal.out(
    json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : renderComparison(comparison, language, { hasColor: terminal.isStdoutColored }),
  );
}
