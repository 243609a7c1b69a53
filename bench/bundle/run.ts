// Memory that one VU of a bundle costs, against a lean script by hand; and the size of every bundle. See
// bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRequest } from '../../lib/model/run-request.ts';
import { makePlan } from '../../lib/plan/make-plan.ts';
import { bundleScript } from '../../lib/run/bundle/bundle.ts';
import { fileOf, listNames, loadProfile, loadScenario } from '../../lib/store/library.ts';
import { scriptEnvironment, writeOurs, writePeer } from '../e2e-scripts.ts';
import { readSizes } from '../flags.ts';
import { assertSameLoad, benchEngine } from '../k6.ts';
import { footprintOf } from '../peak-memory.ts';
import { startStandIn } from '../stand-in.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';

const maxRatio = 1.1;
const maxMinifiedBytes = 20_000;

if (process.platform !== 'linux') {
  console.error('bench/bundle needs Linux: it reads VmHWM from /proc');
  process.exit(2);
}

const sizes = readSizes({ repeats: 7, few: 100, many: 1_000 });
const folder = mkdtempSync(join(tmpdir(), 'bench-bundle-'));
const standIn = await startStandIn();
const engine = await benchEngine();

interface Contestant {
  readonly name: 'ours' | 'lean by hand';
  readonly vus: number;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
}

try {
  const contestants = (await Promise.all([sizes.few, sizes.many].map(contestantsWith))).flat();
  const peaks = new Map(contestants.map((contestant) => [contestant, [] as number[]]));
  const cpu = new Map(contestants.map((contestant) => [contestant, [] as number[]]));
  for (let repeat = 0; repeat < sizes.repeats; repeat++) {
    for (const contestant of repeat % 2 === 0 ? contestants : contestants.toReversed()) {
      const args = [
        'run',
        '--quiet',
        '--no-color',
        '--out',
        `csv=${join(folder, 'samples.csv.gz')}`,
        contestant.script,
      ];
      const { exitCode, peakKiB, cpuSeconds } = await footprintOf(engine.path, args, contestant.env);
      if (exitCode !== 0) throw new Error(`${contestant.name} with ${contestant.vus} VUs ended with ${exitCode}`);
      peaks.get(contestant)?.push(peakKiB);
      cpu.get(contestant)?.push(cpuSeconds);
    }
    console.error(`repeat ${repeat + 1} of ${sizes.repeats}`);
  }
  const bundles = await minifiedSizes();
  report(contestants, peaks, cpu, bundles);
} finally {
  standIn.stop();
  rmSync(folder, { recursive: true });
}

/** Both scripts with this many VUs, all started before the load, and 80 journeys: the VUs are what fills the memory. */
async function contestantsWith(vus: number): Promise<Contestant[]> {
  const arrivals = { executor: 'constant-arrival-rate', rate: 40, timeUnit: '1s', duration: '2s' };
  const load = { journeys: 80, vus, options: { ...arrivals, preAllocatedVUs: vus, maxVUs: vus } };
  const ours = join(folder, `ours-${vus}.js`);
  const peer = join(folder, `lean-${vus}.js`);
  await writeOurs(ours, load, 'samples');
  writePeer(peer, load, 'lean');
  const env = { ...engine.env, ...scriptEnvironment(standIn.url, join(folder, 'summary.json')) };
  assertSameLoad(engine.path, [ours, peer], env);
  return [
    { name: 'ours', vus, script: ours, env },
    { name: 'lean by hand', vus, script: peer, env },
  ];
}

/** Bytes of every scenario × profile, minified. */
async function minifiedSizes(): Promise<{ name: string; bytes: number }[]> {
  const pairs = listNames('scenarios').flatMap((scenario) =>
    listNames('profiles').map((profile) => ({ scenario, profile })),
  );
  return Promise.all(
    pairs.map(async ({ scenario, profile }) => {
      const request = defaultRequest(scenario, profile);
      const plan = makePlan(
        { ...request, load: { ...request.load, allowLarge: true } },
        { scenario: await loadScenario(scenario), profile: await loadProfile(profile) },
        { runId: 'bench', toolVersion: 'bench', command: '' },
      );
      const { code } = await bundleScript(fileOf('scenarios', scenario), plan, { minify: true });
      return { name: `${scenario}.${profile}`, bytes: Buffer.byteLength(code) };
    }),
  );
}

function report(
  contestants: readonly Contestant[],
  peaks: ReadonlyMap<Contestant, readonly number[]>,
  cpu: ReadonlyMap<Contestant, readonly number[]>,
  bundles: readonly { name: string; bytes: number }[],
): void {
  const slopes = (['ours', 'lean by hand'] as const).map((name) => {
    const [few, many] = contestants.filter((contestant) => contestant.name === name);
    if (few === undefined || many === undefined) throw new Error(`no ${name}`);
    const perVu = (values: ReadonlyMap<Contestant, readonly number[]>) =>
      median(
        (values.get(many) ?? []).map(
          (value, at) => (value - (values.get(few)?.[at] ?? Number.NaN)) / (many.vus - few.vus),
        ),
      );
    return {
      name,
      fewMiB: median(peaks.get(few) ?? []) / 1_024,
      manyMiB: median(peaks.get(many) ?? []) / 1_024,
      perVuKiB: perVu(peaks),
      perVuCpuMs: perVu(cpu) * 1_000,
    };
  });
  const ratio = (slopes[0]?.perVuKiB ?? Number.NaN) / (slopes[1]?.perVuKiB ?? Number.NaN);
  const largest = bundles.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const rows = slopes.map(({ name, fewMiB, manyMiB, perVuKiB, perVuCpuMs }) => [
    name,
    fewMiB.toFixed(1),
    manyMiB.toFixed(1),
    perVuKiB.toFixed(1),
    perVuCpuMs.toFixed(2),
  ]);
  const header = ['contestant', `MiB, ${sizes.few} VUs`, `MiB, ${sizes.many} VUs`, 'KiB a VU', 'CPU ms a VU'];
  const isMet = (met: boolean) => (met ? 'met' : 'NOT met');
  console.log(table(header, rows));
  console.log(
    `\nmemory of a VU, ours / lean by hand: ${ratio.toFixed(3)} (≤ ${maxRatio}: ${isMet(ratio <= maxRatio)})`,
  );
  console.log(
    `largest of ${bundles.length} bundles, minified: ${largest.name}, ${largest.bytes} bytes (≤ ${maxMinifiedBytes}: ${isMet(largest.bytes <= maxMinifiedBytes)})\n`,
  );
  console.log(JSON.stringify({ bench: 'bundle', k6: engine.version, ...sizes, slopes, ratio, bundles }));
}
