import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fixtures } from '../../contract/scenario.ts';
import { InterruptedError, TargetError, UsageError } from '../../model/errors.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { makeTemporaryFolder } from '../process/temporary-folder.ts';
import type { HttpClient } from './http-client.ts';
import { type FlowBag, performStep } from './perform-step.ts';
import { unreachableHint } from './pre-check.ts';

/** Enough to keep a small target busy, few enough not to be a load test of its own. */
const concurrency = 8;

/**
 * Makes customers by performing the fixtures' steps once for each, `concurrency` at a time. Throws a TargetError at the first customer that cannot be made
 * (with what the target said), an InterruptedError when `signal` aborts.
 */
export async function makeFixtures(
  fixtures: Fixtures,
  need: {
    count: number;
    runId: string;
    client: HttpClient;
    signal: AbortSignal /** Shows one journey: see tryCommand. */;
    tryWords: string;
    onProgress: (done: number) => void;
  },
): Promise<FlowBag[]> {
  const rows: FlowBag[] = new Array(need.count);
  let next = 0;
  let done = 0;
  let failure: TargetError | undefined;
  const worker = async () => {
    while (next < need.count && failure === undefined && !need.signal.aborted) {
      const index = next++;
      let flow: FlowBag = {};
      for (const step of fixtures.steps) {
        const exchange = await performStep(step, flow, { id: `${need.runId}-f${index}`, index }, need.client);
        if (exchange.failure !== undefined) {
          const isDown = exchange.answer.kind === 'failure';
          const what = isDown
            ? `${need.client.baseUrl} cannot be reached`
            : `customer ${index + 1} of ${need.count} could not be made`;
          failure ??= new TargetError(`${what}: ${exchange.failure}`, {
            hint: isDown ? unreachableHint : `see one journey with: ${need.tryWords}`,
          });
          return;
        }
        flow = exchange.flow;
      }
      rows[index] = Object.fromEntries(fixtures.provides.map((key) => [key, flow[key] ?? '']));
      need.onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, need.count) }, worker));
  if (need.signal.aborted) throw new InterruptedError();
  if (failure !== undefined) throw failure;
  return rows;
}

/** Writes customers to a file of mode 0600 outside the run folder, which goes when the harness ends, however it ends. */
export function writeFixtures(rows: readonly FlowBag[]): string {
  const folder = makeTemporaryFolder('caseload-fixtures-');
  const file = join(folder, 'fixtures.json');
  writeArtifact(file, JSON.stringify(rows), 0o600);
  return file;
}

/** Customers as text: a CSV with a header for a file of that name, else the JSON that a bare `k6 run` reads. */
export function fixturesText(rows: readonly FlowBag[], file: string): string {
  if (!isCsv(file)) return JSON.stringify(rows);
  if (rows.some((row) => Object.values(row).some((value) => /[",\r\n]/.test(value)))) {
    throw new UsageError(`${file}: a value holds a comma, a quote or a line break`, { hint: 'name a .json file' });
  }
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

const isCsv = (file: string): boolean => /\.csv$/i.test(file);

/** The user's own customers, from JSON (an array of objects) or CSV (a header line). Throws a UsageError that names row and column. */
export function readFixtures(file: string, provides: readonly string[]): FlowBag[] {
  const rows = isCsv(file) ? parseCsv(readText(file), file) : parseJsonRows(readText(file), file);
  if (rows.length === 0)
    throw new UsageError(`${file} holds no customers`, { hint: `each needs ${provides.join(', ')}` });
  return rows.map((row, index) => {
    const missing = provides.find((key) => typeof row[key] !== 'string' || row[key] === '');
    if (missing !== undefined) {
      throw new UsageError(`${file}: customer ${index + 1} has no '${missing}'`, {
        hint: `each customer needs: ${provides.join(', ')}`,
      });
    }
    return Object.fromEntries(provides.map((key) => [key, row[key] ?? '']));
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`--fixtures ${file} cannot be read: ${(error as Error).message}`, {
      hint: 'name a JSON or CSV file',
      cause: error,
    });
  }
}

function parseJsonRows(text: string, file: string): FlowBag[] {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${(error as Error).message}`, {
      hint: 'an array such as [{"token": "…"}], or a .csv file with a header',
      cause: error,
    });
  }
  if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) {
    throw new UsageError(`${file} is no array of objects`, { hint: 'write it like [{"token": "…"}, {"token": "…"}]' });
  }
  return rows.map((row: object) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'object' ? '' : String(value)]),
    ),
  );
}

function parseCsv(text: string, file: string): FlowBag[] {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (header === undefined) return [];
  if (text.includes('"'))
    throw new UsageError(`${file} has quoted fields`, { hint: 'use plain comma-separated values, or JSON' });
  const columns = header.split(',').map((column) => column.trim());
  return lines.map((line, index) => {
    const values = line.split(',');
    if (values.length !== columns.length) {
      throw new UsageError(`${file}: line ${index + 2} has ${values.length} fields, the header has ${columns.length}`, {
        hint: 'mend the line',
      });
    }
    return Object.fromEntries(columns.map((column, at) => [column, values[at]?.trim() ?? '']));
  });
}
