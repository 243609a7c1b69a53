import { Option } from 'commander';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import { experimentOptions, loadOptions, repeatable } from '../args/run-options.ts';
import type { SweepOptions } from '../args/sweep-request.ts';
import { defineCommand } from '../command.ts';
import { progressOn } from '../terminal/progress.ts';
import { sweepLine } from '../terminal/sweep-line.ts';

export default defineCommand<SweepOptions>({
  name: 'sweep',
  summary: 'which setting of the target is best? the same load with each of them, in random order',
  examples: [
    'caseload sweep --vary DB_POOL_SIZE=2,5,10,20 -s order-only -p constant --rate 20 --duration 30s',
    'caseload sweep --vary BCRYPT_COST=8,10,12 --vary UV_THREADPOOL_SIZE=2,4 -s signup-only -p smoke --repeat 3',
  ],
  options: [
    repeatable('--vary <NAME=values>', 'a setting and the values to try; once more for a grid of two'),
    new Option('--repeat <count>', 'runs of each combination').default('4'),
    new Option('--metric <name>', 'what is compared: latency of the whole journey, or how many end well per second')
      .choices(['p50', 'p95', 'goodput'])
      .default('p95'),
    new Option('--budget <time>', 'time limit, such as 30m: no repetition is started that would exceed it'),
    new Option('--seed <number>', 'of the random order').default('1'),
    ...loadOptions(),
    ...experimentOptions(),
  ],
  async run({ options, args, terminal }) {
    const { parseSweep } = await import('../args/sweep-request.ts');
    const asked = parseSweep(options);
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const { performSweep } = await import('../../app/sweep.ts');
    const end = await performSweep({
      ...asked,
      command: commandToRepeat(args, process.env, 'sweep'),
      runsDir: options.runsDir,
      signal,
      progress: progressOn(terminal),
      onRun: (history, goal) => terminal.say(sweepLine(history, goal)),
    });
    const { printExperiment } = await import('../terminal/print-experiment.ts');
    return interruptedOr(signal, await printExperiment(end.folder, { sweep: end.sweep }, options, terminal));
  },
});
