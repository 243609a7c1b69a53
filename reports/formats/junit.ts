import { findingRules } from '../../lib/judge/findings/all.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { ObjectiveResult } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { evidenceText } from '../views/background-tables.ts';
import { comparisonSuite } from '../views/comparison-suite.ts';
import type { ReportInput } from '../views/report-input.ts';
import { objectiveText, objectiveValue } from '../views/tables.ts';
import { titleOf } from '../views/title.ts';
import { junitXml, type TestCase, type TestSuite } from './junit-xml.ts';

/**
 * The run as JUnit XML, for CIs that show test results: a suite of the objectives and one of the validity checks. An objective without data is an error, never a
 * pass; so is a measurement that is INVALID. SUSPECT checks pass; the words of all are in system-out.
 */
export default function renderJunit({ result, findings, comparison }: ReportInput, language: Language): string {
  const { sections } = language.labels;
  const suites: readonly TestSuite[] = [
    { title: sections.objectives, cases: result.objectives.results.map((one) => objectiveCase(one, language)) },
    // A check that could not look is no test: Ant's schema has no word for it.
    {
      title: sections.validity,
      cases: findings.filter(({ status }) => status !== 'not-applicable').map((one) => findingCase(one, language)),
    },
    ...(comparison === undefined ? [] : [comparisonSuite(comparison, language)]),
  ];
  const {
    run: { runId, startedAt, durationMs },
  } = result;
  return junitXml(suites, { name: titleOf(result).name, runId: runId ?? '', startedAt, durationMs: durationMs ?? 0 });
}

function objectiveCase(one: ObjectiveResult, language: Language): TestCase {
  const text = objectiveText(one, language);
  const value = objectiveValue(one, language);
  // JUnit knows no warning.
  const outcome = { PASS: 'passed', WARN: 'passed', FAIL: 'failure', NO_DATA: 'error' } as const;
  return {
    name: text,
    outcome: outcome[one.status],
    message: `${text}: ${value}`,
    out: `${value} (n = ${language.count(one.n)})`,
  };
}

function findingCase(finding: Finding, language: Language): TestCase {
  const { title, what, why, advice } = language.finding(finding);
  const check = findingRules.find(({ id }) => id === finding.id)?.check;
  const name = `${check === undefined ? '' : `${check} `}${finding.id}: ${title}`;
  const outcome: Readonly<Record<Finding['status'], TestCase['outcome']>> = {
    invalid: 'error',
    error: 'error',
    fail: 'failure',
    suspect: 'passed',
    note: 'passed',
    pass: 'passed',
    'not-applicable': 'passed',
  };
  const evidence = finding.evidence.map((one) => evidenceText(one, language));
  return {
    name,
    outcome: outcome[finding.status],
    message: `${what}.`,
    out: [...(what === '' ? [] : [`${what}. ${why} ${advice}`]), ...evidence].join('\n'),
  };
}
