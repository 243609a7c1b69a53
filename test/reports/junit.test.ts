import { describe, expect, test } from 'vitest';
import renderJunit from '../../reports/formats/junit.ts';
import { runView } from '../../reports/views/run.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { caseInput, codes, inputOf, languages, madeUp } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';

const [well, troubled, neverBegan] = madeUp.map(([, input]) => input) as [
  (typeof madeUp)[number][1],
  (typeof madeUp)[number][1],
  (typeof madeUp)[number][1],
];

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly cases: readonly { readonly name: string; readonly outcome: string; readonly text: string }[];
}

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The suites of a report, taken apart. */
function suitesOf(xml: string): Suite[] {
  return [...xml.matchAll(/<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g)].map(([, attributes = '', body = '']) => {
    const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)?.[1]);
    return {
      ...{ tests: number('tests'), failures: number('failures'), errors: number('errors') },
      cases: [...body.matchAll(/<testcase name="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g)].map(
        ([, name = '', inner = '']) => ({
          name: plain(name),
          outcome: /^<(failure|error)/.exec(inner)?.[1] ?? 'passed',
          text: plain(inner),
        }),
      ),
    };
  });
}

describe('junit.xml', () => {
  test.each(madeUp.flatMap(([name, input]) => codes.map((code) => [name, code, input] as const)))(
    "is as Jenkins' schema has it: %s in %s",
    async (_name, code, input) => {
      expect(await schemaErrors(renderJunit(runView(input, languages[code])))).toEqual([]);
    },
  );

  test('is so for a published case, too', async () => {
    expect(await schemaErrors(renderJunit(runView(await caseInput('case1'), languages.ko)))).toEqual([]);
  });

  test('would not be, if it were something else', async () => {
    const broken = renderJunit(runView(well, languages.en)).replace('<testsuites>', '<testsuites><surprise/>');
    expect(await schemaErrors(broken)).not.toEqual([]);
    expect(await schemaErrors('<testsuites>')).not.toEqual([]);
  });

  test.each(madeUp)('counts what it has: %s', (_name, input) => {
    for (const { tests, failures, errors, cases } of suitesOf(renderJunit(runView(input, languages.en)))) {
      const outcomes = cases.map(({ outcome }) => outcome);
      expect(tests).toBe(cases.length);
      expect(failures).toBe(outcomes.filter((one) => one === 'failure').length);
      expect(errors).toBe(outcomes.filter((one) => one === 'error').length);
    }
  });

  test('has a case for each objective, and one for each check that could look', () => {
    const [objectives, checks] = suitesOf(renderJunit(runView(troubled, languages.en)));
    expect(objectives?.cases).toHaveLength(troubled.result.objectives.results.length);
    expect(checks?.cases).toHaveLength(troubled.findings.filter(({ status }) => status !== 'not-applicable').length);
  });
});

describe('an outcome', () => {
  test('of a run that went well is passed, all of them', () => {
    const suites = suitesOf(renderJunit(runView(well, languages.en)));
    expect(suites.flatMap(({ cases }) => cases).filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test('of an objective is a failure where it is missed, and an error where there is no data', () => {
    const [objectives] = suitesOf(renderJunit(runView(troubled, languages.en)));
    expect(objectives?.cases.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['p(95) < 800 ms', 'failure'],
      ['failed requests < 2 %', 'failure'],
      ['order_success > 98 % (of attempted)', 'failure'],
      ['journey success > 98 % (of scheduled)', 'failure'],
      ['order p(99) < 2 s', 'error'],
    ]);
    expect(objectives?.cases[4]?.text).toContain('265 samples, needs 368');
  });

  test('of an objective that an INVALID run seems to have met is an error: it was not measured', () => {
    const invalid = inputOf(sampleResult({ isTruncated: true }));
    expect(invalid.verdict.validity).toBe('INVALID');
    const [objectives] = suitesOf(renderJunit(runView(invalid, languages.en)));
    expect(objectives).toMatchObject({ tests: 4, failures: 0, errors: 4 });
  });

  test('has the time of the run, where that is known', () => {
    const xml = renderJunit(runView(troubled, languages.en));
    expect(xml).toMatch(/<testsuite [^>]*name="e2e × test: Objectives"[^>]* time="52\.300"/);
    expect(xml).toMatch(/<testcase name="p\(95\) &lt; 800 ms"[^>]* time="52\.300"/);
  });

  test('of every objective of a run that never began is an error: no data is no pass', () => {
    const [objectives] = suitesOf(renderJunit(runView(neverBegan, languages.en)));
    expect(objectives).toMatchObject({ tests: 4, failures: 0, errors: 4 });
  });

  test('of a check is a failure where the target failed, and passed where it is in doubt or only notes something', () => {
    const [, checks] = suitesOf(renderJunit(runView(troubled, languages.en)));
    const outcomeOf = (id: string) => checks?.cases.find(({ name }) => name.includes(`${id}:`))?.outcome;
    expect(outcomeOf('unfinished-journeys')).toBe('passed');
    expect(outcomeOf('broken-integrity')).toBe('failure');
    expect(outcomeOf('fast-failures')).toBe('passed');
    expect(outcomeOf('same-host')).toBe('passed');
  });

  test('of a check that broke is an error', () => {
    const [first] = well.findings;
    if (first === undefined) throw new Error('there are findings');
    const broke = { ...first, status: 'error' as const, reason: 'Error: no such step' };
    const [, checks] = suitesOf(renderJunit(runView({ ...well, findings: [broke] }, languages.en)));
    expect(checks?.cases).toEqual([expect.objectContaining({ outcome: 'error' })]);
    expect(checks?.cases[0]?.text).toContain('this check failed: Error: no such step');
  });
});

test('the words of what is in doubt are in the output of its suite, though it passed', () => {
  const xml = plain(renderJunit(runView(troubled, languages.en)));
  expect(xml).toContain('35 of 820 requests (4.3 %) failed, and failed fast');
  expect(xml).toContain('name="fast-failures: ');
});

test('a run that did not tell when it was has a stamp that the schema takes', async () => {
  const xml = renderJunit(
    runView(inputOf(sampleResult({ startedAt: null, durationMs: null, runId: null })), languages.en),
  );
  expect(xml).toContain('timestamp="1970-01-01T00:00:00"');
  expect(await schemaErrors(xml)).toEqual([]);
});
