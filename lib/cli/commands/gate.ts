import { Option } from 'commander';
import { atConfiguredTarget } from '../args/at-configured-target.ts';
import { acrossHostsOption, baselinesDirOption } from '../args/comparison-options.ts';
import type { GateOptions } from '../args/gate-base.ts';
import { pairsOptions } from '../args/pairs-options.ts';
import { repeatCommand } from '../args/repeat-command.ts';
import { repeatable } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import { pairLine } from '../terminal/pair-line.ts';
import { printRun } from '../terminal/print-run.ts';
import { progressOn } from '../terminal/progress.ts';

const defaultBudgetMs = 30 * 60_000;

export default defineCommand<GateOptions>({
  name: 'gate',
  summary: 'is this target worse than that one? alternates runs of both; without --against, checks objectives only',
  examples: [
    'caseload gate -s order-only -p smoke',
    'caseload gate -s e2e -p constant --duration 30s --against main',
    'caseload gate -s e2e -p constant --duration 30s --against http://127.0.0.1:3000 --target http://127.0.0.1:3001',
    'caseload gate -s e2e -p constant --duration 30s --against shop --setting DB_POOL_SIZE=20',
  ],
  options: [
    new Option('--against <what>', 'a commit or branch of this repository, a URL, a baseline, or shop'),
    repeatable('--setting <NAME=value>', 'a setting of the reference shop for the candidate'),
    ...pairsOptions(),
    baselinesDirOption(),
    acrossHostsOption(),
  ],
  async run({ options, args, terminal }) {
    const { readConfig } = await import('../../store/config.ts');
    const { parsePairs } = await import('../args/pairs-request.ts');
    const config = await readConfig(process.cwd());
    const request = parsePairs(options, config.gate ?? {});
    const command = repeatCommand(args, process.env, 'npm run caseload -- gate');
    const { parseGateBase } = await import('../args/gate-base.ts');
    const base = await parseGateBase(options, request.run, config);
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    if ('baseline' in base) {
      const run = await atConfiguredTarget(request.run, config, { ...options, signal, progress: progressOn(terminal) });
      const print = { ...options, ...base, report: ['markdown', 'html', 'junit'] as const, command, signal };
      return printRun(run, print, terminal);
    }
    const { performGate } = await import('../../app/gate.ts');
    const end = await performGate({
      ...request,
      base,
      budgetMs: request.budgetMs ?? defaultBudgetMs,
      isStrict: options.strict ?? false,
      command,
      runsDir: options.runsDir,
      calibrationsDir: options.calibrationsDir,
      signal,
      progress: progressOn(terminal),
      onPair: (pairs, verdict) => terminal.say(pairLine(pairs, verdict)),
    });
    const { printGate } = await import('../terminal/print-gate.ts');
    await printGate(end, options, terminal);
    return interruptedOr(signal, end.verdict.exitCode);
  },
});
