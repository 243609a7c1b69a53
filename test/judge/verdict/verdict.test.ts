import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeFindings } from '../../../lib/judge/findings/all.ts';
import { certainFailures } from '../../../lib/judge/verdict/certain-failures.ts';
import { exitCodeOf } from '../../../lib/judge/verdict/exit-code.ts';
import { type Against, judge } from '../../../lib/judge/verdict/verdict.ts';
import { type ExitCode, exitCodes } from '../../../lib/model/exit-codes.ts';
import type { Finding } from '../../../lib/model/finding.ts';
import { type Ending, endingSchema, type ObjectiveResult } from '../../../lib/model/result.ts';
import { endingOfCode } from '../../../lib/run/generator/k6-ending.ts';
import { changed } from '../../flat-result.ts';
import { sampleResult } from '../findings/sample-result.ts';

const endings = endingSchema.shape.kind.options;
const validities = ['VALID', 'SUSPECT', 'INVALID'] as const;
const statuses = ['PASS', 'WARN', 'FAIL', 'NO_DATA'] as const;
const baselines = [null, 'BETTER', 'SAME', 'WORSE', 'INCONCLUSIVE'] as const;
const findingStatuses = ['invalid', 'suspect', 'fail', 'note', 'pass', 'not-applicable', 'error'] as const;

const found = (status: Finding['status']) => ({ id: 'same-host', status });
const resultWith = (kind: Ending['kind'], objectives: readonly ObjectiveResult['status'][]) =>
  sampleResult({
    ending: { kind, detail: '', k6ExitCode: 0 },
    objectives: sampleResult().objectives.results.map((one, index) => ({
      ...one,
      status: objectives[index] ?? 'PASS',
    })),
  });

/** The order of the design: the first that holds. */
function expectedCode(
  kind: Ending['kind'],
  validity: string,
  objectives: string,
  baseline: string | null,
  isStrict: boolean,
  isCertain = false,
): ExitCode {
  const isCut = kind === 'aborted' || kind === 'target-died' || (kind === 'objective-failed' && objectives !== 'FAIL');
  const reasons: readonly [holds: boolean, code: ExitCode][] = [
    [kind === 'interrupted', exitCodes.interrupted],
    [kind === 'engine-trouble' || kind === 'not-started', exitCodes.trouble],
    [objectives === 'FAIL' && isCertain, exitCodes.objectiveFailed],
    [validity === 'INVALID' || isCut, exitCodes.invalidRun],
    [objectives === 'FAIL', exitCodes.objectiveFailed],
    [baseline === 'WORSE', exitCodes.regression],
    [objectives === 'NO_DATA' || (baseline === 'INCONCLUSIVE' && isStrict), exitCodes.noData],
  ];
  return reasons.find(([holds]) => holds)?.[1] ?? exitCodes.pass;
}

describe('the exit code', () => {
  const all = endings.flatMap((kind) =>
    validities.flatMap((validity) => statuses.map((objectives) => [kind, validity, objectives] as const)),
  );
  test.each(all)('of a run that is %s, %s and %s, whatever its baseline', (kind, validity, objectives) => {
    for (const baseline of baselines) {
      for (const isStrict of [false, true]) {
        const verdict = { validity, objectives, baseline };
        const code = exitCodeOf(verdict, kind, { isStrict });
        expect(code).toBe(expectedCode(kind, validity, objectives, baseline, isStrict));
        const certain = exitCodeOf(verdict, kind, { isStrict, isFailureCertain: true });
        expect(certain).toBe(expectedCode(kind, validity, objectives, baseline, isStrict, true));
        const isGood =
          kind === 'completed' && validity !== 'INVALID' && (objectives === 'PASS' || objectives === 'WARN');
        expect(code === 0).toBe(isGood && baseline !== 'WORSE' && !(isStrict && baseline === 'INCONCLUSIVE'));
      }
    }
  });
});

