import { expect, test } from 'vitest';
import { driftsOf } from '../../lib/judge/drift.ts';
import type { Soak, SoakSeries } from '../../lib/model/result.ts';
import { correlated, normals } from '../stats/random.ts';

/** Levels with so much noise that what matters of each is within it. */
const noisy: readonly (readonly [SoakSeries['source'], SoakSeries['name'], SoakSeries['unit'], number, number])[] = [
  ['load', 'p50', 'ms', 20, 5],
  ['load', 'p95', 'ms', 100, 40],
  ['load', 'errors', 'ratio', 0.01, 0.004],
  ['load', 'throughput', 'perSecond', 10, 0.3],
  ['load', 'inFlight', 'count', 2, 0.6],
  ['shop', 'memory', 'bytes', 1e8, 1.5e7],
  ['shop', 'openFiles', 'count', 100, 20],
  ['shop', 'cpu', 'cores', 0.4, 0.15],
  ['database', 'connections', 'count', 10, 4],
];
const soaks = 100;

test.each([0, 0.4, 0.85])('hardly any soak of nine noisy series has a drift in one, r = %d', (r) => {
  const normal = normals(100 * r + 1);
  const soak = (): Soak => ({
    ...{ windowMs: 4_000, fromMs: 30_000, rateRps: 10 },
    series: noisy.map(([source, name, unit, level, noise]) => ({
      ...{ source, name, unit },
      values: correlated(normal, 67, r).map((value) => level + noise * value),
    })),
  });
  const verdicts = Array.from({ length: soaks }, () => driftsOf(soak()).map(({ verdict }) => verdict));
  // 1 % is what the test is made for.
  expect(verdicts.filter((all) => all.includes('drift')).length).toBeLessThanOrEqual(0.05 * soaks);
  expect(verdicts.filter((all) => all.includes('step')).length).toBeLessThanOrEqual(0.03 * soaks);
});
