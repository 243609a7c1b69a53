import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparedResult } from '../../lib/model/comparison.ts';
import { readSampleFile } from '../../lib/results/samples/sample-file.ts';
import { quantile } from '../../lib/stats/quantile.ts';
import type { RunPair } from '../../lib/steppers/sequential-test.ts';

const blockMs = 10_000;

/** Latencies of whole journeys, ms, by blocks of 10 s in which they began. */
export interface RecordedRun {
  readonly name: string;
  readonly blocks: readonly (readonly number[])[];
}

/** The runs of a folder, in the order in which they were made. */
export async function readRecordedRuns(runsDir: string): Promise<RecordedRun[]> {
  // The folder of the experiment lies among those of its runs.
  const names = readdirSync(runsDir)
    .filter((name) => existsSync(join(runsDir, name, 'samples.csv.gz')))
    .sort();
  const runs: RecordedRun[] = [];
  for (const name of names) runs.push({ name, blocks: await blocksOf(join(runsDir, name, 'samples.csv.gz')) });
  return runs;
}

async function blocksOf(file: string): Promise<number[][]> {
  const journeys: { startMs: number; durationMs: number }[] = [];
  await readSampleFile(file, {
    wants: (metric) => metric === 'iteration_duration',
    // k6 stamps a journey with its end.
    resolve: () => (durationMs, atMs) => void journeys.push({ startMs: atMs - durationMs, durationMs }),
  });
  const firstMs = journeys.reduce((least, { startMs }) => Math.min(least, startMs), Number.POSITIVE_INFINITY);
  const blocks: number[][] = [];
  for (const { startMs, durationMs } of journeys) {
    const block = Math.floor((startMs - firstMs) / blockMs);
    const own = blocks[block] ?? [];
    blocks[block] = own;
    own.push(durationMs);
  }
  // What is left over at the end is no block.
  const usual = Math.max(...blocks.map((block) => block?.length ?? 0));
  return blocks.filter((block) => (block?.length ?? 0) > usual / 2);
}

/** Runs two and two, as they were made one after the other. */
export function pairsOf(runs: readonly RecordedRun[]): [RecordedRun, RecordedRun][] {
  return Array.from({ length: Math.floor(runs.length / 2) }, (_, pair) => [
    runs[2 * pair] as RecordedRun,
    runs[2 * pair + 1] as RecordedRun,
  ]);
}

/**
 * A pair that might have been: one of those recorded, with what drifts from pair to pair in both of its runs, in either
 * order. Every journey of the candidate takes `factor` times as long. Journeys within a run are not resampled: what
 * they add to the difference of two runs is in the recorded one, and would count twice.
 */
export function drawRecordedPair(
  pairs: readonly (readonly [RecordedRun, RecordedRun])[],
  random: () => number,
  factor: number,
): RunPair {
  const [first, second] = pick(pairs, random);
  const [a, b] = random() < 0.5 ? [first, second] : [second, first];
  return { a: { result: resultOf(a.blocks.flat(), 1) }, b: { result: resultOf(b.blocks.flat(), factor) } };
}

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** What a comparison takes of a run with this many failed journeys. */
export function resultOf(latencies: readonly number[], factor: number, failed = 0): ComparedResult {
  const sorted = Float64Array.from(latencies, (ms) => ms * factor).sort();
  const n = sorted.length;
  const counts = { scheduled: n, started: n, ok: n - failed, failed, unfinished: 0, dropped: 0, missing: 0 };
  return {
    accounting: { ...counts, droppedByTarget: 0, exceptions: 0, basis: 'counted' },
    latency: {
      steps: [],
      requests: { n, failed, unknown: 0, timeouts: 0, latency: null, okLatency: null, failedLatency: null },
      journeys: {
        ...{ n, unfinished: 0, atLeast: [], minMs: null, meanMs: null, p90Ms: null, p99Ms: null, maxMs: null },
        p50Ms: quantile(sorted, 0.5),
        p95Ms: quantile(sorted, 0.95),
      },
    },
  };
}
