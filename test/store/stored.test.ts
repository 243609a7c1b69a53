import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../lib/model/errors.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { readResult } from '../../lib/store/stored.ts';
import { completed, planOf, requestRows, samplesFile, scratchFolder } from '../results/samples/samples-file.ts';
import { type StoredDocument, storedDocuments } from './documents.ts';

const { path, write } = scratchFolder();

/** What reading a file says when it is refused: one line, with what to do. */
function refusalOf(read: StoredDocument['read'], file: string): ArtifactError {
  try {
    read(file);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    expect(error.exitCode).toBe(exitCodes.trouble);
    expect(error.message).not.toMatch(/[\n\r]/);
    expect(error.hint).toBeTruthy();
    return error;
  }
  throw new Error(`${file} was read`);
}

/** The document with another value at `a.0.b`. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((item, index) => (index === Number(key) ? changed(item, rest, to) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: changed(record[key], rest, to) };
}

const plain = (document: object): { schemaVersion: number } => JSON.parse(JSON.stringify(document));

describe.each(Object.entries(storedDocuments))('%s', (name, { read, document, missing, older, damage }) => {
  const stored = plain(document);
  const writeJson = (json: unknown) => write(name, JSON.stringify(json));

  test('is read as it was written', () => {
    expect(read(writeJson(document))).toEqual(stored);
  });

  test(`that is missing is ${missing}`, () => {
    const nowhere = path(`no-${name}`);
    if (missing === 'none') expect(read(nowhere)).toBeUndefined();
    else expect(refusalOf(read, nowhere).message).toBe(`${nowhere} is missing`);
  });

  test('of a newer schema is refused in a line that names both versions', () => {
    const { schemaVersion: known } = stored;
    const { message, hint } = refusalOf(read, writeJson({ ...stored, schemaVersion: known + 1 }));
    expect(message).toBe(
      `${path(name)} has schema ${known + 1}, but this version of caseload only knows up to ${known}`,
    );
    expect(hint).toContain('newer');
  });

  test(`of an older schema is ${older}`, () => {
    const { schemaVersion: known } = stored;
    const file = writeJson({ schemaVersion: known - 1, whatever: 'it had' });
    if (older === 'none') expect(read(file)).toBeUndefined();
    else
      expect(refusalOf(read, file).message).toBe(
        `${file} has schema ${known - 1}, but this version of caseload needs ${known}`,
      );
  });

  test('with a damaged field is refused in a line that names it', () => {
    const { field, value } = damage;
    const { message } = refusalOf(read, writeJson(changed(stored, field.split('.'), value)));
    expect(message.startsWith(`${path(name)}: ${field}: `)).toBe(true);
  });

  test('with a field that it does not have is refused, whatever the name of the field', () => {
    const { message } = refusalOf(read, writeJson({ ...stored, 'more\nfields': 1 }));
    expect(message).toBe(`${path(name)}: more fields: unknown field`);
  });

  test.each<[string, string, RegExp]>([
    ['nothing', '', / is not JSON: /],
    ['half of it', JSON.stringify(stored).slice(0, 40), / is not JSON: /],
    ['null', 'null', / has no schemaVersion$/],
    ['a list', '[2]', / has no schemaVersion$/],
    ['a version that is text', '{ "schemaVersion": "2" }', / has no schemaVersion$/],
    ['no version', '{ "runId": "r1" }', / has no schemaVersion$/],
    ['its version alone', `{ "schemaVersion": ${stored.schemaVersion} }`, /\.json: \w+: /],
  ])('that is damaged is refused in one line: %s', (_what, text, message) => {
    expect(refusalOf(read, write(name, text)).message).toMatch(message);
  });
});

describe('a stored document', () => {
  test('that cannot be read is refused in one line', () => {
    mkdirSync(path('folder'));
    expect(refusalOf(readResult, path('folder')).message).toMatch(/folder cannot be read: it is not a file/);
  });

  test('names the unknown field by the whole of its path', () => {
    const { read, document } = storedDocuments['environment.json'] as StoredDocument;
    const file = write('deep.json', JSON.stringify(changed(document, ['host', 'gpu'], 1)));
    expect(refusalOf(read, file).message).toBe(`${file}: host.gpu: unknown field`);
  });
});

test('a result of real files, and of none, is read as it was written', async () => {
  const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 1_000 });
  const rows = [
    { metric: 'journeys_started', atMs: 0 },
    ...requestRows({ step: 'signup', endMs: 50, durationMs: 40 }),
    { metric: 'dropped_iterations', atMs: 100 },
  ];
  for (const samples of [[], [write('samples.csv.gz', samplesFile(rows))]]) {
    const files = { samples, summary: undefined, k6Log: undefined, signals: undefined };
    const result = await buildResult(subjectOfPlan(plan), files, completed);
    expect(readResult(write('result.json', JSON.stringify(result)))).toEqual(plain(result));
  }
});
