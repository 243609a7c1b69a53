import { describe, expect, test } from 'vitest';
import { driftsOf } from '../../lib/judge/drift.ts';
import type { Soak } from '../../lib/model/result.ts';
import { soakOf } from './soak-of.ts';

const mebibyte = 2 ** 20;
const drifting = (soak: Soak, verdict = 'drift') =>
  driftsOf(soak)
    .filter((one) => one.verdict === verdict)
    .map(({ source, name }) => `${source}.${name}`);
const of = (soak: Soak, key: string) => driftsOf(soak).find(({ source, name }) => `${source}.${name}` === key);

describe('the series of a soak', () => {
  test('are steady where they only have noise', () => {
    expect(drifting(soakOf())).toEqual([]);
    expect(drifting(soakOf(), 'step')).toEqual([]);
  });

  test.each<[string, string, (window: number) => number]>([
    ['memory that leaks', 'shop.memory', (window) => (100 + window) * mebibyte],
    [
      'memory that leaks, though garbage is collected',
      'shop.memory',
      (window) => (100 + window - (window > 30 ? 18 : 0)) * mebibyte,
    ],
    [
      'memory that leaks, of which much is collected near the end',
      'shop.memory',
      (window) => (100 + window - (window > 30 ? 10 : 0) - (window > 46 ? 25 : 0)) * mebibyte,
    ],
    ['connections that leak', 'database.connections', (window) => 10 + Math.floor(window / 3)],
    ['a p95 that rises', 'load.p95', (window) => 50 + window / 2],
    ['errors that become more', 'load.errors', (window) => window / 2_000],
    ['less and less that succeeds', 'load.throughput', (window) => 10 - window / 50],
  ])('drift: %s', (_name, key, level) => {
    expect(drifting(soakOf({ [key]: level }))).toEqual([key]);
  });

  test.each<[string, string, (window: number) => number]>([
    ['memory that is filled and stays', 'shop.memory', (window) => (100 + 40 * (1 - Math.exp(-window / 8))) * mebibyte],
    ['memory that is taken at once', 'shop.memory', (window) => (window < 40 ? 100 : 150) * mebibyte],
    ['memory that is collected at times', 'shop.memory', (window) => (100 + 2 * (window % 17)) * mebibyte],
    ['memory that falls', 'shop.memory', (window) => (200 - window) * mebibyte],
    ['a p95 that rises by less than a tenth', 'load.p95', (window) => 50 + window / 20],
    ['rows, of which a load writes more and more', 'database.rows', (window) => 1_000 + 30 * window],
  ])('do not drift: %s', (_name, key, level) => {
    expect(drifting(soakOf({ [key]: level }))).toEqual([]);
  });

  test('have a slope for each hour, with an interval that holds it', () => {
    // A MiB each five seconds.
    const memory = of(soakOf({ 'shop.memory': (window) => (100 + window) * mebibyte }), 'shop.memory');
    expect((memory?.perHour ?? 0) / mebibyte).toBeCloseTo(720, -1);
    expect(memory?.lowPerHour).toBeLessThanOrEqual(memory?.perHour ?? 0);
    expect(memory?.highPerHour).toBeGreaterThanOrEqual(memory?.perHour ?? 0);
    expect((memory?.start ?? 0) / mebibyte).toBeCloseTo(107, -1);
    expect((memory?.end ?? 0) / mebibyte).toBeCloseTo(152, -1);
  });

  test('say which slope would have been seen: what is found is larger', () => {
    const p95 = of(soakOf({ 'load.p95': (window) => 50 + window / 2 }), 'load.p95');
    expect(p95?.visiblePerHour ?? 0).toBeGreaterThan(0);
    expect(p95?.visiblePerHour ?? 0).toBeLessThan(p95?.perHour ?? 0);
    // To the worse is down.
    expect(of(soakOf(), 'load.throughput')?.visiblePerHour ?? 0).toBeLessThan(0);
  });

  test('may change at once, which is no drift', () => {
    const soak = soakOf({ 'load.p95': (window) => (window < 40 ? 50 : 90) });
    expect(of(soak, 'load.p95')).toMatchObject({ verdict: 'step', stepAtMs: 30_000 + 40 * 5_000 });
  });

  test('with gaps are not looked at', () => {
    const soak = soakOf();
    const [first, ...others] = soak.series;
    const values = first?.values.map((value, index) => (index % 5 === 0 ? null : value)) ?? [];
    const gappy = { ...soak, series: [{ ...(first as Soak['series'][number]), values }, ...others] };
    expect(of(gappy, 'load.p50')).toBeUndefined();
    expect(of(gappy, 'load.p95')).toBeDefined();
  });
});
