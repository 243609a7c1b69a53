/** A run as tests and as annotations of a CI. */
import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { ObjectiveResult } from '../../lib/model/result.ts';
import type { Annotation, Document, TestCase, TestSuite } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { comparisonAnnotation, comparisonSuite } from './comparison-tests.ts';
import { objectiveText, objectiveValue } from './objective-text.ts';
import type { ReportInput } from './report-input.ts';
import { evidenceText } from './validity-table.ts';

/**
 * A suite of the objectives and one of the validity checks. An objective without data is an error, never a pass; so is
 * one that an INVALID run seems to have met. SUSPECT checks pass, with their texts in system-out.
 */
export function runTests(
  { result, findings, verdict, comparison }: ReportInput,
  language: Language,
): Document['tests'] {
  const { sections } = language.labels;
  const { runId, startedAt, durationMs } = result.run;
  const isInvalid = verdict.validity === 'INVALID';
  const suites: TestSuite[] = [
    {
      title: sections.objectives,
      durationMs: durationMs ?? 0,
      cases: result.objectives.results.map((one) => objectiveCase(one, isInvalid, language)),
    },
    {
      title: sections.validity,
      durationMs: 0,
      // A check that could not look is no test: Ant's schema has no word for it.
      cases: findings.filter(({ status }) => status !== 'not-applicable').map((one) => findingCase(one, language)),
    },
    ...(comparison === undefined ? [] : [comparisonSuite(comparison, language)]),
  ];
  return { runId: runId ?? '', startedAt, suites };
}

function objectiveCase(one: ObjectiveResult, isInvalid: boolean, language: Language): TestCase {
  const text = objectiveText(one, language);
  const value = objectiveValue(one, language);
  // JUnit knows no warning.
  const outcome = { PASS: 'passed', WARN: 'passed', FAIL: 'failure', NO_DATA: 'error' } as const;
  return {
    name: text,
    outcome: isInvalid && one.status === 'PASS' ? 'error' : outcome[one.status],
    message: `${text}: ${value}`,
    out: `${value} (n = ${language.count(one.n)})`,
  };
}

const outcomes: Readonly<Record<Finding['status'], TestCase['outcome']>> = {
  invalid: 'error',
  error: 'error',
  fail: 'failure',
  suspect: 'passed',
  note: 'passed',
  pass: 'passed',
  'not-applicable': 'passed',
};

function findingCase(finding: Finding, language: Language): TestCase {
  const { title, what, why, advice } = language.finding(finding);
  const evidence = finding.evidence.map((one) => evidenceText(one, language));
  return {
    name: `${finding.id}: ${title}`,
    outcome: outcomes[finding.status],
    message: `${what}.`,
    out: [...(what === '' ? [] : [`${what}. ${why} ${advice}`]), ...evidence].join('\n'),
  };
}

/** An error for each objective that failed or has no data, and for what spoiled the run; warnings for doubts. */
export function runAnnotations(input: ReportInput, language: Language): Annotation[] {
  const { result, findings, verdict, comparison } = input;
  const objectives = result.objectives.results
    .filter(({ status }) => status !== 'PASS')
    .map(
      (one): Annotation => ({
        level: one.status === 'WARN' ? 'warning' : 'error',
        message: `${objectiveText(one, language)}: ${objectiveValue(one, language)}`,
      }),
    );
  return [
    ...objectives,
    ...(comparison === undefined ? [] : [comparisonAnnotation(comparison, language)]),
    ...reportableFindings(findings).flatMap((finding) => findingAnnotation(finding, language)),
    ...(verdict.exitCode === 0 ? [{ level: 'notice' as const, message: language.labels.verdict.PASS }] : []),
  ];
}

const levels: Readonly<Partial<Record<Finding['status'], Annotation['level']>>> = {
  invalid: 'error',
  fail: 'error',
  error: 'error',
  suspect: 'warning',
};

function findingAnnotation(finding: Finding, language: Language): Annotation[] {
  const level = levels[finding.status];
  return level === undefined ? [] : [{ level, message: `${finding.id}: ${language.finding(finding).what}.` }];
}
