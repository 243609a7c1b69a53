import { exitCodes } from '../../model/exit-codes.ts';
import { engineOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

const marks = { ok: '✓', note: '!', missing: '✗' };

export default defineCommand<{ readonly k6?: string }>({
  name: 'doctor',
  summary: 'check that everything a run needs is here, and say what to do if not',
  examples: ['caseload doctor'],
  options: [engineOption()],
  async run({ options, terminal }) {
    const { checkMachine } = await import('../../app/check-machine.ts');
    const diagnoses = await checkMachine(options.k6);
    for (const { state, what, advice } of diagnoses) {
      terminal.out(`${marks[state]} ${what}\n${advice === undefined ? '' : `    ${advice}\n`}`);
    }
    // A run could not start.
    return diagnoses.some(({ state }) => state === 'missing') ? exitCodes.trouble : exitCodes.pass;
  },
});
