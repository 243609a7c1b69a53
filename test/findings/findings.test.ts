import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/contract/finding.ts';
import type { Ending, RunResult } from '../../lib/contract/result.ts';
import { findingRules, judgeFindings } from '../../lib/findings/all.ts';
import { percent } from '../../lib/findings/figures.ts';
import targetHeldAllUsers from '../../lib/findings/target-held-all-users.ts';
import { samplePlan, sampleResult, withAccounting } from './sample-result.ts';

const rulesFolder = new URL('../../lib/findings/', import.meta.url);
const ended = (kind: Ending['kind'], detail = 'why it ended'): RunResult =>
  sampleResult({ ending: { kind, detail, k6ExitCode: null } });
const dropsIn = (byGenerator: readonly number[], droppedByTarget = 0): RunResult =>
  withAccounting(
    { dropped: byGenerator.reduce((sum, count) => sum + count, 0) + droppedByTarget, droppedByTarget },
    {
      stages: sampleResult().stages.map((stage, index) => ({ ...stage, droppedByGenerator: byGenerator[index] ?? 0 })),
    },
  );
const interruptedIn = (step: string, count: number): RunResult =>
  withAccounting(
    { ok: 300 - count, interrupted: count },
    { steps: sampleResult().steps.map((one) => ({ ...one, interrupted: one.name === step ? count : 0 })) },
  );
const survivors = (attempted: number, succeeded: number, ok: number): RunResult =>
  withAccounting(
    { ok },
    { steps: sampleResult().steps.map((one, index) => (index === 2 ? { ...one, attempted, succeeded } : one)) },
  );
const books = (checks: { name: string; expected: number; actual: number }[]): RunResult =>
  sampleResult({
    integrity: { ok: false, checks: checks.map((check) => ({ ...check, ok: check.expected === check.actual })) },
  });
const thresholds = sampleResult().thresholds;
const crossed = thresholds.map((one, index) => ({ ...one, isOk: index > 0 }));
const unmet = sampleResult().objectives.map((one, index) => ({
  ...one,
  status: index > 0 ? one.status : ('FAIL' as const),
}));

type Case = [result: RunResult, severity: Finding['severity'] | undefined, ...says: string[]];

