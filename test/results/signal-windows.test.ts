import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Signal } from '../../lib/model/signal.ts';
import { signalsOf } from '../../lib/results/signal-windows.ts';

const root = mkdtempSync(join(tmpdir(), 'signal-windows-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const axis = { originMs: 10_000, windowMs: 1_000, count: 3 };

function read(rows: readonly Omit<Signal, 'source'>[], source: string, activity: readonly object[] = []) {
  const files = { signals: join(root, 'signals.ndjson'), activity: join(root, 'activity.ndjson') };
  writeFileSync(files.signals, rows.map((row) => `${JSON.stringify({ ...row, source })}\n`).join(''));
  writeFileSync(files.activity, activity.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return signalsOf(files, undefined, axis).signals;
}

it('a counter of seconds is a rate, between its readings on a straight line', () => {
  const rows = [9_500, 10_500, 11_500, 12_500].map((atMs, index) => ({ atMs, channel: 'main', value: index * 0.5 }));
  expect(read(rows, 'target-threads')?.series).toEqual([
    // The last window is not covered to its end.
    { source: 'target-threads', channel: 'main', values: [0.5, 0.5, null] },
  ]);
});

it('what is no counter is the mean of its readings', () => {
  const rows = [
    { atMs: 10_100, channel: 'poolWaiting', value: 2 },
    { atMs: 10_900, channel: 'poolWaiting', value: 4 },
    { atMs: 12_000, channel: 'poolWaiting', value: 8 },
    { atMs: 99_000, channel: 'poolWaiting', value: 99 },
  ];
  expect(read(rows, 'node-runtime')?.series).toEqual([
    { source: 'node-runtime', channel: 'poolWaiting', values: [3, null, 8] },
  ]);
});

it('the database’s activity is taken as far as its lines are whole', () => {
  const slice = { atMs: 10_000, durationMs: 9_000, samples: 90, statements: [], blockers: [], relations: [] };
  const cost = { id: '1', text: 'select ?', calls: 2, totalMs: 3, rows: 4, blocks: 5, walBytes: 6 };
  const row = { atMs: 10_000, channel: 'idle', value: 1 };
  const signals = read([row], 'database-sessions', [slice, { costs: [cost] }, { costs: 'torn' }]);
  expect(signals?.database).toEqual({ slices: [slice], costs: [cost] });
});

it('is nothing where nothing was read', () => {
  expect(read([], 'node-runtime')).toBeUndefined();
});
