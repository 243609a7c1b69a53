import { Option } from 'commander';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import type { DiagnosisOptions } from '../args/diagnosis-request.ts';
import { experimentOptions, loadOptions } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import { confirmationLine } from '../terminal/confirmation-line.ts';
import { progressOn } from '../terminal/progress.ts';

export default defineCommand<DiagnosisOptions>({
  name: 'diagnose',
  summary: 'what limits the target under this load? with --confirm, a change of a setting tests the answer',
  examples: [
    'caseload diagnose --confirm -s signup-only -p constant --rate 60 --duration 20s',
    'BCRYPT_COST=12 caseload diagnose --confirm -s e2e -p constant --rate 40 --duration 20s --lang ko',
  ],
  options: [
    new Option('--confirm', 'change the setting that should move the limit, and compare'),
    new Option('--pairs <count>', 'runs with the change, and as many without').default('3'),
    new Option('--budget <time>', 'time limit, such as 30m: no pair is started that would exceed it'),
    ...loadOptions(),
    ...experimentOptions(),
  ],
  async run({ options, args, terminal }) {
    const { parseDiagnosis } = await import('../args/diagnosis-request.ts');
    const asked = parseDiagnosis(options);
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const { performDiagnosis } = await import('../../app/diagnose.ts');
    const end = await performDiagnosis({
      ...asked,
      command: commandToRepeat(args, process.env, 'diagnose'),
      runsDir: options.runsDir,
      signal,
      progress: progressOn(terminal),
      onRun: (confirmation) => terminal.say(confirmationLine(confirmation)),
    });
    const { printExperiment } = await import('../terminal/print-experiment.ts');
    return interruptedOr(
      signal,
      await printExperiment(end.folder, { confirmation: end.confirmation }, options, terminal),
    );
  },
});
