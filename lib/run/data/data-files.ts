import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type DataSource, dataSources } from '../../contract/data.ts';
import type { JsonValue } from '../../contract/request.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { UsageError } from '../../model/errors.ts';
import { jsonProblem } from '../../model/json-problem.ts';
import type { RunPlan } from '../../model/plan.ts';
import { unknownName } from '../../plan/did-you-mean.ts';
import { parseTable } from './table.ts';

/** Reads the data of a scenario. Throws a UsageError for what the journeys could not take. */
export function readData({ name, data = {} }: Scenario, scenarioFile: string): NonNullable<RunPlan['data']> {
  return dataSources(data).map((source) => {
    const what = source.file ?? `the list of '${Object.keys(source.columns).join()}' in scenario '${name}'`;
    const rows = rowsOf(source, what, dirname(scenarioFile));
    if (rows.length === 0) throw new UsageError(`${what} has no rows`, { hint: 'add some, or leave the data out' });
    for (const column of Object.values(source.columns)) checkColumn(rows, column, what);
    return { ...source, rows: rows.length };
  });
}

function rowsOf(source: DataSource, what: string, folder: string): readonly JsonValue[] {
  if (source.file === undefined) return source.values ?? [];
  const text = readText(resolve(folder, source.file), what);
  if (source.source === 'csv') return parseTable(text, what);
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${jsonProblem(error)}`, { hint: 'write an array', cause: error });
  }
  if (Array.isArray(rows)) return rows;
  throw new UsageError(`${what} is not a JSON array`, { hint: 'write it like [{"term": "…"}] or ["…"]' });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** k6 reads nothing but UTF-8. */
function readText(file: string, what: string): string {
  try {
    return utf8.decode(readFileSync(file));
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    throw new UsageError(isEncoding ? `${what} is not UTF-8` : `${what} cannot be read: ${(error as Error).message}`, {
      hint: isEncoding ? 'save it as UTF-8' : 'its path starts at the folder of the scenario',
      cause: error,
    });
  }
}

function checkColumn(rows: readonly JsonValue[], column: string, what: string): void {
  const lacking = rows.findIndex(
    (row) => typeof row === 'object' && row !== null && (Array.isArray(row) || !Object.hasOwn(row, column)),
  );
  if (lacking < 0) return;
  const row = rows[lacking] as JsonValue[] | Record<string, JsonValue>;
  const names = Object.keys(row);
  if (!Array.isArray(row) && names.length === 1 && names[0]?.includes(';')) {
    throw new UsageError(`${what} has the one column '${names[0]}'`, { hint: 'separate columns by commas' });
  }
  if (!Array.isArray(row)) throw unknownName(`column of ${what}, row ${lacking + 1}:`, column, names);
  throw new UsageError(`${what}: row ${lacking + 1} is an array`, { hint: 'write objects, texts or numbers' });
}