/** For each finding: results in which it is found and how it is told, and results next to them in which it is not. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  'no-samples': [
    [withAccounting({ started: 0 }), 'invalid', '0 journeys started and 900 requests were answered'],
    [
      sampleResult({ requests: { n: 0, failed: 0, latency: undefined } }),
      'invalid',
      '300 journeys started and 0 requests',
    ],
  ],
  'engine-trouble': [
    [ended('engine-trouble', 'k6 ended with exit code 107'), 'invalid', 'k6 ended with exit code 107'],
    [ended('not-started', 'there is no k6'), 'invalid', 'there is no k6'],
    [ended('interrupted'), undefined],
    [ended('target-died'), undefined],
  ],
  'target-died': [
    [ended('target-died', 'nobody listens at http://a any more'), 'invalid', 'died during the run: nobody listens at'],
    [ended('engine-trouble'), undefined],
  ],
  'run-cut-short': [
    [ended('interrupted', 'stopped by the user'), 'invalid', 'the run was cut short: stopped by the user'],
    [ended('aborted', 'the script called test.abort()'), 'invalid', 'the script called test.abort()'],
    [ended('not-started'), undefined],
  ],
  'script-exceptions': [
    [withAccounting({ exceptions: 1 }), 'invalid', '1 of 300 started journeys ended in an exception'],
  ],
  'truncated-samples': [
    [sampleResult({ isTruncated: true }), 'invalid', 'samples.csv.gz is missing or ends in the middle'],
    [{ ...ended('interrupted'), isTruncated: true }, undefined],
  ],
  'missing-summary': [
    [sampleResult({ hasSummary: false }), 'invalid', 'k6 ended in good order but wrote no summary'],
    [{ ...ended('target-died'), hasSummary: false }, undefined],
  ],
  'unbalanced-books': [
    [withAccounting({ missing: 3 }), 'suspect', '300 journeys were scheduled, 3 are in no account'],
    [withAccounting({ missing: 4 }), 'invalid', '4 are in no account'],
    [withAccounting({ missing: -2 }), 'suspect', '2 more than that are in the accounts'],
    [{ ...ended('interrupted'), accounting: { ...sampleResult().accounting, missing: 100 } }, undefined],
    [withAccounting({ missing: 300 }, { source: 'none' }), undefined],
  ],
  'generator-drops': [
    [dropsIn([1, 0]), 'note', '1 of 300 scheduled journeys while VUs were free'],
    [dropsIn([2, 0]), 'suspect', '2 of 300'],
    // Above 5 % of a stage of 100, which is a third of the load.
    [dropsIn([6, 0]), 'invalid', '(above 5 % in stage 1)'],
    [dropsIn([0, 11]), 'invalid', '(above 5 % in stage 2)'],
    [dropsIn([5, 10]), 'suspect', '15 of 300'],
    [dropsIn([0, 0], 50), undefined],
    [dropsIn([1, 0], 50), 'note', 'the generator dropped 1 of 300'],
    // Without samples it is not known where they were dropped.
    [
      withAccounting(
        { dropped: 30 },
        { stages: sampleResult().stages.map((one) => ({ ...one, droppedByGenerator: undefined })) },
      ),
      'invalid',
      'dropped 30 of 300',
    ],
  ],
  'interrupted-journeys': [
    [
      interruptedIn('order', 3),
      'note',
      '3 of 300 started journeys were still open 30 s after the last arrival',
      '3 in order',
    ],
    [interruptedIn('charge', 4), 'invalid', '4 in charge'],
    [{ ...interruptedIn('order', 30), ending: ended('interrupted').ending }, undefined],
  ],
  'threshold-disagreement': [
    [
      sampleResult({ thresholds: crossed }),
      'suspect',
      `do not hold (${thresholds[0]?.metric} ${thresholds[0]?.expression})`,
    ],
    [
      sampleResult({ objectives: unmet }),
      'suspect',
      'k6 says its thresholds all hold, the samples say the objectives do not',
    ],
    [sampleResult({ objectives: unmet, thresholds: crossed }), undefined],
    [sampleResult({ thresholds: [] }), undefined],
    [sampleResult({ thresholds: crossed, source: 'summary' }), undefined],
    [{ ...ended('interrupted'), thresholds: crossed }, undefined],
    [
      sampleResult({
        thresholds: [...thresholds, { metric: 'script_exceptions', expression: 'count<1', isOk: false }],
      }),
      undefined,
    ],
  ],
  'broken-integrity': [
    [
      books([
        { name: 'stock', expected: 5, actual: 7 },
        { name: 'points', expected: 1, actual: 1 },
      ]),
      'fail',
      'stock is 7, should be 5',
    ],
    [sampleResult({ integrity: { ok: true, checks: [] } }), undefined],
  ],
  'unknown-integrity': [
    [sampleResult({ integrityTrouble: 'no answer within 120 s' }), 'invalid', 'no answer within 120 s'],
  ],
  'target-held-all-users': [
    [withAccounting({ dropped: 10, droppedByTarget: 10 }), 'note', '10 of 300 scheduled journeys never started'],
    [withAccounting({ dropped: 10 }), undefined],
  ],
  survivorship: [
    [
      survivors(100, 100, 100),
      'note',
      'order succeeded in 100 of 100 attempts (100 %), but only 100 of 300',
      '(33.3 %)',
    ],
    [survivors(297, 297, 297), 'note', '(99 %)'],
    [survivors(298, 298, 298), undefined],
    [survivors(100, 98, 98), undefined],
    [survivors(0, 0, 0), undefined],
    [{ ...survivors(100, 100, 100), ending: ended('interrupted').ending }, undefined],
  ],
  'same-host': [[sampleResult({ sameHost: true }), 'note', 'k6 and the target shared the cores of one host']],
};

describe('the rules', () => {
  const files = readdirSync(rulesFolder)
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !['all', 'figures'].includes(name));

  test('are all registered, once, under the name of their file', async () => {
    const ids = findingRules.map(({ id }) => id);
    expect([...ids].sort()).toEqual(files.sort());
    for (const file of files)
      expect(readFileSync(new URL(`${file}.ts`, rulesFolder), 'utf8')).toContain(`id: '${file}'`);
  });

  test('all have cases here', () => {
    expect(Object.keys(cases).sort()).toEqual(files.sort());
  });

  test('find nothing in a run in which all went well', () => {
    expect(judgeFindings(sampleResult(), samplePlan)).toEqual([]);
  });

  test('tell what spoils the measurement first', () => {
    const result = { ...withAccounting({ exceptions: 3, missing: 100 }), sameHost: true, hasSummary: false };
    const ids = judgeFindings(result, samplePlan).map(({ id }) => id);
    expect(ids).toEqual(['script-exceptions', 'missing-summary', 'unbalanced-books', 'same-host']);
  });
});

describe.each(Object.entries(cases))('%s', (id, rows) => {
  const rule = findingRules.find((one) => one.id === id);
  const named = rows.map(([result, severity, ...says]) => ({ result, severity, says, name: says[0] ?? 'is silent' }));
  test.each(named)('$severity: $name', ({ result, severity, says }) => {
    const finding = rule?.judge(result, samplePlan);
    expect(finding?.severity).toBe(severity);
    for (const words of says) expect(finding?.what).toContain(words);
    // Sentences of a report: the figures end without a full stop, which the report adds.
    if (finding !== undefined) {
      expect(finding.what).toMatch(/[^.]$/);
      expect(finding.why).toMatch(/^[A-Zk].*\.$/s);
      expect(finding.advice.length).toBeGreaterThan(0);
    }
  });
});

test.each([
  [1, '100 %'],
  [0.9996, '99.9 %'],
  [0.0001, '0.1 %'],
  [0, '0 %'],
  [0.5, '50 %'],
  [0.12345, '12.3 %'],
])('%d as a percentage is %s', (ratio, text) => {
  expect(percent(ratio)).toBe(text);
});

describe('VUs that were all busy', () => {
  const dropped = withAccounting({ dropped: 10, droppedByTarget: 10 });
  const ofPool = (changes: Partial<typeof samplePlan.virtualUsers>) =>
    targetHeldAllUsers.judge(dropped, {
      ...samplePlan,
      virtualUsers: { ...samplePlan.virtualUsers, count: 5, wanted: 300, capped: true, ...changes },
    });

  test("are the generator's limit where the user asked for fewer than the plan would take", () => {
    for (const pool of [{}, { chosen: true, capped: false }, { count: 1_999, wanted: 3_000 }]) {
      expect(ofPool(pool)).toMatchObject({ severity: 'suspect' });
    }
    expect(ofPool({})?.what).toBe(
      '10 of 300 scheduled journeys never started, because all 5 VUs were busy: so many were asked for, where the plan would take 300',
    );
  });

  test("are the target's doing where the pool is what the plan takes, or caseload's own cap", () => {
    expect(ofPool({ count: 300, wanted: 300, capped: false })).toMatchObject({ severity: 'note' });
    expect(ofPool({ count: 2_000, wanted: 3_000 })).toMatchObject({ severity: 'note' });
  });
});
