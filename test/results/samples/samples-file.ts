import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { Profile } from '../../../lib/contract/profile.ts';
import type { RunPlan } from '../../../lib/model/plan.ts';
import type { RunFacts } from '../../../lib/model/run-facts.ts';
import type { RowWishes, SampleRow, SampleStream } from '../../../lib/results/samples/sample-rows.ts';
import e2e from '../../../scenarios/e2e.ts';
import { type OpenPlan, planOf as planOfBoth } from '../../plan-of.ts';

/** The columns of k6's csv output with the system tags of a bundle. */
export const columns =
  'metric_name,timestamp,metric_value,check,error_code,expected_response,group,name,scenario,status,extra_tags,metadata';

/** The origin of the schedule in these files. */
export const originMs = Date.UTC(2026, 0, 1);

export interface Row {
  readonly metric: string;
  /** From the origin on. */
  readonly atMs: number;
  readonly value?: number;
  readonly scenario?: string;
  /** Those that k6 gives no column. */
  readonly tags?: Readonly<Record<string, string | number>>;
  readonly check?: string;
  readonly isExpected?: boolean;
  readonly status?: number;
  readonly errorCode?: number;
  readonly vu?: number;
}

/** One line as k6 writes it, in µs. */
export function line(row: Row): string {
  const { metric, atMs, value = 1, scenario = 'load', tags = {}, check = '', isExpected, status, errorCode, vu } = row;
  const extraTags = Object.entries(tags)
    .map(([name, text]) => `${name}=${text}`)
    .join('&');
  const own = [check, errorCode ?? '', isExpected ?? '', '', '', scenario, status ?? '', extraTags];
  const metadata = vu === undefined ? '' : `vu=${vu}`;
  return [metric, Math.round((originMs + atMs) * 1_000), value.toFixed(6), ...own, metadata].join(',');
}

export const csvOf = (rows: readonly Row[]): string => [columns, ...rows.map(line)].map((text) => `${text}\n`).join('');

/** A samples.csv.gz of these rows. */
export const samplesFile = (rows: readonly Row[]): Buffer => gzipSync(csvOf(rows), { level: 1 });

export interface Request {
  readonly step: string;
  readonly endMs: number;
  readonly durationMs: number;
  readonly blockedMs?: number;
  readonly isExpected?: boolean;
  readonly status?: number;
  readonly errorCode?: number;
  readonly scenario?: string;
  readonly vu?: number;
}

/** The rows that k6 writes for one request, those of its other phases left out but one. */
export function requestRows(request: Request): Row[] {
  const { step, endMs, durationMs, blockedMs = 0, isExpected = true, status = 201, errorCode, scenario, vu } = request;
  const common = {
    ...{ atMs: endMs, tags: { step }, isExpected, status },
    ...(scenario !== undefined && { scenario }),
    ...(errorCode !== undefined && { errorCode }),
    ...(vu !== undefined && { vu }),
  };
  return [
    { ...common, metric: 'http_reqs', value: 1 },
    { ...common, metric: 'http_req_duration', value: durationMs },
    { ...common, metric: 'http_req_blocked', value: blockedMs },
    { ...common, metric: 'http_req_waiting', value: durationMs },
    { ...common, metric: 'http_req_failed', value: isExpected ? 0 : 1 },
  ];
}

/** A plan of e2e under this load. */
export function planOf(
  profile: Pick<Profile, 'executor'> & Partial<Profile>,
  record: RunPlan['record'] = 'samples',
): OpenPlan {
  return planOfBoth(
    e2e,
    { name: 'test', summary: 'of a test', ...profile } as Profile,
    { record },
    { runId: 'r1', toolVersion: '0.0.0', command: 'npm run load -- -s e2e -p test' },
  );
}

/** What the run stage says about a complete run. */
export const completed: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'completed', detail: '', k6ExitCode: 0 },
  startedAtMs: originMs,
  durationMs: 10_000,
  parts: [],
  collectors: [],
  integrity: null,
  integrityTrouble: null,
  sameHost: false,
  cores: 2,
};

/** Files of one test file, in a folder that goes with it. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'results-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Buffer) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** A value as a reader handed it over. */
export interface SeenRow {
  readonly metric: string;
  readonly atMs: number;
  readonly value: number;
  readonly tag: SampleRow['tag'];
}

/** Wishes for all rows, and where they are put. */
export function everyRow(wants: RowWishes['wants'] = () => true): { seen: SeenRow[]; wishes: RowWishes } {
  const seen: SeenRow[] = [];
  const resolve: RowWishes['resolve'] =
    ({ metric, tag }) =>
    (value, atMs) =>
      seen.push({ metric, atMs, value, tag });
  return { seen, wishes: { wants, resolve } };
}

/** Feeds a reader with pieces of so many bytes. */
export function pushInPieces(stream: SampleStream, bytes: Buffer, size: number): ReturnType<SampleStream['end']> {
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
  return stream.end();
}
