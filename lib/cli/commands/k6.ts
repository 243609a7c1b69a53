import type { ExitCode } from '../../model/exit-codes.ts';
import { engineOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

export default defineCommand<{ readonly k6?: string }>({
  name: 'k6',
  summary: 'run the k6 that `load` uses, with any arguments',
  examples: ['caseload k6 -- version', 'caseload k6 -- run dist/e2e.case3.js -e BASE_URL=http://127.0.0.1:3000'],
  operands: [['[args...]', 'passed on to k6']],
  options: [engineOption()],
  takesAnyOption: true,
  async run({ options, operands, terminal }) {
    const { runEngine } = await import('../../app/run-engine.ts');
    const { abortOnSignal } = await import('../terminal/interrupt.ts');
    // k6's own codes are the point of this command.
    return (await runEngine(operands, options.k6, abortOnSignal(terminal), terminal.say)) as ExitCode;
  },
});
