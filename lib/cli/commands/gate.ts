import { Option } from 'commander';
import type { ExitCode } from '../../model/exit-codes.ts';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import { acrossHostsOption, baselinesDirOption } from '../args/comparison-options.ts';
import type { GateOptions } from '../args/gate-base.ts';
import { grouped } from '../args/option-group.ts';
import { pairsOptions } from '../args/pairs-options.ts';
import { repeatable } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import { pairLine } from '../terminal/pair-line.ts';
import { progressOn } from '../terminal/progress.ts';
import { runAndPrint } from '../terminal/run-and-print.ts';
import type { Terminal } from '../terminal/terminal.ts';

const defaultBudgetMs = 30 * 60_000;

/** A search instead of pairs: is the sustainable rate above the limit? */
async function gateCapacity(
  options: GateOptions,
  limit: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const { goalAbove, parseAbove } = await import('../args/capacity-goal.ts');
  const { parseTrialRun } = await import('../args/trial-options.ts');
  const { parseDurationMs } = await import('../../plan/parse-values.ts');
  const { UsageError } = await import('../../model/errors.ts');
  if (options.against !== undefined) {
    throw new UsageError('--capacity was given together with --against', { hint: 'ask one question at a time' });
  }
  const aboveRps = parseAbove(limit);
  const budgetMs = options.budget === undefined ? undefined : parseDurationMs(options.budget, '--budget');
  const { searchAt } = await import('../terminal/search.ts');
  const request = { run: parseTrialRun(options), goal: goalAbove(aboveRps, budgetMs, options.arrivals) };
  const command = commandToRepeat(args, process.env, 'gate');
  const { end, signal } = await searchAt({ ...request, command }, options, terminal);
  const { capacityVerdict } = await import('../../judge/verdict/capacity-verdict.ts');
  const { writeJson } = await import('../../store/artifacts.ts');
  const { printExperiment } = await import('../terminal/print-experiment.ts');
  const { interruptedOr } = await import('../terminal/interrupt.ts');
  const { folder, capacity } = end;
  const verdict = capacityVerdict(capacity.answer, aboveRps);
  writeJson(folder.verdict, verdict);
  const print = { ...options, report: ['markdown', 'html', 'junit'] as const };
  return interruptedOr(signal, await printExperiment(folder, { capacity, verdict }, print, terminal));
}

export default defineCommand<GateOptions>({
  name: 'gate',
  summary: 'is this target worse than that one? alternates runs of both; without --against, checks objectives only',
  examples: [
    'caseload gate -s order-only -p smoke',
    'caseload gate -s e2e -p constant --duration 30s --against main',
    "caseload gate -s order-only --capacity '> 40/s'",
    'caseload gate -s e2e -p constant --duration 30s --against http://127.0.0.1:3000 --target http://127.0.0.1:3001',
    'caseload gate -s e2e -p constant --duration 30s --against shop --setting DB_POOL_SIZE=20',
  ],
  options: [
    new Option('--against <what>', 'a commit or branch of this repository, a URL, a baseline, or shop'),
    new Option('--capacity <limit>', "the sustainable rate must be above this: '> 40/s'"),
    repeatable('--setting <NAME=value>', 'a setting of the reference shop for the candidate'),
    ...pairsOptions(),
    ...grouped('judgement', [baselinesDirOption(), acrossHostsOption()]),
  ],
  async run({ options, args, terminal }) {
    const { readConfig } = await import('../../store/config.ts');
    if (options.capacity !== undefined) return gateCapacity(options, options.capacity, args, terminal);
    const { parsePairs } = await import('../args/pairs-request.ts');
    const config = await readConfig();
    const { ownService: _own, ...withoutService } = options;
    const request = parsePairs(options.against === 'shop' ? withoutService : options, config.gate ?? {});
    const command = commandToRepeat(args, process.env, 'gate');
    const { parseGateBase } = await import('../args/gate-base.ts');
    const base = await parseGateBase(options, request.run, config);
    if ('baseline' in base) {
      const print = { ...options, ...base, report: ['markdown', 'html', 'junit'] as const, command };
      return runAndPrint(request.run, print, terminal);
    }
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
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
