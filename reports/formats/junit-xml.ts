import { printable } from '../../lib/model/printable.ts';

type Outcome = 'passed' | 'failure' | 'error';

export interface TestCase {
  readonly name: string;
  readonly outcome: Outcome;
  /** What a CI shows of a case that did not pass. */
  readonly message: string;
  readonly out: string;
}

export interface TestSuite {
  readonly title: string;
  readonly cases: readonly TestCase[];
}

/** What all suites are of. */
interface Tested {
  readonly name: string;
  readonly runId: string;
  readonly startedAt: string | null;
  readonly durationMs: number;
}

/** Suites as JUnit XML; of the two schemas in use (Ant's and Jenkins') it keeps to both. */
export function junitXml(suites: readonly TestSuite[], { name, runId, startedAt, durationMs }: Tested): string {
  const seconds = (durationMs / 1_000).toFixed(3);
  const stamp = (startedAt ?? '1970-01-01T00:00:00').slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites.map(({ title, cases }, id) => {
      const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
      const attributes = `name="${attribute(`${name}: ${title}`)}" package="caseload" id="${id}" timestamp="${stamp}" hostname="localhost" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds}"`;
      return [
        `<testsuite ${attributes}>`,
        `<properties><property name="run" value="${attribute(runId)}"/></properties>`,
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
