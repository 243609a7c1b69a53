// False alarms and power of gates, simulated from real runs of the reference shop, and three real gates: see README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import type { Comparison } from '../../lib/model/comparison.ts';
import { pairsToRecommend } from '../../lib/steppers/calibration.ts';
import { looksOf } from '../../lib/steppers/looks.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';
import { generatedRuns } from './generated.ts';
import { pairsOf, type RecordedRun, readRecordedRuns, resultOf } from './recorded.ts';
import { failureRates, gateRates, naiveRate } from './simulated.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '12' },
    gates: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '30' },
    /** A folder of an earlier recording, to simulate from it again. */
    from: { type: 'string' },
    'no-real': { type: 'boolean', default: false },
    /** No run at all: pairs that a noisy machine might have given. */
    generated: { type: 'boolean', default: false },
  },
});
const gates = Number(values.gates);
const load = ['-s', 'e2e', '-p', 'constant', '--rate', values.rate, '--duration', `${values.seconds}s`];
const folder = values.from ?? mkdtempSync(join(tmpdir(), 'bench-gate-'));
const recordings = join(folder, 'recorded');

if (values.from === undefined && !values.generated) {
  mkdirSync(recordings);
  caseload(['calibrate', ...load, '--pairs', values.pairs, '--runs-dir', recordings]);
}
const runs = values.generated
  ? generatedRuns({ pairs: Number(values.pairs), driftSd: 0.1, runSd: 0.035, journeys: 360, seed: 1 })
  : await readRecordedRuns(recordings);
const recorded = pairsOf(runs).map(([a, b]) => ({
  a: { result: resultOf(a.blocks.flat(), 1) },
  b: { result: resultOf(b.blocks.flat(), 1) },
}));
const recommendedPairs = pairsToRecommend(recorded, defaultTerms);

const percent = (ratio: number | undefined) => (ratio === undefined ? '' : `${(ratio * 100).toFixed(1)} %`);
const factors = { none: 1, ten: 1.1, twentyFive: 1.25 };
const sizes = [...new Set([8, 12, 16, recommendedPairs])].sort((a, b) => a - b);
const simulated = sizes.map((pairs) => {
  const looks = looksOf(pairs, defaultTerms.alpha);
  const rates = (factor: number, seed: number) => gateRates(runs, factor, looks, gates, seed);
  return {
    pairs,
    none: rates(factors.none, 1),
    ten: rates(factors.ten, 2),
    twentyFive: rates(factors.twentyFive, 3),
    faster: rates(1 / 1.1, 4),
  };
});
const naive = {
  none: naiveRate(runs, factors.none, gates, 5),
  ten: naiveRate(runs, factors.ten, gates, 6),
  twentyFive: naiveRate(runs, factors.twentyFive, gates, 7),
};
// Looking four times at 5 % each, without paying for it.
const greedy = { at: looksOf(12, defaultTerms.alpha).at, nominalP: defaultTerms.alpha };
const failing = failureRates(runs, looksOf(12, defaultTerms.alpha), gates, 11);
const unpaid = {
  none: gateRates(runs, 1, greedy, gates, 8),
  ten: gateRates(runs, 1.1, greedy, gates, 9),
  twentyFive: gateRates(runs, 1.25, greedy, gates, 10),
};

