import type { Finding } from '../lib/contract/finding.ts';
import { printable } from '../lib/contract/printable.ts';
import type { ObjectiveResult } from '../lib/contract/result.ts';
import { findingRules } from '../lib/findings/all.ts';
import { evidenceText } from './background-tables.ts';
import type { Language } from './language.ts';
import type { ReportInput } from './report-input.ts';
import { objectiveText, objectiveValue } from './tables.ts';
import { titleOf } from './title.ts';

type Outcome = 'passed' | 'failure' | 'error';

interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** What a CI shows of a case that did not pass. */
  readonly message: string;
  readonly out: string;
}

/**
 * The run as JUnit XML, for CIs that show test results: a suite of the objectives and one of the validity checks. An objective without data is an error, never a
 * pass; so is a measurement that is INVALID. SUSPECT checks pass; the words of all are in system-out. Of the two schemas in use (Ant's and Jenkins') it keeps to both.
 */
export default function renderJunit({ result, findings }: ReportInput, language: Language): string {
  const { sections } = language.labels;
  const { name } = titleOf(result);
  const seconds = ((result.durationMs ?? 0) / 1_000).toFixed(3);
  const stamp = (result.startedAt ?? '1970-01-01T00:00:00').slice(0, 19);
  const suites = [
    { title: sections.objectives, cases: result.objectives.map((one) => objectiveCase(one, language)) },
    // A check that could not look is no test: Ant's schema has no word for it.
    {
      title: sections.validity,
      cases: findings.filter(({ status }) => status !== 'not-applicable').map((one) => findingCase(one, language)),
    },
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites.map(({ title, cases }, id) => {
      const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
      const attributes = `name="${attribute(`${name}: ${title}`)}" package="caseload" id="${id}" timestamp="${stamp}" hostname="localhost" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds}"`;
      return [
        `<testsuite ${attributes}>`,
        `<properties><property name="run" value="${attribute(result.runId ?? '')}"/></properties>`,
        ...cases.map((one) => testCase(one, `${name}.${title}`)),
        `<system-out>${element(cases.map((one) => `${one.name}\n${one.out}`).join('\n'))}</system-out>`,
        '<system-err/>',
        '</testsuite>',
      ].join('\n');
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

function objectiveCase(one: ObjectiveResult, language: Language): TestCase {
  const text = objectiveText(one, language);
  const value = objectiveValue(one, language);
  const outcome = { PASS: 'passed', FAIL: 'failure', NO_DATA: 'error' } as const;
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
  const outcome: Readonly<Record<Finding['status'], Outcome>> = {
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

function testCase({ name, outcome, message, out }: TestCase, className: string): string {
  const open = `<testcase name="${attribute(name)}" classname="${attribute(className)}" time="0">`;
  const body = {
    passed: '',
    failure: `<failure type="failure" message="${attribute(message)}">${element(out)}</failure>`,
    error: `<error type="error" message="${attribute(message)}">${element(out)}</error>`,
  }[outcome];
  return `${open}${body}</testcase>`;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no characters that are no characters, and no halves of pairs. */
const clean = (text: string): string =>
  printable(text).replace(
    /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
const attribute = (text: string): string => clean(text).replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
const element = (text: string): string => text.split('\n').map(attribute).join('\n');
