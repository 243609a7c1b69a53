import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { BundlePlan } from '../contract/bundle-plan.ts';
import { csvRecords, parseCsv } from '../contract/csv.ts';
import type { DataSource } from '../contract/data.ts';
import { quoteNumbers } from '../contract/exact-numbers.ts';
import { k6Scenarios } from '../contract/metrics.ts';
import type { JsonValue } from '../contract/request.ts';
import type { StartFlow } from './journey.ts';

/**
 * Journeys that start with a row of each source, besides what `startFlow` gives them. All VUs share the rows, which are
 * read once. @param folder of the scenario's file
 */
export const dataFlow = (
  sources: readonly DataSource[],
  folder: string,
  startFlow: StartFlow,
  plan: Pick<BundlePlan, 'scheduled' | 'way'>,
): StartFlow => {
  const tables = sources.map((source, number) => ({
    ...source,
    ...tableOf(source, `data ${number}`, folder),
    seed: number + 1,
  }));
  return () => {
    const flow = startFlow();
    const { name, iterationInTest } = exec.scenario;
    for (const { order, count, rowAt, columns, seed } of tables) {
      const row = rowAt(rowIndex({ order, count, seed }, iterationInTest, name, plan));
      for (const key of Object.keys(columns)) flow[key] = row(columns[key] as string);
    }
    return flow;
  };
};

/** The cell of a row in a column. */
type Row = (column: string) => JsonValue | undefined;

interface Table {
  readonly count: number;
  rowAt(index: number): Row;
}

const tableOf = (source: DataSource, name: string, folder: string): Table => {
  if (source.source === 'csv') return csvTable(new SharedArray(name, () => csvRecords(textOf(source, folder))));
  const rows = new SharedArray<JsonValue>(name, () => [
    // Numbers keep all their digits, as texts.
    ...(source.values ?? JSON.parse(quoteNumbers(textOf(source, folder)))),
  ]);
  const rowAt = (index: number): Row => {
    const row = rows[index] ?? null;
    if (typeof row !== 'object' || row === null) return () => row;
    return (column) => (row as Readonly<Record<string, JsonValue>>)[column];
  };
  return { count: rows.length, rowAt };
};

/** Rows are kept as they are written, and read when a journey takes one. The first names the columns. */
const csvTable = (records: readonly string[]): Table => {
  const cellsOf = (index: number) => parseCsv(records[index] ?? '')[0]?.cells ?? [];
  const names = cellsOf(0);
  const rowAt = (index: number): Row => {
    const cells = cellsOf(index + 1);
    return (column) => cells[names.indexOf(column)];
  };
  return { count: records.length - 1, rowAt };
};

/**
 * Rows that serve one journey each are taken from the first by the load, then by its warm-up, and from the last by the
 * pre-check: one on each way that it goes.
 */
const rowIndex = (
  { order, count, seed }: { readonly order: DataSource['order']; readonly count: number; readonly seed: number },
  iteration: number,
  scenario: string,
  { scheduled, way = 0 }: Pick<BundlePlan, 'scheduled' | 'way'>,
): number => {
  if (order === 'random') return Math.floor(share(iteration, seed) * count);
  if (order === 'in-order' || scenario === k6Scenarios.load) return iteration % count;
  return scenario === k6Scenarios.warmUp ? (scheduled ?? 0) + iteration : count - 1 - way;
};

/** A number in [0, 1) by chance, the same for each run: the finisher of MurmurHash3 on a Weyl sequence. */
const share = (iteration: number, seed: number): number => {
  let hash = (Math.imul(iteration + 1, 0x9e3779b1) + Math.imul(seed, 0x85ebca6b)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** Next to the scenario, or next to the script, if that was copied to another machine; without a byte order mark. */
const textOf = ({ file = '' }: DataSource, folder: string): string => {
  const read = (path: string) => open(path).replace(/^\ufeff/, '');
  try {
    return read(file.startsWith('/') ? file : `${folder}/${file}`);
  } catch (error) {
    if (file.startsWith('/')) throw error;
  }
  return read(file);
};
