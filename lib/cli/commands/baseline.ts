import { Option } from 'commander';
import { exitCodes } from '../../model/exit-codes.ts';
import { jsonText } from '../../model/json-text.ts';
import { baselinesDirOption } from '../args/comparison-options.ts';
import { jsonOption, runsDirOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

interface FolderOptions {
  readonly baselinesDir: string;
  readonly json?: boolean;
}

interface SetOptions extends FolderOptions {
  readonly runsDir: string;
  readonly append?: boolean;
}

/** Runs above which one more may be judged against a baseline: see compare-metric.ts. */
const enoughRuns = 10;

const set = defineCommand<SetOptions>({
  name: 'set',
  summary: 'save runs under a name, to compare others with: latest, run names (or how they start), or folders',
  operands: [
    ['<name>', 'of the baseline'],
    ['[runs...]', 'latest if none is given'],
  ],
  options: [baselinesDirOption(), runsDirOption(), new Option('--append', 'add to the runs it already has')],
  async run({ options, operands: [name = '', ...runs], terminal }) {
    const { makeBaseline } = await import('../../app/baselines.ts');
    const { countOf } = await import('../terminal/print-baseline.ts');
    const append = options.append ?? false;
    const named = runs.length === 0 ? ['latest'] : runs;
    const { file, baseline, added } = await makeBaseline(name, named, options, append);
    const { scenario, profile } = baseline.fingerprint;
    const count = `${countOf(baseline.runs.length)}${append ? ` (${added.length} new)` : ''}`;
    terminal.out(`${file}\n`);
    terminal.say(`baseline '${name}': ${count} of ${scenario} × ${profile}`);
    if (baseline.runs.length < enoughRuns) {
      terminal.say(
        `a single run can be compared with it once it has ${enoughRuns} runs; add more with --append, ` +
          'or compare builds in pairs: caseload gate --against <commit>',
      );
    }
    for (const run of added.filter(({ validity, objectives }) => validity === 'SUSPECT' || objectives === 'FAIL')) {
      terminal.warn(`${run.name} is ${run.validity} and its objectives ${run.objectives}`);
    }
    return exitCodes.pass;
  },
});

const list = defineCommand<FolderOptions>({
  name: 'list',
  summary: 'list the baselines',
  isDefault: true,
  options: [baselinesDirOption(), jsonOption()],
  async run({ options: { baselinesDir, json }, terminal }) {
    const { listBaselines, readBaseline } = await import('../../store/baselines.ts');
    const { baselineLine, baselineSummary } = await import('../terminal/print-baseline.ts');
    const baselines = listBaselines(baselinesDir).map((name) => readBaseline(name, baselinesDir));
    if (json) terminal.out(`${jsonText(baselines.map(baselineSummary))}\n`);
    else if (baselines.length > 0) terminal.out(baselines.map((one) => `${baselineLine(one)}\n`).join(''));
    else terminal.out(`no baselines in ${baselinesDir}; make one with: caseload baseline set nightly latest\n`);
    return exitCodes.pass;
  },
});

const show = defineCommand<FolderOptions>({
  name: 'show',
  summary: 'show its runs, and the conditions they were made under',
  operands: [['<name>', 'of the baseline']],
  options: [baselinesDirOption(), jsonOption('the whole file')],
  async run({ options: { baselinesDir, json }, operands: [name = ''], terminal }) {
    const { readBaseline } = await import('../../store/baselines.ts');
    const { describeBaseline } = await import('../terminal/print-baseline.ts');
    const baseline = readBaseline(name, baselinesDir);
    terminal.out(json ? `${jsonText(baseline)}\n` : describeBaseline(baseline));
    return exitCodes.pass;
  },
});

const rm = defineCommand<FolderOptions>({
  name: 'rm',
  summary: 'remove baselines; their runs stay',
  operands: [['<names...>', 'of the baselines']],
  options: [baselinesDirOption()],
  async run({ options: { baselinesDir }, operands, terminal }) {
    const { removeBaseline } = await import('../../store/baselines.ts');
    for (const name of operands) {
      removeBaseline(name, baselinesDir);
      terminal.say(`removed baseline '${name}'`);
    }
    return exitCodes.pass;
  },
});

export default defineCommand({
  name: 'baseline',
  summary: 'named sets of runs, to compare others with',
  examples: ['caseload baseline set nightly latest', 'caseload load -s order-only -p case3 --baseline nightly'],
  subcommands: [set, list, show, rm],
});