console.log(
  `\n${runs.length} ${values.generated ? 'generated' : 'recorded'} runs of the same target, ${gates} simulated gates in each cell: share that says WORSE\n`,
);
console.log(
  table(
    ['rule', 'same target', '+10 %', '+25 %', 'pairs, same', 'pairs, +10 %', 'SAME, same', 'BETTER, −9 %'],
    [
      ...simulated.map(({ pairs, none, ten, twentyFive, faster }) => [
        `gate, ${pairs} pairs${pairs === recommendedPairs ? ' (recommended)' : ''}`,
        ...[none, ten, twentyFive].map(({ worse }) => percent(worse)),
        none.meanPairs.toFixed(1),
        ten.meanPairs.toFixed(1),
        percent(none.same),
        percent(faster.better),
      ]),
      [
        'four looks at 5 %, 12 pairs',
        ...[unpaid.none, unpaid.ten, unpaid.twentyFive].map(({ worse }) => percent(worse)),
        unpaid.none.meanPairs.toFixed(1),
        unpaid.ten.meanPairs.toFixed(1),
        percent(unpaid.none.same),
        '',
      ],
      [
        'p95 > last run + 10 %',
        percent(naive.none),
        percent(naive.ten),
        percent(naive.twentyFive),
        '1.0',
        '1.0',
        '',
        '',
      ],
    ],
  ),
);

const own = simulated.find(({ pairs }) => pairs === recommendedPairs);
const isMet =
  simulated.every(({ none }) => none.worse <= 0.06) &&
  (own?.ten.worse ?? 0) >= 0.9 &&
  failing.atRandom.worse <= 0.01 &&
  failing.breaking.worse >= 0.95;
console.log(
  `12 pairs, by failures alone: ${percent(failing.atRandom.worse)} WORSE where both fail 0.5 % of journeys at random, ` +
    `${percent(failing.breaking.worse)} where the candidate fails 20 % of them in 5 of 12 runs`,
);
console.log(
  `false alarms of every size ≤ 6 %, power at +10 % with ${recommendedPairs} pairs ≥ 90 %, failures ≤ 1 % and ≥ 95 %: ` +
    `${isMet ? 'met' : 'NOT met'}\n`,
);

const real = values['no-real'] || values.generated ? [] : realGates(median(runs.map(p50Of)));
console.log(
  JSON.stringify({
    bench: 'gate',
    runs: runs.length,
    gates,
    recommendedPairs,
    simulated,
    failing,
    unpaid,
    naive,
    real,
    folder,
  }),
);
process.exitCode = isMet ? 0 : 1;

function p50Of({ blocks }: RecordedRun): number {
  return resultOf(blocks.flat(), 1).latency.journeys?.p50Ms ?? 0;
}

/** A gate of the same target, and of one whose orders wait so long that the median journey takes 10 % and 25 % more. */
function realGates(p50Ms: number) {
  const rows = [0, 0.1, 0.25].map((part) => {
    const delayMs = Math.round(part * p50Ms);
    const runsDir = join(folder, `gate-${delayMs}ms`);
    const setting = delayMs === 0 ? [] : ['--setting', `FAULT_STEP_DELAY_MS=${delayMs}`];
    const code = caseload([
      'gate',
      ...load,
      '--against',
      'shop',
      ...setting,
      '--pairs',
      String(recommendedPairs),
      '--runs-dir',
      runsDir,
      '--budget',
      '60m',
    ]);
    const own =
      readdirSync(runsDir)
        .filter((name) => name.includes('-gate-'))
        .sort()
        .at(-1) ?? '';
    const { verdict, metrics } = JSON.parse(readFileSync(join(runsDir, own, 'comparison.json'), 'utf8')) as Comparison;
    const of = (kind: string) => metrics.find((metric) => metric.kind === kind && metric.step === null);
    return { delayMs, verdict, exitCode: code, pairs: of('p50')?.n ?? 0, p50: of('p50'), p95: of('p95') };
  });
  const change = (one: Comparison['metrics'][number] | undefined) =>
    one?.change == null ? '—' : percent(one.change - 1);
  console.log('real gates\n');
  console.log(
    table(
      ['order waits', 'verdict', 'exit', 'pairs', 'p50', 'p95'],
      rows.map((row) => [
        `${row.delayMs} ms`,
        row.verdict,
        String(row.exitCode),
        String(row.pairs),
        change(row.p50),
        change(row.p95),
      ]),
    ),
  );
  return rows;
}

function caseload(args: readonly string[]): number | null {
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status;
}
