import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../lib/model/errors.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { readFacts, readPlan, readResult, readStored, resultVersion } from '../../lib/store/stored.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { completed, planOf, requestRows, samplesFile, scratchFolder } from '../results/samples/samples-file.ts';

const { path, write } = scratchFolder();
const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 1_000 });
const noFiles = { samples: [], summary: undefined, k6Log: undefined, signals: undefined };

/** What reading the document says when it is refused. */
function refusalOf(read: (path: string) => unknown, document: unknown): ArtifactError {
  const file = write('stored.json', typeof document === 'string' ? document : JSON.stringify(document));
  try {
    read(file);
  } catch (error) {
    expect(error).toBeInstanceOf(ArtifactError);
    expect((error as Error).message).not.toMatch(/[\n\r]/);
    expect((error as ArtifactError).hint).toBeTruthy();
    return error as ArtifactError;
  }
  throw new Error('it was read');
}

describe('a stored result', () => {
  test('is read as it was written', async () => {
    const samples = write(
      'samples.csv.gz',
      samplesFile([
        { metric: 'journeys_started', atMs: 0 },
        ...requestRows({ step: 'signup', endMs: 50, durationMs: 40 }),
        { metric: 'dropped_iterations', atMs: 100 },
      ]),
    );
    for (const files of [noFiles, { ...noFiles, samples: [samples] }]) {
      const result = await buildResult(subjectOfPlan(plan), files, completed);
      const file = write('result.json', JSON.stringify(result));
      expect(readResult(file)).toEqual(JSON.parse(JSON.stringify(result)));
    }
  });

  test('is none where there is no file', () => {
    expect(readResult(path('nowhere.json'))).toBeUndefined();
  });

  test('of an older schema is none: it is made anew from the artifacts', () => {
    expect(readResult(write('old.json', '{"schemaVersion":1,"runId":"r1"}'))).toBeUndefined();
  });

  test('of a newer schema is refused in one line that names both', () => {
    const { message, hint } = refusalOf(readResult, { schemaVersion: resultVersion + 1 });
    expect(message).toMatch(/stored\.json is of schema 4, this caseload knows up to 3$/);
    expect(hint).toContain('newer');
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', '', /is no JSON: /],
    ['half of it', '{"schemaVersion":2,\n"runId":', /is no JSON: /],
    ['null', 'null', /has no schemaVersion/],
    ['a list', '[2]', /has no schemaVersion/],
    ['a version that is text', { schemaVersion: '2' }, /has no schemaVersion/],
    ['no version', { runId: 'r1' }, /has no schemaVersion/],
    ['a version alone', { schemaVersion: 3 }, /stored\.json: run: /],
  ])('that is damaged is refused in one line: %s', (_name, document, message) => {
    expect(refusalOf(readResult, document).message).toMatch(message);
  });

  test('with a field that has no place in it is refused, whatever its name', () => {
    const result = sampleResult();
    expect(refusalOf(readResult, { ...result, 'more\nlines': 1 }).message).toContain('more lines');
    expect(
      refusalOf(readResult, {
        ...result,
        latency: { ...result.latency, steps: [{ ...result.latency.steps[0], attempted: 'x' }] },
      }).message,
    ).toMatch(/steps\.0\.attempted: /);
  });

  test('that cannot be read is refused in one line', () => {
    mkdirSync(path('folder'));
    expect(() => readStored(path('folder'))).toThrow(ArtifactError);
    expect(() => readStored(path('folder'))).toThrow(/folder cannot be read: EISDIR/);
  });
});

describe('a stored plan', () => {
  test('is read as it was written', () => {
    const document = JSON.parse(JSON.stringify(plan));
    expect(readPlan(write('plan.json', JSON.stringify(plan)))).toEqual(document);
  });

  test('is refused when it is missing, of a newer schema or damaged', () => {
    expect(() => readPlan(path('nowhere.json'))).toThrow(ArtifactError);
    expect(() => readPlan(path('nowhere.json'))).toThrow(/nowhere\.json is missing/);
    expect(refusalOf(readPlan, { ...plan, schemaVersion: 2 }).message).toMatch(/of schema 2, .* up to 1$/);
    expect(refusalOf(readPlan, { ...plan, stages: 5 }).message).toMatch(/stored\.json: stages: /);
    expect(refusalOf(readPlan, { ...plan, scenario: { ...plan.scenario, steps: [{ name: 'a' }] } }).message).toMatch(
      /scenario\.steps\.0\.check: /,
    );
  });
});

describe('stored facts of a run', () => {
  test('are read as they were written', () => {
    expect(readFacts(write('run.json', JSON.stringify(completed)))).toEqual(completed);
  });

  test('are none where caseload was killed before it could tell', () => {
    expect(readFacts(path('nowhere.json'))).toBeUndefined();
  });

  test('are refused when they are of a newer schema or damaged', () => {
    expect(refusalOf(readFacts, { ...completed, schemaVersion: 9 }).message).toMatch(/of schema 9, .* up to 1$/);
    expect(refusalOf(readFacts, { ...completed, ending: { kind: 'well' } }).message).toMatch(/ending\.kind: /);
  });
});
