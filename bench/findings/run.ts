// How often a finding names a step wrongly, and rightly: the rule of lib/stats/failing-step.ts. See bench/README.md.
import { parseArgs } from 'node:util';
import { failingStep } from '../../lib/stats/failing-step.ts';
import { table } from '../table.ts';
import { funnelBlocks } from './funnel.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1500' } } });
const runs = Number(values.runs);

/** Journeys per second, and seconds. */
const sizes = [
  { rateRps: 5, seconds: 30 },
  { rateRps: 10, seconds: 60 },
  { rateRps: 50, seconds: 60 },
];
type Failures = Parameters<typeof funnelBlocks>[0]['failures'];

/** Shares of runs, for each size, that name the step `worse` and that name another one. */
function rates(ratios: readonly number[], failures: Failures, worse?: number) {
  return sizes.map((size) => {
    let [right, wrong] = [0, 0];
    for (let seed = 1; seed <= runs; seed++) {
      const named = failingStep(funnelBlocks({ ratios, failures, ...size, seed }))?.step;
      if (named === undefined) continue;
      if (named === worse) right++;
      else wrong++;
    }
    return { right: right / runs, wrong: wrong / runs };
  });
}

const equal: readonly (readonly [string, number, Failures])[] = [
  ['2 % at random', 0.02, 'random'],
  ['10 % at random', 0.1, 'random'],
  ['2 % in bursts common to all steps', 0.02, 'common'],
  ['2 % in separate bursts for each step', 0.02, 'own'],
];
const worse: readonly (readonly [string, number, Failures])[] = [
  ['4 times (2 % → 8 %)', 0.08, 'random'],
  ['10 times', 0.2, 'random'],
  ['10 times, in common bursts', 0.2, 'common'],
  ['10 times, in separate bursts', 0.2, 'own'],
];
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

const spread = equal.map(([name, ratio, failures]) => ({
  name,
  three: rates(Array(3).fill(ratio), failures),
  five: rates(Array(5).fill(ratio), failures),
}));
const found = worse.map(([name, ratio, failures]) => ({ name, of: rates([0.02, ratio, 0.02], failures, 1) }));

const header = sizes.map(({ rateRps, seconds }) => `${rateRps}/s × ${seconds} s`);
console.log(`\n${runs} simulated runs in each cell: steps that are alike, and one of them is named\n`);
console.log(
  table(
    ['failures', ...header.map((size) => `3 steps, ${size}`), ...header.map((size) => `5 steps, ${size}`)],
    spread.map(({ name, three, five }) => [name, ...[...three, ...five].map(({ wrong }) => percent(wrong))]),
  ),
);
console.log('\none of three steps fails more often, and it is named (another one is)\n');
console.log(
  table(
    ['it fails', ...header],
    found.map(({ name, of }) => [name, ...of.map(({ right, wrong }) => `${percent(right)} (${percent(wrong)})`)]),
  ),
);
const isMet =
  spread.every(({ three, five }) => [...three, ...five].every(({ wrong }) => wrong <= 0.01)) &&
  (found[1]?.of[1]?.right ?? 0) >= 0.99;
console.log(`\nnamed wrongly in at most 1 %, 10 times found at 10/s in at least 99 %: ${isMet ? 'met' : 'NOT met'}\n`);
console.log(JSON.stringify({ bench: 'findings', runs, spread, found }));
process.exitCode = isMet ? 0 : 1;
