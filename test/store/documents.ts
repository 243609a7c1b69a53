import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import type { Calibration } from '../../lib/model/calibration.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { experimentFolderAt, readExperiment } from '../../lib/store/experiments.ts';
import { readEnvironment, readFacts, readPlan, readResult, readVerdict } from '../../lib/store/stored.ts';
import {
  readBaselineFile,
  readCalibration,
  readCapacity,
  readComparison,
  readConfirmation,
  readOverload,
  readSweep,
} from '../../lib/store/stored-comparison.ts';
import { comparedResult, fingerprint, setOf } from '../judge/compare/runs.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { sampleCapacity, sampleConfirmation, sampleOverload, sampleSweep } from '../reports/experiment-samples.ts';
import { sampleEnvironment } from '../reports/inputs.ts';
import { completed } from '../results/samples/samples-file.ts';
import { smallPlan } from '../results/small-run.ts';

/** A document as caseload stores it, and what reads it. */
export interface StoredDocument {
  readonly read: (path: string) => unknown;
  readonly document: object;
  /** Where there is no file, or one of an older schema. */
  readonly missing: 'none' | 'refused';
  readonly older: 'none' | 'refused';
  /** A field with a value that it cannot have. */
  readonly damage: { readonly field: string; readonly value: unknown };
}

const verdict: Verdict = { schemaVersion: 2, validity: 'VALID', objectives: 'PASS', baseline: 'SAME', exitCode: 0 };

const calibration: Calibration = {
  ...{ schemaVersion: 2, calibratedAt: '2026-01-02T03:04:05.000Z', fingerprint },
  ...{ pairs: 10, alpha: 0.05, latencyLimit: 0.1, recommendedPairs: 4 },
  noise: [{ kind: 'p50', step: null, sd: 0.02, detectable: 0.03 }],
  falseAlarms: { gates: 2_000, ratio: 0.05 },
};

const whole = { failures: [], invalidBecause: [], isDiscarded: false };
const repeated = { failures: ['target-died' as const], invalidBecause: ['no-samples'], isDiscarded: true };

const experiment: Experiment = {
  ...{ schemaVersion: 1, kind: 'gate', toolVersion: '0.1.0', startedAt: '2026-01-02T03:04:05.000Z' },
  ...{ scenario: 'e2e', profile: 'constant', subject: 'a against b', command: 'caseload gate' },
  ...{ budgetMs: null, state: 'finished', detail: null },
  runs: [
    { name: 'a', label: 'pair 1, base', group: 1, validity: 'VALID', objectives: 'PASS', ...whole },
    { name: 'b', label: 'pair 1, candidate', group: 1, validity: 'SUSPECT', objectives: 'FAIL', ...repeated },
  ],
};

const baseline = setOf('main', [comparedResult(), comparedResult({ failed: 3 })]);
const candidate = setOf('next', [comparedResult({ p50Ms: 60 }), comparedResult()]);
const comparison = compareRuns(baseline, candidate, [{ name: 'k6', a: '1', b: '2', kind: 'other' }], defaultTerms);

/** Every document that is read, by the name of its file. */
export const storedDocuments: Readonly<Record<string, StoredDocument>> = {
  'plan.json': {
    ...{ read: readPlan, document: smallPlan, missing: 'refused', older: 'refused' },
    damage: { field: 'scenario.steps.0.check', value: 5 },
  },
  'run.json': {
    ...{ read: readFacts, document: completed, missing: 'none', older: 'refused' },
    damage: { field: 'ending.kind', value: 'well' },
  },
  'environment.json': {
    ...{ read: readEnvironment, document: sampleEnvironment, missing: 'none', older: 'refused' },
    damage: { field: 'host.cpuCount', value: '2' },
  },
  'result.json': {
    ...{ read: readResult, document: sampleResult(), missing: 'none', older: 'none' },
    damage: { field: 'latency.steps.0.attempted', value: 'x' },
  },
  'verdict.json': {
    ...{ read: readVerdict, document: verdict, missing: 'none', older: 'refused' },
    damage: { field: 'exitCode', value: 99 },
  },
  'comparison.json': {
    ...{ read: readComparison, document: comparison, missing: 'none', older: 'refused' },
    damage: { field: 'metrics.0.verdict', value: 'FINE' },
  },
  'baseline.json': {
    ...{ read: readBaselineFile, document: baseline, missing: 'none', older: 'refused' },
    damage: { field: 'runs.1.result.accounting.ok', value: 'all' },
  },
  'calibration.json': {
    ...{ read: readCalibration, document: calibration, missing: 'none', older: 'refused' },
    damage: { field: 'recommendedPairs', value: 0 },
  },
  'capacity.json': {
    ...{ read: readCapacity, document: sampleCapacity, missing: 'none', older: 'refused' },
    damage: { field: 'trials.1.ending', value: 'fine' },
  },
  'overload.json': {
    ...{ read: readOverload, document: sampleOverload, missing: 'none', older: 'refused' },
    damage: { field: 'steps.0.factor', value: 'twice' },
  },
  'sweep.json': {
    ...{ read: readSweep, document: sampleSweep, missing: 'none', older: 'refused' },
    damage: { field: 'points.0.result', value: 'good' },
  },
  'confirmation.json': {
    ...{ read: readConfirmation, document: sampleConfirmation, missing: 'none', older: 'refused' },
    damage: { field: 'prediction.factor', value: 'twice' },
  },
  'experiment.json': {
    read: (path) => readExperiment({ ...experimentFolderAt('.'), experiment: path }),
    ...{ document: experiment, missing: 'refused', older: 'refused' },
    damage: { field: 'runs.0.group', value: 1.5 },
  },
};
