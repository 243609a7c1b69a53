// Journeys per CPU-second of k6: ours against scripts by hand, in one run. See bench/README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLiveFigures } from '../../lib/run/generator/live-figures.ts';
import { compressSamples } from '../../lib/run/generator/recorded-samples.ts';
import { runFolderAt } from '../../lib/store/run-folder.ts';
import { timeCpu } from '../cpu-time.ts';
import { scriptEnvironment } from '../e2e-scripts.ts';
import { readSizes } from '../flags.ts';
import { assertSameLoad, benchEngine } from '../k6.ts';
import { type StandIn, startStandIn } from '../stand-in.ts';
import { median, ratioInterval } from '../statistics.ts';
import { table } from '../table.ts';
import { type Contestant, contestants, k6Args } from './contestants.ts';

const k6Core = 0;
const serverCore = 1;
/** As `load` does on a terminal. */
const watchEveryMs = 1_000;
/** A run that dropped a journey was disturbed from outside: it is run again, so often at the most. */
const maxRetries = 5;

const claims = [
  { of: 'a', to: 'b', atLeast: 0.97 },
  { of: 'c', to: 'd', atLeast: 1.4 },
  { of: 'a', to: 'd', atLeast: 1.15 },
  // What the script alone costs: both with the GOGC that `load` sets. Told, not claimed.
  { of: 'a', to: 'e', atLeast: undefined },
] as const;

if (process.platform !== 'linux' || availableParallelism() < 2) {
  console.error('bench/generator needs Linux (taskset) and two cores: it gives k6 one and the server another');
  process.exit(2);
}

const sizes = readSizes({ pairs: 20, journeys: 4_000, vus: 5 });
const folder = mkdtempSync(join(tmpdir(), 'bench-generator-'));
// The bench itself stays off k6's core.
execFileSync('taskset', ['-acp', String(serverCore), String(process.pid)], { stdio: 'ignore' });
const standIn = await startStandIn(serverCore);
const engine = await benchEngine();
const env = { ...engine.env, ...scriptEnvironment(standIn.url, join(folder, 'summary.json')) };

try {
  const { vus, journeys } = sizes;
  const load = { vus, journeys, options: { executor: 'shared-iterations', vus, iterations: journeys } };
  const all = await contestants(load, folder);
  const scripts = all.map(({ script }) => script);
  assertSameLoad(engine.path, scripts, env);

  const cpuSeconds: Record<Contestant['id'], number[]> = { a: [], b: [], c: [], d: [], e: [] };
  let retries = 0;
  const recorded: Partial<Record<Contestant['id'], Recorded>> = {};
  // k6's file and the server's code are warm from here on.
  for (const contestant of all.slice(0, 1)) await runWhole(contestant, standIn);
  for (let pair = 0; pair < sizes.pairs; pair++) {
    // a b c d, d c b a, …: what drifts over time falls on each alike.
    for (const contestant of pair % 2 === 0 ? all : all.toReversed()) {
      const run = await runWhole(contestant, standIn);
      retries += run.retries;
      cpuSeconds[contestant.id].push(run.cpuSeconds);
      recorded[contestant.id] = run.recorded;
    }
    console.error(
      `round ${pair + 1} of ${sizes.pairs}: ${all.map(({ id }) => `${id} ${cpuSeconds[id].at(-1)?.toFixed(3)} s`).join('  ')}`,
    );
  }
  report(all, cpuSeconds, recorded, retries);
} finally {
  standIn.stop();
  rmSync(folder, { recursive: true });
}

/** What a run left, and what the harness took to compress it after the load. */
interface Recorded {
  readonly bytes: number;
  readonly compressSeconds: number;
}

/** One run of one contestant that ended well and performed exactly the journeys asked for. */
async function runWhole(contestant: Contestant, standIn: StandIn) {
  let trouble = '';
  for (let retries = 0; retries <= maxRetries; retries++) {
    const run = await runOnce(contestant, standIn);
    if (run.trouble === undefined) return { ...run, retries };
    trouble = run.trouble;
    console.error(`again: ${trouble.split('\n')[0]}`);
  }
  throw new Error(trouble);
}

async function runOnce(contestant: Contestant, { answered }: StandIn) {
  await answered();
  const files = runFolderAt(folder);
  for (const file of [files.samples, files.plainSamples]) rmSync(file, { force: true });
  const logFile = join(folder, 'k6.log');
  const { args, restPort } = await k6Args(contestant, folder);
  const watch = contestant.isWatched ? setInterval(() => readLiveFigures(restPort, false), watchEveryMs) : undefined;
  const time = await timeCpu({
    command: engine.path,
    args,
    env: { ...env, ...contestant.environment },
    core: k6Core,
    logFile,
  });
  clearInterval(watch);
  const before = process.cpuUsage();
  await compressSamples(files);
  const { user, system } = process.cpuUsage(before);
  const bytes = statSync(files.samples, { throwIfNoEntry: false })?.size ?? 0;
  const counts = await answered();
  const bodyBytes = sizes.journeys * '{"amount":1000}{"productId":1,"quantity":1}'.length;
  const expected = { register: sizes.journeys, charge: sizes.journeys, order: sizes.journeys, bodyBytes, refused: 0 };
  const isWhole = time.exitCode === 0 && JSON.stringify(counts) === JSON.stringify(expected);
  const trouble = `${contestant.title}: exit ${time.exitCode}, answered ${JSON.stringify(counts)} of ${JSON.stringify(expected)}\n${readFileSync(logFile, 'utf8').slice(-1_000)}`;
  return {
    ...time,
    recorded: { bytes, compressSeconds: (user + system) / 1e6 },
    trouble: isWhole ? undefined : trouble,
  };
}

function report(
  all: readonly Contestant[],
  cpuSeconds: Readonly<Record<Contestant['id'], readonly number[]>>,
  recorded: Readonly<Partial<Record<Contestant['id'], Recorded>>>,
  retries: number,
): void {
  const rows = all.map(({ id, title }) => {
    const middle = median(cpuSeconds[id]);
    const { bytes = 0, compressSeconds = 0 } = recorded[id] ?? {};
    const afterwards = compressSeconds.toFixed(3);
    return [`${id}  ${title}`, middle.toFixed(3), (sizes.journeys / middle).toFixed(0), String(bytes), afterwards];
  });
  const ratios = claims.map(({ of, to, atLeast }) => {
    // More journeys per CPU-second is better, and the journeys are the same: the ratio is that of the CPU-seconds,
    // turned round.
    const interval = ratioInterval(
      cpuSeconds[of].map((seconds, pair) => (cpuSeconds[to][pair] ?? Number.NaN) / seconds),
    );
    return {
      name: `${of}/${to}`,
      target: atLeast,
      ...interval,
      isMet: atLeast === undefined || interval.geometricMean >= atLeast,
    };
  });
  const ratioRows = ratios.map(({ name, geometricMean, low, high, target, isMet }) => [
    name,
    geometricMean.toFixed(3),
    `${low.toFixed(3)} – ${high.toFixed(3)}`,
    target === undefined ? '—' : `≥ ${target}`,
    target === undefined ? '' : isMet ? 'met' : 'NOT met',
  ]);
  console.log(
    table(['contestant', 'median CPU s', 'journeys per CPU s', 'samples, bytes', 'compressed after it, CPU s'], rows),
  );
  console.log(`\n${table(['journeys per CPU s', 'ratio', '95 % interval', 'target', ''], ratioRows)}\n`);
  console.log(JSON.stringify({ bench: 'generator', k6: engine.version, ...sizes, retries, cpuSeconds, ratios }));
}
