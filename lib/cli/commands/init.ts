import { exitCodes } from '../../model/exit-codes.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  name: 'init',
  summary: 'write what a project of your own begins with: a configuration and a first scenario',
  examples: ['npx caseload init'],
  async run({ terminal }) {
    const { initProject } = await import('../../app/init-project.ts');
    const written = await initProject(process.cwd());
    for (const path of written) terminal.out(`${path}\n`);
    terminal.say(
      written.length === 0
        ? 'all files are there already'
        : 'now look at caseload.config.ts, then: npx caseload try --scenario first',
    );
    return exitCodes.pass;
  },
});
