import { describe, expect, test } from 'vitest';
import { runOfExperiment } from '../../lib/app/run-of-experiment.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { runFolderAt } from '../../lib/store/run-folder.ts';
import { samplePlan, sampleResult } from '../judge/findings/sample-result.ts';
import { sampleEnvironment } from '../reports/inputs.ts';

/** What an experiment keeps of a run with these findings. */
function kept(findings: readonly Pick<Finding, 'id' | 'status'>[], verdict: Partial<Verdict> = {}) {
  const result = sampleResult();
  return runOfExperiment({
    plan: samplePlan,
    folder: runFolderAt('runs/a-run'),
    run: {
      result,
      findings: findings as readonly Finding[],
      hypotheses: [],
      verdict: { ...judge(result, findings), ...verdict },
      environment: sampleEnvironment,
      toolVersion: '0.0.0',
    },
  });
}

const noSamples = { id: 'no-samples', status: 'invalid' } as const;

describe('a run of an experiment', () => {
  test('is evidence where it is valid', () => {
    expect(kept([])).toMatchObject({ run: { name: 'a-run', validity: 'VALID' }, failures: [], isEvidence: true });
    const suspect = kept([{ id: 'noisy-host', status: 'suspect' }]);
    expect(suspect).toMatchObject({ run: { validity: 'SUSPECT' }, invalidBecause: [], isEvidence: true });
  });

  test('is none where it could not be measured', () => {
    const run = kept([noSamples]);
    expect(run).toMatchObject({ run: { validity: 'INVALID' }, failures: [], isEvidence: false });
    expect(run.invalidBecause).toEqual(['no-samples']);
  });

  test('is evidence, although INVALID, where its target died or its data are not consistent', () => {
    // What the target did counts, whatever the exit code.
    const died = kept([noSamples, { id: 'target-died', status: 'fail' }], { exitCode: 130 });
    expect(died).toMatchObject({ run: { validity: 'INVALID' }, failures: ['target-died'], isEvidence: true });
    const broken = kept([noSamples, { id: 'broken-integrity', status: 'fail' }], { exitCode: 130 });
    expect(broken).toMatchObject({ failures: ['data-integrity'], isEvidence: true });
  });

  test('is evidence, although INVALID, where an objective is missed for certain', () => {
    const missed = kept([noSamples], { objectives: 'FAIL', exitCode: 1 });
    expect(missed).toMatchObject({ run: { validity: 'INVALID' }, failures: [], isEvidence: true });
  });
});
