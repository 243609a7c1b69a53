import type { Document } from '../../../reports/document.ts';
import { renderAs } from '../../../reports/formats/formats.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { writeOutput } from '../../store/write-output.ts';
import type { FormatOptions } from '../args/format-options.ts';
import type { Terminal } from './terminal.ts';

/** Writes a document in the format and to the place that the user named. */
export async function printDocument(
  document: Document,
  { format, output }: FormatOptions,
  terminal: Terminal,
): Promise<void> {
  if (output === '-') {
    const isScreen = format === 'terminal';
    const options = { hasColor: terminal.isStdoutColored };
    terminal.out(isScreen ? renderTerminal(document, options) : await renderAs(format, document));
    return;
  }
  await writeOutput(output, await renderAs(format, document), terminal.out);
  terminal.say(`the report is in ${output}`);
}
