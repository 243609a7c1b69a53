import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weighHypotheses } from '../../lib/judge/diagnosis/all.ts';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { findingsSchema } from '../../lib/model/finding-schema.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { cases } from '../judge/findings/cases.ts';
import { storedDocuments } from './documents.ts';

describe.each(Object.entries(storedDocuments))('the JSON Schema of %s', (name, { document }) => {
  const file = new URL(`../../docs/schema/${name.replace('.json', '.schema.json')}`, import.meta.url);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
  const stored: object = JSON.parse(JSON.stringify(document));

  test('accepts the document as it is stored', () => {
    validate(stored);
    expect(validate.errors).toBeNull();
  });

  test('refuses another version, and a field that it does not have', () => {
    expect(validate({ ...stored, schemaVersion: 99 })).toBe(false);
    expect(validate({ ...stored, whatever: 1 })).toBe(false);
  });
});

test('what is found in any result is stored as the schema of findings.json says', () => {
  const results = [
    ...Object.values(cases).flatMap((rows) => rows.map(({ result }) => result)),
    ...fc.sample(anyResult, { numRuns: 100, seed: 10 }),
  ];
  for (const result of results) {
    const found = { schemaVersion: 3, findings: judgeFindings(result), hypotheses: weighHypotheses(result) };
    const stored: unknown = JSON.parse(JSON.stringify(found));
    expect(findingsSchema.parse(stored)).toEqual(stored);
  }
});
