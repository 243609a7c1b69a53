import { inMarkup, printable, withoutCommands } from '../../lib/model/printable.ts';
import type { Document, TestCase, TestSuite } from '../document.ts';

/** The tests as JUnit XML; of the two schemas in use (Ant's and Jenkins') it keeps to both. */
export default function renderJunit({ title, tests }: Document): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...tests.suites.flatMap((suite, id) => renderSuite(suite, id, title, tests)),
    '</testsuites>',
    '',
  ].join('\n');
}

function renderSuite(suite: TestSuite, id: number, name: string, { runId, startedAt }: Document['tests']): string[] {
  const { title, durationMs, cases } = suite;
  const count = (outcome: TestCase['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  const attributes = {
    name: `${name}: ${title}`,
    package: 'caseload',
    id,
    timestamp: (startedAt ?? '1970-01-01T00:00:00').slice(0, 19),
    hostname: 'localhost',
    ...{ tests: cases.length, failures: count('failure'), errors: count('error') },
    time: (durationMs / 1_000).toFixed(3),
  };
  return [
    `<testsuite ${attributesOf(attributes)}>`,
    `<properties><property name="run" value="${escapeXml(runId)}"/></properties>`,
    ...cases.map((one) => renderCase(one, `${name}.${title}`, durationMs)),
    `<system-out>${escapeLines(cases.map((one) => `${one.name}\n${one.out}`).join('\n'))}</system-out>`,
    '<system-err/>',
    '</testsuite>',
  ];
}

/** Each case looked at all of the suite's time. */
function renderCase({ name, outcome, message, out }: TestCase, classname: string, durationMs: number): string {
  const open = `<testcase ${attributesOf({ name, classname, time: (durationMs / 1_000).toFixed(3) })}>`;
  if (outcome === 'passed') return `${open}</testcase>`;
  const body = `<${outcome} ${attributesOf({ type: outcome, message })}>${escapeLines(out)}</${outcome}>`;
  return `${open}${body}</testcase>`;
}

const attributesOf = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(String(value))}"`)
    .join(' ');

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no characters that are no characters, and no halves of pairs. */
const clean = (text: string): string =>
  printable(text).replace(
    /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
const escapeXml = (text: string): string =>
  withoutCommands(
    clean(text).replace(/[&<>"]/g, (mark) => marks[mark] ?? mark),
    inMarkup,
  );
const escapeLines = (text: string): string => text.split('\n').map(escapeXml).join('\n');
