import type { JsonValue } from './request.ts';

/**
 * Which row a journey takes: the next one, and the first again after the last; one by chance; or one that no other
 * journey of the run takes.
 */
export type RowOrder = 'in-order' | 'random' | 'unique';

/** One column of test data. Made by {@link csv}, {@link json} and {@link values}. */
export interface DataColumn {
  readonly source: 'csv' | 'json' | 'values';
  readonly file?: string;
  readonly values?: readonly JsonValue[];
  readonly order: RowOrder;
  /** Its name; that of the key in the flow, where it is left out. */
  readonly column?: string;
}

interface DataOptions {
  /** `in-order`, `random` (the same in each run) or `unique`; `in-order` where it is left out. */
  readonly order?: RowOrder;
  /** The column, where it is not named like the key in the flow. */
  readonly column?: string;
}

const columnOf = (
  source: Pick<DataColumn, 'source' | 'file' | 'values'>,
  { order = 'in-order', column }: DataOptions,
): DataColumn => ({ ...source, order, ...(column !== undefined && { column }) });

/**
 * A column of a CSV with a header line, named from the scenario's folder. Keys of one file and order have one row.
 * @public
 */
export const csv = (file: string, options: DataOptions = {}): DataColumn => columnOf({ source: 'csv', file }, options);

/**
 * A field of the objects in a JSON array, or its elements themselves, from a file named from the scenario's folder.
 * @public
 */
export const json = (file: string, options: DataOptions = {}): DataColumn =>
  columnOf({ source: 'json', file }, options);

/**
 * The elements of a list.
 * @public
 */
export const values = (list: readonly JsonValue[], options: Pick<DataOptions, 'order'> = {}): DataColumn =>
  columnOf({ source: 'values', values: list }, options);

/** What a scenario writes for a key: a column, or a list, which is taken in order. */
export type DataSpec = Readonly<Record<string, DataColumn | readonly JsonValue[]>>;

/** Rows of one source, and what a journey takes of its row. */
export interface DataSource extends Omit<DataColumn, 'column'> {
  /** Key of the flow → column. */
  readonly columns: Readonly<Record<string, string>>;
}

const isList = (given: DataColumn | readonly JsonValue[]): given is readonly JsonValue[] => Array.isArray(given);

/** The sources of a scenario's data: keys of the same file and order share one, so that they have the same row. */
export const dataSources = (data: DataSpec): DataSource[] => {
  const sources = new Map<string, DataSource>();
  for (const [key, given] of Object.entries(data)) {
    const { column = key, ...source } = isList(given) ? values(given) : given;
    const id = source.file === undefined ? key : JSON.stringify(source);
    sources.set(id, { ...source, columns: { ...sources.get(id)?.columns, [key]: column } });
  }
  return [...sources.values()];
};
