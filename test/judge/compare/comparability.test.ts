import { describe, expect, test } from 'vitest';
import { refuseSharedRuns } from '../../../lib/app/baselines.ts';
import { differencesOf, repeatedRun } from '../../../lib/judge/compare/comparability.ts';
import { fingerprintOf, loadFingerprint } from '../../../lib/judge/compare/compared-run.ts';
import { UsageError } from '../../../lib/model/errors.ts';
import { comparedResult, fingerprint, setOf } from './runs.ts';

describe('what differs between two fingerprints', () => {
  test('is named, with what kind of difference it is', () => {
    expect(differencesOf(fingerprint, fingerprint)).toEqual([]);
    const other = { ...fingerprint, load: '20→20 in 60 s', cpuCount: 8, k6: '2.3.0' };
    expect(differencesOf(fingerprint, other)).toEqual([
      { name: 'load', a: '10→10 in 60 s', b: '20→20 in 60 s', kind: 'load' },
      { name: 'CPU cores', a: '2', b: '8', kind: 'host' },
      { name: 'k6', a: '2.2.0', b: '2.3.0', kind: 'other' },
    ]);
  });

  test.each([
    ['vus', 80, 'VUs', 'load'],
    ['record', 'samples', 'record mode', 'load'],
    ['users', 'customers, per-vu', 'test users', 'load'],
    ['generator', '3 × local', 'load generator', 'host'],
  ] as const)('holds %s', (field, value, name, kind) => {
    const [difference] = differencesOf(fingerprint, { ...fingerprint, [field]: value });
    expect(difference).toMatchObject({ name, kind, b: `${value}` });
  });

  test('names only the settings that differ', () => {
    const withSettings = (settings: object) => ({ ...fingerprint, settings: JSON.stringify(settings) });
    const differences = differencesOf(withSettings({ POOL: 4, COST: 9, OLD: 1 }), withSettings({ POOL: 8, COST: 9 }));
    expect(differences).toEqual([{ name: 'settings of the target', a: 'POOL=4, OLD=1', b: 'POOL=8', kind: 'other' }]);
  });
});

const plateau = {
  ...{ index: 0, fromRps: 10, toRps: 10, startMs: 0, durationMs: 60_000, scheduled: 600, shape: 'plateau' as const },
};
const loadOf = {
  scenario: { name: 'e2e', steps: [{ name: 'order', check: 'order 200/201', timeLimitMs: 1_000 }], isList: true },
  profile: { name: 'constant', executor: 'constant-arrival-rate', changes: [] },
  ...{ stages: [], objectives: [], record: 'journeys' as const },
  virtualUsers: { count: 40, wanted: 40, capped: false, chosen: false, memoryMiB: 90 },
  users: { name: 'customers', provides: ['token'], mode: 'per-vu' as const, count: 40, duplicates: 0 },
};

describe('the fingerprint of a run', () => {
  const plan = loadOf;
  const surroundings = {
    host: { cpuModel: 'cpu', cpuCount: 2, memoryBytes: 8 * 2 ** 30, os: 'Linux', arch: 'x64' },
    versions: { k6: '2.2.0', caseload: '0.1.0', node: '20.19.0', database: null },
    target: { settings: null },
  };

  test('knows VUs, record mode, test users and generator', () => {
    expect(fingerprintOf(plan, surroundings)).toMatchObject({
      ...{ vus: 40, record: 'journeys', users: 'customers, per-vu', generator: 'local' },
    });
    const { users: _, ...without } = plan;
    expect(fingerprintOf(without, { ...surroundings, generator: '3 × local' })).toMatchObject({
      ...{ users: 'none', generator: '3 × local' },
    });
  });
});

test('runs of different arrivals have different loads', () => {
  const arrival = { startRate: 10, timeUnitMs: 1_000, stages: [{ target: 10, durationMs: 60_000 }] };
  const load = { ...loadOf, arrival, stages: [plateau] };
  expect(loadFingerprint(load).load).toBe('10→10 in 60 s');
  expect(loadFingerprint({ ...load, arrival: { ...arrival, seed: 7 } }).load).toBe('10→10 in 60 s, Poisson arrivals');
});

describe('a run that would be compared with itself', () => {
  const [one, two] = [
    { name: '1', startedAt: '2026-01-02T03:04:05.000Z', result: comparedResult() },
    { name: '2', startedAt: '2026-01-02T03:05:05.000Z', result: comparedResult() },
  ];

  test('is found in a set, and in another one', () => {
    expect(repeatedRun([one, two])).toBeUndefined();
    expect(repeatedRun([one, two, one])).toBe('1');
    expect(repeatedRun([two], [one, two])).toBe('2');
    // A folder of the same name elsewhere is another run.
    expect(repeatedRun([two], [{ ...two, startedAt: null }])).toBeUndefined();
  });

  test('is found under another name, too', () => {
    expect(repeatedRun([one, { ...one, name: 'copy' }])).toBe('copy');
    expect(repeatedRun([one, { ...one, name: 'other', result: comparedResult({ failed: 1 }) }])).toBeUndefined();
  });

  test('is refused in its own baseline', () => {
    const base = setOf('main', [comparedResult(), comparedResult()]);
    const candidate = { ...base, name: 'latest', runs: base.runs.slice(1) };
    expect(() => refuseSharedRuns(base, candidate)).toThrow(UsageError);
    expect(() => refuseSharedRuns(base, candidate)).toThrow("main-2 is in 'main' and in 'latest'");
    expect(() => refuseSharedRuns(base, setOf('other', [comparedResult()]))).not.toThrow();
  });
});
