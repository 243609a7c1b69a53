// How much of a saturated target's throughput it costs to look into it. See bench/README.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../../lib/model/result.ts';
import { openTarget } from '../../lib/run/target/open-target.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { ratioInterval } from '../statistics.ts';
import { table } from '../table.ts';

const maxLoss = 0.03;
const sizes = readSizes({ pairs: 8, seconds: 15, vus: 16 });
/** More than it can do: with so many VUs it does what it can. */
const rateRps = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-signals-'));
const signal = new AbortController().signal;
const shop = await openTarget(
  { kind: 'shop', settings: { BCRYPT_COST: '4', STOCK_SKUS: '50' } },
  { signal, onProgress: console.error },
);
const database = ['--db-url', shop.databaseUrl ?? ''];
/** What each looks at, and what must have been read then. */
const ways = {
  unwatched: { args: [], reads: [] },
  process: { args: ['--attach'], reads: ['node-runtime'] },
  database: { args: database, reads: ['database-sessions'] },
  watched: { args: ['--attach', ...database], reads: ['node-runtime', 'database-sessions'] },
  profiled: { args: ['--attach', ...database, '--cpu-profile'], reads: ['node-runtime', 'database-sessions'] },
} as const;
type Way = keyof typeof ways;
const order = Object.keys(ways) as Way[];
const done = Object.fromEntries(order.map((way) => [way, []])) as unknown as Record<Way, number[]>;

try {
  await throughputOf('unwatched');
  for (let pair = 0; pair < sizes.pairs; pair++) {
    // Forth and back: what drifts over time falls on all alike.
    for (const way of pair % 2 === 0 ? order : order.toReversed()) done[way].push(await throughputOf(way));
    const figures = order.map((way) => `${way} ${done[way].at(-1)?.toFixed(1)}/s`);
    console.error(`pair ${pair + 1} of ${sizes.pairs}: ${figures.join(', ')}`);
  }
  report();
} finally {
  await shop.stop();
  rmSync(folder, { recursive: true });
}

/** Journeys that succeeded, per second. */
async function throughputOf(way: Way): Promise<number> {
  const runsDir = join(folder, 'runs');
  const load = ['-s', 'charge-only', '-p', 'constant', '--rate', `${rateRps}`, '--duration', `${sizes.seconds}s`];
  const to = ['--vus', `${sizes.vus}`, '--target', shop.url, '--runs-dir', runsDir, ...ways[way].args];
  const child = spawn(process.execPath, [join(packageFolder, 'bin/caseload.js'), 'load', ...load, ...to], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await once(child, 'exit');
  const result = JSON.parse(readFileSync(join(runsDir, 'latest', 'result.json'), 'utf8')) as RunResult;
  const sources = new Set<string>(result.signals?.series.map(({ source }) => source));
  if (!ways[way].reads.every((source) => sources.has(source))) {
    throw new Error(`nothing was read of the target: ${JSON.stringify(result.signals?.absent)}`);
  }
  return (result.accounting.ok ?? Number.NaN) / sizes.seconds;
}

function report(): void {
  const lossOf = (way: Way, than: Way) =>
    ratioInterval(done[way].map((rate, pair) => rate / (done[than][pair] ?? Number.NaN)));
  const percent = (ratio: number) => `${((1 - ratio) * 100).toFixed(1)} %`;
  const rows = (
    [
      ['the process alone', 'process', 'unwatched', undefined],
      ['the database alone', 'database', 'unwatched', undefined],
      ['all collectors', 'watched', 'unwatched', maxLoss],
      ['a CPU profile besides', 'profiled', 'watched', maxLoss],
    ] as const
  ).map(([name, way, than, most]) => {
    const { geometricMean, low, high } = lossOf(way, than);
    const interval = `${percent(high)} to ${percent(low)}`;
    if (most === undefined) return [name, percent(geometricMean), interval, ''];
    const isMet = 1 - geometricMean <= most ? 'met' : 'NOT met';
    return [name, percent(geometricMean), interval, `≤ ${percent(1 - most)}: ${isMet}`];
  });
  console.log(table(['throughput lost by', 'mean', '95 % interval', 'target'], rows));
  console.log(JSON.stringify({ bench: 'signals', ...sizes, ...done }));
}
