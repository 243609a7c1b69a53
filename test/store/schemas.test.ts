import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
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