describe('the verdict', () => {
  test.each<[Finding['status'][], ObjectiveResult['status'][], string, string, ExitCode]>([
    [[], [], 'VALID', 'PASS', 0],
    [['note'], [], 'VALID', 'PASS', 0],
    [['pass', 'not-applicable'], [], 'VALID', 'PASS', 0],
    // What broke while it looked leaves something unchecked.
    [['pass', 'error'], [], 'SUSPECT', 'PASS', 0],
    [['error', 'invalid'], [], 'INVALID', 'NO_DATA', 3],
    [['error'], ['FAIL'], 'SUSPECT', 'FAIL', 1],
    [['suspect'], [], 'SUSPECT', 'PASS', 0],
    [['suspect', 'note', 'invalid'], [], 'INVALID', 'NO_DATA', 3],
    // Every request is there, and too many were slow.
    [['invalid'], ['FAIL'], 'INVALID', 'FAIL', 1],
    [['fail'], [], 'VALID', 'FAIL', 1],
    [['fail', 'invalid'], [], 'INVALID', 'FAIL', 1],
    [[], ['NO_DATA'], 'VALID', 'NO_DATA', 5],
    [[], ['NO_DATA', 'FAIL'], 'VALID', 'FAIL', 1],
    [['suspect'], ['FAIL'], 'SUSPECT', 'FAIL', 1],
  ])('of findings %j and objectives %j is %s, %s, exit %i', (statusesFound, objectives, validity, status, exitCode) => {
    const verdict = judge(resultWith('completed', objectives), statusesFound.map(found));
    expect(verdict).toMatchObject({ validity, objectives: status, exitCode });
  });

  test.each<[Finding['status'][], string, string, ExitCode]>([
    [[], 'VALID', 'NO_DATA', 5],
    [['suspect'], 'SUSPECT', 'NO_DATA', 5],
    [['fail'], 'VALID', 'FAIL', 1],
    [['invalid'], 'INVALID', 'NO_DATA', 3],
  ])(
    'of a run without any objective and findings %j is %s, %s, exit %i',
    (statusesFound, validity, status, exitCode) => {
      const result = changed(resultWith('completed', []), { objectives: [] });
      expect(judge(result, statusesFound.map(found))).toEqual({
        schemaVersion: 2,
        validity,
        objectives: status,
        baseline: null,
        exitCode,
      });
    },
  );

  test('is 0 only for a run that was completed, is not INVALID and met every objective that does not only warn', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...endings),
        fc.array(fc.constantFrom(...findingStatuses), { maxLength: 4 }),
        fc.array(fc.constantFrom(...statuses), { minLength: 4, maxLength: 4 }),
        (kind, statusesFound, objectives) => {
          const result = resultWith(kind, objectives);
          const findings = statusesFound.map(found);
          const verdict = judge(result, findings);
          const isGood =
            kind === 'completed' &&
            !statusesFound.includes('invalid') &&
            !statusesFound.includes('fail') &&
            objectives.every((status) => status === 'PASS' || status === 'WARN');
          expect(verdict.exitCode === 0).toBe(isGood);
          if (verdict.validity === 'INVALID') expect(verdict.objectives).not.toBe('PASS');
          const isCertain = statusesFound.includes('fail') || certainFailures(result, findings).length > 0;
          const expected = expectedCode(kind, verdict.validity, verdict.objectives, null, false, isCertain);
          expect(verdict.exitCode).toBe(expected);
        },
      ),
    );
  });

  test.each(endings.filter((kind) => kind !== 'completed'))(
    'of a run that is %s is that of its own findings',
    (kind) => {
      const result = resultWith(kind, []);
      // What k6 stopped at the first objective that failed is what was asked for, as far as it goes; what a target that
      // died did until then was measured.
      const measured = { 'objective-failed': 'SUSPECT', 'target-died': 'VALID' } as const;
      const validity = kind in measured ? measured[kind as keyof typeof measured] : 'INVALID';
      expect(judge(result, judgeFindings(result))).toMatchObject({ validity });
    },
  );

  test.each<[ObjectiveResult['status'][], Against, string | null, ExitCode]>([
    [[], { baseline: 'SAME', isStrict: true }, 'SAME', 0],
    [[], { baseline: 'BETTER', isStrict: true }, 'BETTER', 0],
    [[], { baseline: 'WORSE', isStrict: false }, 'WORSE', 4],
    [[], { baseline: 'INCONCLUSIVE', isStrict: false }, 'INCONCLUSIVE', 0],
    [[], { baseline: 'INCONCLUSIVE', isStrict: true }, 'INCONCLUSIVE', 5],
    [['WARN'], { baseline: 'SAME', isStrict: true }, 'SAME', 0],
    [['FAIL'], { baseline: 'WORSE', isStrict: false }, 'WORSE', 1],
    [['NO_DATA'], { baseline: 'WORSE', isStrict: false }, 'WORSE', 4],
  ])('of objectives %j against %j is %s, exit %i', (objectives, against, baseline, exitCode) => {
    expect(judge(resultWith('completed', objectives), [], against)).toMatchObject({ baseline, exitCode });
  });

  test('of an INVALID run says nothing of its baseline', () => {
    const verdict = judge(resultWith('completed', []), [found('invalid')], { baseline: 'WORSE', isStrict: true });
    expect(verdict).toMatchObject({ baseline: 'INCONCLUSIVE', exitCode: 3 });
  });
});

describe('how k6 ended', () => {
  test.each<[number | null, string | null, Ending['kind'], string]>([
    [0, null, 'completed', ''],
    [99, null, 'completed', ''],
    [104, null, 'engine-trouble', 'k6 ended with exit code 104: its configuration is invalid'],
    [105, null, 'aborted', 'k6 ended with exit code 105: stopped by a signal'],
    [107, null, 'engine-trouble', 'k6 ended with exit code 107: an exception while the script was loaded'],
    [108, null, 'aborted', 'k6 ended with exit code 108: the script called test.abort()'],
    [109, null, 'engine-trouble', 'k6 ended with exit code 109: k6 crashed (a Go panic)'],
    [110, null, 'aborted', 'k6 ended with exit code 110: the script called test.fail()'],
    [1, null, 'engine-trouble', 'k6 ended with exit code 1: for a reason it did not give'],
    [255, null, 'engine-trouble', 'k6 ended with exit code 255: for a reason it did not give'],
    [null, 'SIGKILL', 'engine-trouble', 'k6 ended with exit code —: killed by SIGKILL'],
  ])('with exit code %s and signal %s is %s', (exitCode, signal, kind, detail) => {
    expect(endingOfCode(exitCode, signal)).toEqual({ kind, detail, k6ExitCode: exitCode });
  });
});
