import { join } from 'node:path';
import { profileFile, scenarioFile, stepFile } from '../../app/project-files.ts';
import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { unknownName } from '../../plan/did-you-mean.ts';
import { defineCommand } from '../command.ts';

const kinds: Readonly<Record<string, readonly [folder: string, text: (name: string) => string]>> = {
  scenario: ['scenarios', (name) => scenarioFile(name, '/')],
  step: ['scenarios/steps', stepFile],
  profile: ['profiles', profileFile],
};

export default defineCommand({
  name: 'new',
  summary: 'write a new scenario, step or profile',
  examples: ['caseload new scenario checkout', 'caseload new step login', 'caseload new profile rush-hour'],
  operands: [
    ['<kind>', Object.keys(kinds).join(', ')],
    ['<name>', 'lower-case letters, digits, - and _'],
  ],
  async run({ operands: [kind = '', name = ''], terminal }) {
    const [folder, textOf] = kinds[kind] ?? [];
    if (folder === undefined || textOf === undefined) throw unknownName('kind', kind, Object.keys(kinds));
    if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
      throw new UsageError(`'${name}' is no name`, { hint: 'begin with a letter; use a-z, 0-9, - and _' });
    }
    const { createFile } = await import('../../app/init-project.ts');
    const { ownFolder } = await import('../../store/own-folder.ts');
    const path = join(folder, `${name}.ts`);
    createFile(join(ownFolder(), path), textOf(name));
    terminal.out(`${path}\n`);
    return exitCodes.pass;
  },
});
