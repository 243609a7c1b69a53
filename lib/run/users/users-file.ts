import { csvText } from '../../contract/csv.ts';
import { quoteNumbers } from '../../contract/exact-numbers.ts';
import { UsageError } from '../../model/errors.ts';
import { jsonProblem } from '../../model/json-problem.ts';
import { nearestNames } from '../../plan/did-you-mean.ts';
import { readInput } from '../../results/input-file.ts';
import { decodeText } from '../../results/text-encoding.ts';
import { parseTable } from '../data/table.ts';

/** What the journeys of one user start with, by key. */
export type UserRow = Readonly<Record<string, string>>;

const isCsv = (file: string): boolean => /\.csv$/i.test(file);

/** Users as text: a CSV with a header for a file of that name, else the JSON that a bare `k6 run` reads. */
export function usersText(users: readonly UserRow[], file: string): string {
  if (!isCsv(file)) return JSON.stringify(users);
  const columns = Object.keys(users[0] ?? {});
  return csvText([columns, ...users.map((user) => columns.map((column) => user[column] ?? ''))]);
}

/**
 * The user's own test users, from JSON (an array of objects) or CSV (a header line). Throws a UsageError that names row
 * and column.
 */
export function readUsers(file: string, provides: readonly string[]): UserRow[] {
  const rows = isCsv(file) ? parseTable(readText(file), file) : jsonRows(readText(file), file);
  if (rows.length === 0)
    throw new UsageError(`${file} contains no users`, { hint: `each needs ${provides.join(', ')}` });
  return rows.map((row, index) => {
    const missing = provides.find((key) => row[key] === undefined || row[key] === '');
    if (missing !== undefined) {
      throw new UsageError(`${file}: user ${index + 1} has no '${missing}'`, {
        hint: `each user needs: ${provides.join(', ')}; ${likelyFields(missing, row)}`,
      });
    }
    return Object.fromEntries(provides.map((key) => [key, row[key] ?? '']));
  });
}

/** The names of a file without a header are its first row: only one that was meant is shown. */
function likelyFields(missing: string, row: UserRow): string {
  const near = nearestNames(missing, Object.keys(row)).filter((name) => name.length <= missing.length + 2);
  if (near.length > 0) return `this one has: ${near.join(', ')}`;
  const count = Object.keys(row).length;
  const others = count === 1 ? '1 other field' : `${count} other fields`;
  return `this one has ${others}; the first line of a CSV names its fields, with commas between them`;
}

function readText(file: string): string {
  try {
    return decodeText(readInput(file));
  } catch (error) {
    throw new UsageError(`the users of ${file} cannot be read: ${(error as Error).message}`, {
      hint: 'name a JSON or CSV file',
      cause: error,
    });
  }
}

function jsonRows(text: string, file: string): UserRow[] {
  let rows: unknown;
  try {
    rows = JSON.parse(quoteNumbers(text));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${jsonProblem(error)}`, {
      hint: 'an array such as [{"token": "…"}], or a .csv file with a header',
      cause: error,
    });
  }
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) {
    throw new UsageError(`${file} is not an array of objects`, {
      hint: 'write it like [{"token": "…"}, {"token": "…"}]',
    });
  }
  return rows.map((row: object) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'object' ? '' : String(value)]),
    ),
  );
}
