// Time and memory of samples.csv.gz → result.json, against `gzip -dc FILE | wc -l` on the same file in the same run.
// See bench/README.md.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemTags } from '../../lib/contract/metrics.ts';
import { defaultRequest } from '../../lib/model/run-request.ts';
import { makePlan } from '../../lib/plan/make-plan.ts';
import { loadProfile, loadScenario } from '../../lib/store/library.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { footprintOf } from '../peak-memory.ts';
import { median, ratioInterval } from '../statistics.ts';
import { table } from '../table.ts';
import { journeyRows } from './rows.ts';

const maxTimeRatio = 1;
const maxPeakMiB = 400;
const journeysPerMember = 20_000;

const sizes = readSizes({ rows: 10_000_000, pairs: 7 });
const folder = mkdtempSync(join(tmpdir(), 'bench-results-'));
const samples = join(folder, 'samples.csv.gz');

try {
  const rows = await writeRun();
  // As `caseload report` rebuilds a result: read, judged, written as JSON.
  const args = ['report', '--run', folder, '--rebuild', '--format', 'json', '--output', join(folder, 'report.json')];
  const caseload = [join(packageFolder, 'bin/caseload.js'), ...args, '--exit-zero'];
  const ours = () => secondsOf(process.execPath, caseload);
  const peer = () => secondsOf('bash', ['-c', `gzip -dc '${samples}' | wc -l`]);
  // The compiled command line and the file are warm from here on.
  ours();
  peer();
  const seconds: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let pair = 0; pair < sizes.pairs; pair++) {
    const both = [() => seconds.ours.push(ours()), () => seconds.peer.push(peer())];
    for (const one of pair % 2 === 0 ? both : both.toReversed()) one();
    console.error(
      `pair ${pair + 1} of ${sizes.pairs}: ours ${seconds.ours.at(-1)?.toFixed(2)} s, gzip | wc ${seconds.peer.at(-1)?.toFixed(2)} s`,
    );
  }
  const { peakKiB } = await footprintOf(process.execPath, caseload, process.env);
  report(rows, seconds, peakKiB / 1_024);
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * A run folder as `load` leaves it, with about as many rows as asked for: one gzip member after another, which a gzip
 * file may hold.
 */
async function writeRun(): Promise<number> {
  const columns = ['metric_name', 'timestamp', 'metric_value', ...[...systemTags].sort(), 'extra_tags', 'metadata'];
  const out = createWriteStream(samples);
  let rows = 0;
  let journeys = 0;
  out.write(gzipSync(`${columns.join(',')}\n`));
  for (; rows < sizes.rows; journeys += journeysPerMember) {
    const member = journeyRows(journeys, journeysPerMember);
    rows += member.rows;
    if (!out.write(gzipSync(member.csv))) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
  const request = defaultRequest('e2e', 'constant');
  const plan = makePlan(
    {
      ...request,
      load: { ...request.load, changes: { rateRps: 1_000, durationMs: journeys }, allowLarge: true },
    },
    { scenario: await loadScenario('e2e'), profile: await loadProfile('constant') },
    { runId: 'bench', toolVersion: 'bench', command: '' },
  );
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  const ending = { kind: 'completed', detail: '', k6ExitCode: 0 };
  const facts = { schemaVersion: 1, ending, startedAtMs: 0, durationMs: journeys, sameHost: true, cores: 2 };
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...facts, integrity: null, integrityTrouble: null }));
  return rows;
}

function secondsOf(command: string, args: readonly string[]): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: exit ${status}\n${stderr}`);
  return (performance.now() - startedMs) / 1_000;
}

function report(rows: number, seconds: { ours: number[]; peer: number[] }, peakMiB: number): void {
  const ratio = ratioInterval(seconds.ours.map((taken, pair) => taken / (seconds.peer[pair] ?? Number.NaN)));
  const isMet = ratio.geometricMean <= maxTimeRatio && peakMiB <= maxPeakMiB;
  console.log(
    table(
      ['', 'median, s', 'peak RSS, MiB'],
      [
        ['samples.csv.gz → result.json', median(seconds.ours).toFixed(2), peakMiB.toFixed(0)],
        ['gzip -dc | wc -l', median(seconds.peer).toFixed(2), ''],
      ],
    ),
  );
  console.log(
    `\n${rows.toLocaleString('en')} rows, ${(statSync(samples).size / 2 ** 20).toFixed(0)} MiB; time ratio ${ratio.geometricMean.toFixed(3)} (${ratio.low.toFixed(3)} – ${ratio.high.toFixed(3)}), target ≤ ${maxTimeRatio}; peak, target ≤ ${maxPeakMiB} MiB: ${isMet ? 'met' : 'NOT met'}\n`,
  );
  console.log(JSON.stringify({ bench: 'results', ...sizes, rows, seconds, ratio, peakMiB, isMet }));
}
