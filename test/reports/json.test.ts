import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { resultSchema } from '../../lib/model/result.ts';
import renderJson from '../../reports/formats/json.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { runView } from '../../reports/views/run.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { caseInput, codes, inputOf, languages, madeUp, wideResult } from './inputs.ts';

const published = new URL('../../docs/schema/result.schema.json', import.meta.url);
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(published, 'utf8')) as object);

const errorsOf = (result: unknown): string[] =>
  validate(result) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

const inputs = new Map<string, ReportInput>([...madeUp, ['wide', inputOf(wideResult(5, 8))]]);
const names = [...inputs.keys(), 'case1', 'case2', 'case3'];

beforeAll(async () => {
  for (const name of ['case1', 'case2', 'case3'] as const) inputs.set(name, await caseInput(name));
});

const documentOf = (name: string, code: (typeof codes)[number]): Record<string, unknown> => {
  const input = inputs.get(name) ?? expect.fail(`no input ${name}`);
  return JSON.parse(renderJson(runView(input, languages[code]))) as Record<string, unknown>;
};

describe('report.json', () => {
  test.each(names)(
    'holds a result of %s as the published schema has it, and as the schema of stored results has it',
    (name) => {
      const { result } = documentOf(name, 'en');
      expect(errorsOf(result)).toEqual([]);
      expect(resultSchema.safeParse(result).success).toBe(true);
    },
  );

  test('holds a result that the schema knows, whatever a run comes to', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const document = JSON.parse(renderJson(runView(inputOf(result), languages.en))) as { result: unknown };
        expect(errorsOf(document.result)).toEqual([]);
        expect(document.result).toEqual(JSON.parse(JSON.stringify(result)));
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  test.each(codes)('has the texts of %s beside the values, one for each finding that is shown', (code) => {
    const document = documentOf('troubled', code);
    const findings = document.findings as { id: string; status: string }[];
    const texts = document.findingTexts as { id: string; what: string }[];
    const reported = findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
    expect(texts.map(({ id }) => id)).toEqual(reported.map(({ id }) => id));
    expect(document).toMatchObject({ schemaVersion: 3, language: code, toolVersion: '0.1.0' });
    expect((document.summary as string[]).join(' ')).toMatch(/80 ?%/);
    expect((document.hypothesisTexts as unknown[]).length).toBe((document.hypotheses as unknown[]).length);
  });

  test('differs between the languages in its texts alone', () => {
    const { language, summary, findingTexts, hypothesisTexts, ...en } = documentOf('troubled', 'en');
    const ko = documentOf('troubled', 'ko');
    expect(ko).toMatchObject(en);
    expect([ko.language, ko.summary, ko.findingTexts, ko.hypothesisTexts]).not.toEqual([
      ...[language, summary, findingTexts, hypothesisTexts],
    ]);
  });
});

describe('the published schema', () => {
  test.each<[what: string, change: Record<string, unknown>]>([
    ['a field that it does not know', { surprise: 1 }],
    ['a version that it is not of', { schemaVersion: 1 }],
    ['undefined where null is meant', { durationMs: undefined }],
    ['a text where a number belongs', { malformedRows: 'none' }],
    ['an ending that there is not', { ending: { kind: 'vanished', detail: '', k6ExitCode: null } }],
  ])('refuses %s', (_what, change) => {
    const result = documentOf('well', 'en').result as Record<string, unknown>;
    expect(errorsOf({ ...result, ...change }).length).toBeGreaterThan(0);
  });
});

test('the result that bench/reports measures with is one of this version', () => {
  const file = new URL('../../bench/reports/e2e.case1.result.json', import.meta.url);
  expect(errorsOf(JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
});
