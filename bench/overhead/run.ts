// What `caseload load` adds to the wall time of the bare k6 run that it performs. See bench/README.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { benchEngine } from '../k6.ts';
import { startStandIn } from '../stand-in.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';

const maxSeconds = 0.5;

const sizes = readSizes({ pairs: 10, rate: 20, seconds: 5 });
const folder = mkdtempSync(join(tmpdir(), 'bench-overhead-'));
const standIn = await startStandIn();
const engine = await benchEngine();
const runsDir = join(folder, 'runs');

try {
  // Its script is what the bare runs get; it also warms what a second run finds warm (the compiled command line, the
  // file cache).
  await timeLoad();
  const loads: number[] = [];
  const bares: number[] = [];
  for (let pair = 0; pair < sizes.pairs; pair++) {
    const measureLoad = async () => loads.push(await timeLoad());
    const measureBare = async () => bares.push(await timeBare());
    // load bare, bare load, …: what drifts over time falls on both alike.
    for (const measure of pair % 2 === 0 ? [measureLoad, measureBare] : [measureBare, measureLoad]) await measure();
    console.error(
      `pair ${pair + 1} of ${sizes.pairs}: load ${loads.at(-1)?.toFixed(2)} s, k6 ${bares.at(-1)?.toFixed(2)} s`,
    );
  }
  report(loads, bares);
} finally {
  standIn.stop();
  rmSync(folder, { recursive: true });
}

async function timeLoad(): Promise<number> {
  const load = ['-s', 'e2e', '-p', 'constant', '--rate', `${sizes.rate}`, '--duration', `${sizes.seconds}s`];
  const args = ['load', ...load, '--target', standIn.url, '--runs-dir', runsDir, '--k6', engine.path];
  return secondsOf(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], process.env);
}

/** The same script, output and environment; without the REST API, which only the harness asks. */
async function timeBare(): Promise<number> {
  const args = ['--out', `csv=${join(folder, 'samples.csv.gz')}`, join(runsDir, 'latest', 'script.js')];
  return secondsOf(engine.path, ['run', '--quiet', '--no-color', ...args], {
    ...engine.env,
    K6_CSV_TIME_FORMAT: 'unix_micro',
    BASE_URL: standIn.url,
    RUN_ID: 'bare',
    SUMMARY: join(folder, 'summary.json'),
    HEADERS: '{}',
  });
}

/** Wall time of a program that must exit with 0. */
async function secondsOf(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'w');
  const startedAtMs = performance.now();
  const child = spawn(command, args, { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - startedAtMs) / 1_000;
  if (exitCode !== 0)
    throw new Error(`${command} ${args.join(' ')}: exit ${exitCode}\n${readFileSync(logFile, 'utf8')}`);
  return seconds;
}

function report(loads: readonly number[], bares: readonly number[]): void {
  const differences = loads.map((load, pair) => load - (bares[pair] ?? Number.NaN));
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[median(values), Math.min(...values), Math.max(...values)].map((seconds) => seconds.toFixed(3)),
  ];
  const difference = median(differences);
  const rows = [row('caseload load', loads), row('bare k6 run', bares), row('difference of a pair', differences)];
  console.log(table(['wall time, s', 'median', 'least', 'most'], rows));
  const isMet = difference <= maxSeconds ? 'met' : 'NOT met';
  console.log(`\nadded by the harness: ${difference.toFixed(3)} s (≤ ${maxSeconds} s: ${isMet})\n`);
  console.log(
    JSON.stringify({ bench: 'overhead', k6: engine.version, ...sizes, loads, bares, differenceSeconds: difference }),
  );
}
