import { Option } from 'commander';
import { atConfiguredTarget } from '../args/at-configured-target.ts';
import type { CapacityOptions } from '../args/capacity-goal.ts';
import { repeatCommand } from '../args/repeat-command.ts';
import {
  generatorOptions,
  jsonOption,
  languageOption,
  quietOption,
  reportOption,
  runsDirOption,
  targetOptions,
} from '../args/run-options.ts';
import { trialOptions } from '../args/trial-options.ts';
import { defineCommand } from '../command.ts';
import { progressOn } from '../terminal/progress.ts';
import { trialLine, trialTableHead } from '../terminal/trial-line.ts';

export default defineCommand<CapacityOptions>({
  name: 'capacity',
  summary: 'the highest rate that the target sustains while it meets its objectives',
  examples: [
    'caseload capacity --scenario order-only',
    "caseload capacity --scenario e2e --objective 'p95 < 500ms' --target http://127.0.0.1:3000",
  ],
  options: [
    ...trialOptions(),
    new Option('--budget <time>', 'load for the search, without the confirmation').default('5m'),
    new Option('--width <percent>', 'how narrow the interval shall be, each way').default('5'),
    new Option('--min-rate <rps>', 'the rate to begin with (default: a fifth of what one worker could do)'),
    new Option('--max-rate <rps>', 'the highest rate that may be tried').default('2000'),
    new Option('--seed <number>', 'of what the search leaves to chance').default('1'),
    ...targetOptions(),
    ...generatorOptions(),
    runsDirOption(),
    reportOption(),
    languageOption(),
    jsonOption(),
    quietOption(),
  ],
  async run({ options, args, terminal }) {
    const { readConfig } = await import('../../store/config.ts');
    const { parseCapacity } = await import('../args/capacity-goal.ts');
    const config = await readConfig(process.cwd());
    const { run, goal } = parseCapacity(options);
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const progress = progressOn(terminal);
    const { performCapacity } = await import('../../app/capacity.ts');
    const end = await performCapacity({
      run: await atConfiguredTarget(run, config, { ...options, signal, progress }),
      goal,
      command: repeatCommand(args, process.env, 'npm run caseload -- capacity'),
      runsDir: options.runsDir,
      signal,
      progress,
      onTrial: (trials, answer) => {
        if (trials.length === 1) terminal.say(trialTableHead);
        terminal.say(trialLine(trials, answer));
      },
    });
    const { printCapacity } = await import('../terminal/print-capacity.ts');
    return interruptedOr(signal, await printCapacity(end, options, terminal));
  },
});
