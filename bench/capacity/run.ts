// Searches for the capacity of simulated services, ours and those of others: see bench/README.md.
import { parseArgs } from 'node:util';
import { randomOf } from '../../lib/stats/random.ts';
import { table } from '../table.ts';
import { peers } from './peers.ts';
import { benchOf } from './probe.ts';
import { type Score, type Scored, scored, scoreOf } from './score.ts';
import { searchServer } from './search.ts';
import { type BenchServer, listed, tuned, unseen } from './servers.ts';
import { simulatedCapacity } from './truth.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    budget: { type: 'string', default: '305' },
    'no-peers': { type: 'boolean', default: false },
    /** Simulates the capacities that servers.ts has as numbers. */
    truth: { type: 'boolean', default: false },
  },
});
const [runs, seed, budgetSeconds] = [Number(values.runs), Number(values.seed), Number(values.budget)];
const sets = { listed, unseen, tuned };

if (values.truth) {
  for (const server of Object.values(sets).flat()) {
    console.log(server.name, server.capacityRps, simulatedCapacity(server, 600_000).toFixed(2));
  }
  process.exit(0);
}

const percent = (ratio: number | null) => (ratio === null ? '–' : (100 * ratio).toFixed(1));
const rowOf = (name: string, score: Score): string[] => [
  name,
  ...[score.bias, score.medianError, score.p90Error, score.within5, score.within10].map(percent),
  score.loadSeconds.toFixed(0),
  percent(score.covered),
  score.confirmed === 0 ? '–' : percent(score.overConfirmed),
];
const header = [
  ...['%', 'bias', 'median |e|', 'p90 |e|', 'within 5', 'within 10', 'load s', 'covers'],
  'confirmed > 1.03',
];

const results = Object.entries(sets).map(([name, servers]) => {
  const own = servers.map((server) => runsOf(server, searchedBy));
  const all = scoreOf(own.flat());
  const rows = servers.map((server, index) => rowOf(server.name, scoreOf(own[index] ?? [])));
  const others = values['no-peers'] || name === 'tuned' ? [] : Object.entries(peers);
  const peerScores = others.map(([peer, search]) => {
    const answers = servers.flatMap((server) => {
      return runsOf(server, (part, from) => {
        const { rateRps, bracket, loadSeconds } = search(benchOf(server, part, from));
        return { rateRps, interval: bracket, confirmedRps: null, loadSeconds };
      });
    });
    return { peer, score: scoreOf(answers) };
  });
  console.log(`\n${name}: ${runs} searches for each of ${servers.length} services, at most ${budgetSeconds} s\n`);
  const peerRows = peerScores.map(({ peer, score }) => rowOf(peer, score));
  console.log(table(header, [...rows, rowOf('all', all), ...peerRows]));
  return { name, all, peers: peerScores };
});

/** Runs from lowest rates of 4–15 % of the capacity, the same for every method. */
function runsOf(server: BenchServer, search: (part: number, from: number, server: BenchServer) => Found): Scored[] {
  const random = randomOf(seed);
  return Array.from({ length: runs }, (_, index) => {
    const part = 0.04 * (0.15 / 0.04) ** random();
    return scored(server, search(part, 1000 * seed + index, server));
  });
}

type Found = Parameters<typeof scored>[1];

/** The answer of the search before its confirmation, whose load is not counted either, and the confirmed rate. */
function searchedBy(part: number, from: number, server: BenchServer): Found {
  const { searched, answer } = searchServer(server, part, budgetSeconds, from);
  const { rateRps, interval, loadSeconds } = searched;
  return { rateRps, interval, loadSeconds, confirmedRps: answer.confirmedRps };
}

const [onList, onUnseen] = results.map(({ all }) => all);
const isMet =
  meets(onList, { within5: 0.87, within10: 0.99, covered: 0.9 }) &&
  meets(onUnseen, { within5: 0.8, within10: 0.97, covered: 0.88 }) &&
  (onList?.loadSeconds ?? 0) <= 270 &&
  (onList?.overConfirmed ?? 1) <= 0.01;
console.log(
  `\nwithin 5 % ≥ 87 %, within 10 % ≥ 99 %, covers ≥ 90 %, ≤ 270 s; unseen ≥ 80, 97, 88 %: ${isMet ? 'met' : 'NOT met'}\n`,
);
console.log(JSON.stringify({ bench: 'capacity', runs, seed, budgetSeconds, results }));
process.exitCode = isMet ? 0 : 1;

function meets(score: Score | undefined, least: { within5: number; within10: number; covered: number }): boolean {
  if (score === undefined) return false;
  return score.within5 >= least.within5 && score.within10 >= least.within10 && (score.covered ?? 0) >= least.covered;
}
