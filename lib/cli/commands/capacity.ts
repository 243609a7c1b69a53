import { Option } from 'commander';
import type { CapacityOptions } from '../args/capacity-goal.ts';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import { trialOptions } from '../args/trial-options.ts';
import { defineCommand } from '../command.ts';

export default defineCommand<CapacityOptions>({
  name: 'capacity',
  summary: 'the highest rate that the target sustains while it meets its objectives',
  examples: [
    'caseload capacity --scenario order-only',
    "caseload capacity --scenario e2e --objective 'p95 < 500ms' --target http://127.0.0.1:3000",
  ],
  options: trialOptions(
    new Option('--budget <time>', 'load for the search, without the confirmation').default('305s'),
    new Option('--width <percent>', 'how narrow the interval shall be, each way').default('5'),
    new Option('--min-rate <rps>', 'the rate to begin with (default: a fifth of what one worker could do)'),
    new Option('--max-rate <rps>', 'the highest rate that may be tried').default('2000'),
    new Option('--seed <number>', 'of what the search leaves to chance').default('1'),
  ),
  async run({ options, args, terminal }) {
    const { parseCapacity } = await import('../args/capacity-goal.ts');
    const { searchAt } = await import('../terminal/search.ts');
    const { interruptedOr } = await import('../terminal/interrupt.ts');
    const { printExperiment } = await import('../terminal/print-experiment.ts');
    const command = commandToRepeat(args, process.env, 'capacity');
    const { end, signal } = await searchAt({ ...parseCapacity(options), command }, options, terminal);
    return interruptedOr(signal, await printExperiment(end.folder, { capacity: end.capacity }, options, terminal));
  },
});
