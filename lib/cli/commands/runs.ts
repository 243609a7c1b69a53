import { Option } from 'commander';
import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { jsonText } from '../../model/json-text.ts';
import { baselinesDirOption } from '../args/comparison-options.ts';
import { jsonOption, languageOption, type PrintOptions, runsDirOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

interface RunsOptions extends PrintOptions {
  readonly runsDir: string;
}

interface PruneOptions extends RunsOptions {
  readonly baselinesDir: string;
  readonly keep?: string;
  readonly olderThan?: string;
  readonly dryRun?: boolean;
}

const runOperand = ['<run>', 'latest, a --name, or the name of a run or how it starts'] as const;

const list = defineCommand<RunsOptions>({
  name: 'list',
  summary: 'list runs and experiments, newest first',
  isDefault: true,
  options: [runsDirOption(), jsonOption()],
  async run({ options: { runsDir, json }, terminal }) {
    const { firstLoad } = await import('../../store/library.ts');
    const { runLines } = await import('../../store/run-lines.ts');
    const { runTable } = await import('../terminal/run-table.ts');
    const lines = runLines(runsDir);
    if (json) terminal.out(`${jsonText(lines)}\n`);
    else if (lines.length > 0) terminal.out(runTable(lines));
    else terminal.out(`no runs in ${runsDir}; make one with: ${firstLoad()}\n`);
    return exitCodes.pass;
  },
});

const show = defineCommand<RunsOptions>({
  name: 'show',
  summary: 'print the report of a run or an experiment',
  operands: [runOperand],
  options: [runsDirOption(), languageOption()],
  async run({ options, operands: [run = ''], terminal }) {
    const { printStored } = await import('../terminal/print-stored.ts');
    await printStored(run, { ...options, format: 'terminal', output: '-' }, terminal);
    // It only shows the report: that worked, no matter what the verdict is.
    return exitCodes.pass;
  },
});

const open = defineCommand<RunsOptions>({
  name: 'open',
  summary: 'open the HTML report of a run in the browser',
  operands: [runOperand],
  options: [runsDirOption(), languageOption()],
  async run({ options, operands: [run = ''], terminal }) {
    const { openReport } = await import('../terminal/open-report.ts');
    await openReport(run, options, terminal);
    return exitCodes.pass;
  },
});

const prune = defineCommand<PruneOptions>({
  name: 'prune',
  summary:
    'remove old runs, but never the latest, those of a baseline or in progress; an experiment goes with its runs',
  options: [
    runsDirOption(),
    new Option('--keep <count>', 'keep this many of the newest; an experiment with its runs counts as one'),
    new Option('--older-than <time>', 'remove only those older than this, such as 168h'),
    baselinesDirOption(),
    new Option('--dry-run', 'only print what would be removed'),
  ],
  async run({ options, terminal }) {
    const { runsDir, dryRun } = options;
    const { removeUnit, selectOldRuns } = await import('../../app/prune-runs.ts');
    const { removed, kept } = selectOldRuns(await parsePrune(options));
    const folders = removed.flatMap((unit) => unit.folders);
    for (const folder of folders) terminal.out(`${dryRun ? 'would remove' : 'removed'} ${runsDir}/${folder}\n`);
    if (!dryRun) for (const unit of removed) removeUnit(unit, runsDir);
    const count = folders.length === 1 ? '1 folder' : `${folders.length} folders`;
    const stay = kept.length === 0 ? '' : `; always kept: ${kept.join(', ')}`;
    terminal.say(`${dryRun ? 'would remove' : 'removed'} ${count}${stay}`);
    return exitCodes.pass;
  },
});

async function parsePrune({ runsDir, baselinesDir, keep, olderThan }: PruneOptions) {
  if (keep === undefined && olderThan === undefined) {
    throw new UsageError('runs prune needs --keep or --older-than', {
      hint: 'for example --keep 20 (keeps the newest 20), or --older-than 168h',
    });
  }
  const { parseCount, parseDurationMs } = await import('../../plan/parse-values.ts');
  const ageMs = olderThan === undefined ? undefined : parseDurationMs(olderThan, '--older-than');
  return {
    ...{ runsDir, baselinesDir },
    keep: keep === undefined ? 0 : parseCount(keep, '--keep', 1_000_000),
    beforeMs: ageMs === undefined ? Number.POSITIVE_INFINITY : Date.now() - ageMs,
  };
}

export default defineCommand({
  name: 'runs',
  summary: 'list, show, open and prune runs',
  examples: [
    'caseload runs',
    'caseload runs show latest',
    'caseload runs open latest',
    'caseload runs prune --keep 20',
  ],
  subcommands: [list, show, open, prune],
});
