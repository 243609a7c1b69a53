import { exitCodes } from '../../model/exit-codes.ts';
import { jsonText } from '../../model/json-text.ts';
import { printable } from '../../model/printable.ts';
import { jsonOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

export default defineCommand<{ readonly json?: boolean }>({
  name: 'list',
  summary: 'list the scenarios and profiles',
  examples: ['caseload list', 'caseload list --json'],
  options: [jsonOption()],
  async run({ options, terminal }) {
    const { readLibrary } = await import('../../app/read-library.ts');
    const { describeLibrary, libraryDocument } = await import('../terminal/print-library.ts');
    const { library, troubles } = await readLibrary();
    for (const line of troubles) terminal.warn(printable(line));
    terminal.out(options.json ? `${jsonText(libraryDocument(library))}\n` : describeLibrary(library));
    // A broken file is one line, and does not hide the others.
    return troubles.length === 0 ? exitCodes.pass : exitCodes.usage;
  },
});
