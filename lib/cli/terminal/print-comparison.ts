import renderTerminal from '../../../reports/formats/terminal.ts';
import { languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import { comparisonView } from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { LanguageCode } from '../../model/finding.ts';
import type { Terminal } from './terminal.ts';

/** A comparison on stdout: as a table, or with `--json` as one document. */
export function tellComparison(
  comparison: Comparison,
  { json, lang }: { readonly json?: boolean; readonly lang?: LanguageCode },
  terminal: Terminal,
): void {
  const language = languageOf(lang ?? languageOfEnvironment(process.env));
  terminal.out(
    json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : renderTerminal(comparisonView(comparison, language), { hasColor: terminal.isStdoutColored }),
  );
}
