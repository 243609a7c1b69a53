import { Option } from 'commander';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import type { OverloadOptions } from '../args/overload-goal.ts';
import { trialOptions } from '../args/trial-options.ts';
import { defineCommand } from '../command.ts';
import { progressOn } from '../terminal/progress.ts';
import { overloadLine } from '../terminal/trial-line.ts';

export default defineCommand<OverloadOptions>({
  name: 'overload',
  summary: 'what the target does beyond its sustainable rate, and whether it recovers',
  examples: ['caseload overload --scenario order-only --capacity 40'],
  options: trialOptions(
    new Option('--capacity <rps>', 'its sustainable rate: see `caseload capacity`'),
    new Option('--factors <list>', 'overloads, as multiples of that rate').default('1.2,1.5,2'),
  ),
  async run({ options, args, terminal }) {
    const { parseOverload } = await import('../args/overload-goal.ts');
    const goal = parseOverload(options);
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const { performOverload } = await import('../../app/overload.ts');
    const end = await performOverload({
      ...goal,
      command: commandToRepeat(args, process.env, 'overload'),
      runsDir: options.runsDir,
      signal,
      progress: progressOn(terminal),
      onTrial: (trials) => terminal.say(overloadLine(trials)),
    });
    const { printExperiment } = await import('../terminal/print-experiment.ts');
    return interruptedOr(signal, await printExperiment(end.folder, { overload: end.overload }, options, terminal));
  },
});
