import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparedResult } from '../../lib/model/comparison.ts';
import { readSampleFile } from '../../lib/results/samples/sample-file.ts';
import { quantile } from '../../lib/stats/quantile.ts';

const blockMs = 10_000;

/** Latencies of whole journeys, ms, by blocks of 10 s in which they began. */
export interface RecordedRun {
  readonly name: string;
  readonly blocks: readonly (readonly number[])[];
}

/** The runs of a folder, in the order in which they were made. */
export async function readRecordedRuns(runsDir: string): Promise<RecordedRun[]> {
  const names = readdirSync(runsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.includes('-gate-'))
    .map(({ name }) => name)
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

/** A run that might have been: one of those recorded, its blocks drawn anew, every journey `factor` times as long. */
export function drawRun(
  runs: readonly RecordedRun[],
  random: () => number,
  factor: number,
): { result: ComparedResult } {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const { blocks } = pick(runs);
  return {
    result: resultOf(
      blocks.flatMap(() => pick(blocks)),
      factor,
    ),
  };
}

/** What a comparison takes of a run in which every journey succeeded. */
export function resultOf(latencies: readonly number[], factor: number): ComparedResult {
  const sorted = Float64Array.from(latencies, (ms) => ms * factor).sort();
  const n = sorted.length;
  const counts = { scheduled: n, started: n, ok: n, failed: 0, unfinished: 0, dropped: 0, missing: 0 };
  return {
    accounting: { ...counts, droppedByTarget: 0, exceptions: 0, basis: 'counted' },
    latency: {
      steps: [],
      requests: { n, failed: 0, unknown: 0, timeouts: 0, latency: null, okLatency: null, failedLatency: null },
      journeys: {
        ...{ n, unfinished: 0, atLeast: [], minMs: null, meanMs: null, p90Ms: null, p99Ms: null, maxMs: null },
        p50Ms: quantile(sorted, 0.5),
        p95Ms: quantile(sorted, 0.95),
      },
    },
  };
}
