import { expect, test } from 'vitest';
import { diagnose } from '../../../lib/judge/bottleneck/diagnose.ts';
import type { Ending, RunResult } from '../../../lib/model/result.ts';
import { sampleResult } from '../findings/sample-result.ts';

/** A load far below its limits of which something was read, and how it ended. */
function calmRun(kind: Ending['kind']): RunResult {
  const result = sampleResult();
  const signals = { series: [], absent: [] } as unknown as NonNullable<RunResult['signals']>;
  return { ...result, signals, run: { ...result.run, ending: { ...result.run.ending, kind } } };
}

test('nothing limits a target that is under no stress, unless it died', () => {
  expect(diagnose(calmRun('completed'))?.verdict).toBe('none');
  expect(diagnose(calmRun('target-died'))).toBeUndefined();
});

test('nothing is said of a target of which nothing was read', () => {
  expect(diagnose(sampleResult())).toBeUndefined();
});
