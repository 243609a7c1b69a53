import { Option } from 'commander';
import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { engineOption, loadOptions, type RunOptions, targetOptions } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import { progressOn } from '../terminal/progress.ts';

export default defineCommand<RunOptions & { readonly output: string }>({
  name: 'users',
  summary: 'prepare the test users that a bare `k6 run` of a bundle reads',
  examples: [
    'caseload users --scenario order-only --profile case3 --target http://127.0.0.1:3000 -o users.json',
    'k6 run dist/order-only.case3.js -e BASE_URL=http://127.0.0.1:3000 -e USERS=users.json',
  ],
  options: [
    ...loadOptions(),
    ...targetOptions(),
    engineOption(),
    new Option(
      '-o, --output <file>',
      'file to write; it is private (mode 0600), because it contains tokens',
    ).makeOptionMandatory(),
  ],
  async run({ options, terminal }) {
    // The reference shop of a single command would be gone before its users are needed.
    if (options.target === undefined) {
      throw new UsageError('--target is missing: users must be created on the target that you are going to load', {
        hint: 'start one with `caseload target`, then add --target http://127.0.0.1:3000',
      });
    }
    const { parseRunRequest } = await import('../args/run-request.ts');
    const { makeUsers } = await import('../../app/make-users.ts');
    const { writeOutput } = await import('../../store/write-output.ts');
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const surroundings = { signal, progress: progressOn(terminal) };
    const { count, name, text } = await makeUsers(parseRunRequest(options), options.output, surroundings);
    await writeOutput(options.output, text, terminal.out, 0o600);
    terminal.say(`${count} ${name} are in ${options.output}; it contains tokens: remove it when you are done`);
    return interruptedOr(signal, exitCodes.pass);
  },
});
