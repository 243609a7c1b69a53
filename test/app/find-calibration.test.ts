import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseCalibration, noiseWarnings } from '../../lib/app/find-calibration.ts';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { fingerprintOf } from '../../lib/judge/compare/compared-run.ts';
import type { Calibration } from '../../lib/model/calibration.ts';
import type { Fingerprint, MetricComparison } from '../../lib/model/comparison.ts';
import { readHost } from '../../lib/run/environment.ts';
import { writeCalibration } from '../../lib/store/calibrations.ts';
import { loadProfile, loadScenario } from '../../lib/store/library.ts';
import { Scratch } from '../e2e/cli.ts';
import { planOf } from '../plan-of.ts';
import { sampleEnvironment } from '../reports/inputs.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

const plan = planOf(await loadScenario('e2e'), await loadProfile('constant'));
const here = fingerprintOf(plan, { ...sampleEnvironment, host: readHost() });

const calibration = (recommendedPairs: number, changes: Partial<Fingerprint> = {}): Calibration => ({
  schemaVersion: 2,
  calibratedAt: `2026-01-0${recommendedPairs}T00:00:00.000Z`,
  fingerprint: { ...here, ...changes },
  pairs: 10,
  alpha: defaultTerms.alpha,
  latencyLimit: defaultTerms.latencyLimit,
  noise: [{ kind: 'p50', step: null, sd: 0.02, detectable: 0.03 }],
  falseAlarms: { gates: 2_000, ratio: 0.05 },
  recommendedPairs,
});

function stored(...calibrations: readonly Calibration[]): string {
  const folder = scratch.path('calibrations');
  for (const one of calibrations) writeCalibration(one, folder);
  return folder;
}

describe('calibrations', () => {
  test('of other loads, hosts and terms are kept beside each other; one of the same conditions is replaced', () => {
    const limit = { ...calibration(4), latencyLimit: 0.2 };
    const folder = stored(calibration(1), calibration(2, { load: 'x' }), calibration(3, { cpuCount: 96 }), limit);
    expect(readdirSync(folder)).toHaveLength(4);
    writeCalibration(calibration(5), folder);
    expect(readdirSync(folder)).toHaveLength(4);
  });
});

describe('a gate', () => {
  test('takes the one of its load and host, the latest, whatever the versions', () => {
    const folder = stored(calibration(1), calibration(3, { k6: '2.1.0' }), calibration(5, { load: 'x' }));
    expect(chooseCalibration(folder, plan, defaultTerms)).toEqual({ calibration: calibration(3, { k6: '2.1.0' }) });
  });

  test('takes none of another load, host or limit, and says what is different', () => {
    const choose = (one: Calibration, terms = defaultTerms) => chooseCalibration(stored(one), plan, terms);
    expect(choose(calibration(1, { load: 'x' })).missing).toMatch(/differs in load\); measure it: caseload calibrate/);
    expect(choose(calibration(1, { cpuModel: 'x' })).missing).toContain('differs in CPU model)');
    expect(choose(calibration(1), { ...defaultTerms, latencyLimit: 0.2 }).missing).toContain('differs in --limit)');
    expect(choose(calibration(1, { load: 'x' }))).not.toHaveProperty('calibration');
  });

  test('says so where there is none at all', () => {
    expect(chooseCalibration(scratch.path('none'), plan, defaultTerms).missing).toContain('has not been measured here');
  });
});

describe('the noise of a gate', () => {
  const metric: Omit<MetricComparison, 'sd' | 'n'> = {
    ...{ kind: 'p50', step: null, isPrimary: true, a: 1, b: 1, change: 1, interval: null, method: 'paired' },
    ...{ pWorse: null, pBetter: null, limit: 0.1, neededPairs: null, verdict: 'SAME' },
  };

  test.each([
    [0.05, 8, 1],
    [0.03, 8, 0],
    // So few pairs say nothing of it.
    [0.05, 3, 0],
  ])('of %d over %i pairs is worth %i warnings', (sd, n, count) => {
    expect(noiseWarnings(calibration(1), { metrics: [{ ...metric, sd, n }] })).toHaveLength(count);
    expect(noiseWarnings(undefined, { metrics: [{ ...metric, sd, n }] })).toEqual([]);
  });
});
