import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import type { Calibration } from '../../lib/model/calibration.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { ExperimentInput } from '../../reports/views/experiment.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';

const runs = (factor: number) =>
  Array.from({ length: 8 }, (_, index) => comparedResult({ p95Ms: 100 * factor * (1 + 0.01 * (index % 3)) }));
const base = setOf('main', runs(1));
export const comparison = compareRuns(base, setOf('the working tree', runs(1.3)), [], defaultTerms, false);

const run = (name: string, label: string, group: number, isDiscarded = false): Experiment['runs'][number] => ({
  ...{ name, label, group, isDiscarded, objectives: 'PASS', validity: isDiscarded ? 'INVALID' : 'VALID' },
  ...{ failures: [], invalidBecause: isDiscarded ? ['generator-saturated'] : [] },
});

export const experiment: Experiment = {
  schemaVersion: 1,
  kind: 'gate',
  toolVersion: '0.1.0',
  startedAt: '2026-01-02T03:04:05.000Z',
  scenario: 'e2e',
  profile: 'constant',
  subject: 'the working tree against main',
  command: 'npm run caseload -- gate -s e2e -p constant --against main',
  budgetMs: 1_800_000,
  state: 'finished',
  detail: null,
  runs: [run('run-1', 'pair 1, base', 0, true), run('run-2', 'pair 1, base', 1), run('run-3', 'pair 1, candidate', 1)],
};

export const calibration: Calibration = {
  schemaVersion: 2,
  calibratedAt: '2026-01-02T03:04:05.000Z',
  fingerprint: base.fingerprint,
  pairs: 10,
  alpha: 0.05,
  latencyLimit: 0.1,
  noise: [{ kind: 'p95', step: 'order', sd: 0.041, detectable: 0.083 }],
  falseAlarms: { gates: 2_000, ratio: 0.044 },
  recommendedPairs: 7,
};

/** A gate that found its candidate worse. */
export const gateInput: ExperimentInput = { experiment, comparison };
