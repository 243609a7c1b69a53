// Test data of scenarios, tried and loaded by real k6 against a service.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { DataSpec } from '../../lib/contract/data.ts';
import { csv, json } from '../../lib/contract/data.ts';
import { get, type Scenario } from '../../lib/contract/scenario.ts';
import { planData } from '../../lib/plan/data-plan.ts';
import { readData } from '../../lib/run/data/data-files.ts';
import { usageErrorOf } from '../usage-error.ts';
import { fileOfCase, loadFile, tryFile } from './perform-scenario.ts';
import { StandInService } from './stand-in-service.ts';

const services: StandInService[] = [];
const open = async () => {
  const service = await StandInService.open();
  services.push(service);
  return service;
};
afterEach(() => {
  for (const service of services.splice(0)) service.close();
});
const folder = mkdtempSync(join(tmpdir(), 'scenario-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

const countsOf = (texts: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
};

it('rows in order are taken in turn, one row for all columns of a file; random ones are the same in each run', async () => {
  const service = await open();
  const { failure } = await tryFile(fileOfCase('searches'), service.url);
  expect(failure).toBeUndefined();
  const [tried] = service.requests.splice(0);
  expect(Object.fromEntries(new URLSearchParams(tried?.url.split('?')[1]))).toMatchObject({
    term: 'red shoes',
    category: 'shoes',
    plan: 'free',
  });
  const sent = async () => {
    expect(await loadFile(fileOfCase('searches'), service.url)).toMatchObject({ ok: 20, failed: 0, stderr: '' });
    return service.requests.splice(0).map(({ url }) => Object.fromEntries(new URLSearchParams(url.split('?')[1])));
  };
  const rows = await sent();
  expect(countsOf(rows.map(({ term, category }) => `${term}|${category}`))).toEqual({
    'red shoes|shoes': 7,
    'say "hi", you|': 7,
    '한글|cards': 6,
  });
  expect(countsOf(rows.map(({ plan = '' }) => plan))).toEqual({ free: 10, paid: 10 });
  expect(new Set(rows.map(({ size }) => size))).toEqual(new Set(['1', '2', '9007199254740993']));
  const again = await sent();
  for (const key of ['size', 'place']) {
    expect(countsOf(again.map((row) => String(row[key])))).toEqual(countsOf(rows.map((row) => String(row[key]))));
  }
});

it('unique rows serve one journey each, the last ones the pre-check', async () => {
  const service = await open();
  await tryFile(fileOfCase('own-rows'), service.url);
  await tryFile(fileOfCase('own-rows'), service.url, {}, 1);
  // A sign-up on the second way with the user of the first would be refused.
  expect(service.requests.splice(0).map(({ body }) => body)).toEqual([
    '{"user":"user20","password":"secret20"}',
    '{"user":"user19","password":"secret19"}',
  ]);
  expect(await loadFile(fileOfCase('own-rows'), service.url)).toMatchObject({ ok: 20, failed: 0, stderr: '' });
  const sent = service.requests.map(({ body }) => body);
  expect(new Set(sent)).toEqual(
    new Set(Array.from({ length: 20 }, (_, row) => `{"user":"user${row}","password":"secret${row}"}`)),
  );
});

it('unique rows of a warm-up are none of its load', async () => {
  const service = await open();
  const warmUp = { rateRps: 5, durationMs: 1_000 };
  expect(await loadFile(fileOfCase('own-rows'), service.url, 15, warmUp)).toMatchObject({ failed: 0, stderr: '' });
  const sent = service.requests.map(({ body }) => /\d+/.exec(body ?? '')?.[0]);
  expect(sent.slice(0, 5)).toEqual(['15', '16', '17', '18', '19']);
  expect(new Set(sent.slice(5))).toEqual(new Set(Array.from({ length: 15 }, (_, row) => String(row))));
});

describe('data that journeys could not take is refused before the load', () => {
  const scenarioOf = (data: DataSpec) => ({ name: 'own', data, steps: [] }) as unknown as Scenario;
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  it.each<[string, () => DataSpec, string]>([
    ['a file that is not there', () => ({ a: csv('none.csv') }), 'none.csv cannot be read: ENOENT'],
    ['one without rows', () => ({ a: csv(write('e.csv', 'a\n')) }), 'e.csv has no rows'],
    ['a list without elements', () => ({ a: [] }), "the list of 'a' in scenario 'own' has no rows"],
    [
      'a column that is misspelt',
      () => ({ tern: csv(write('c.csv', 'term,in\nx,y\n')) }),
      "unknown column of c.csv, row 1: 'tern' — did you mean term?",
    ],
    [
      'a ragged row',
      () => ({ a: csv(write('r.csv', 'a,b\n1,2\n3\n')) }),
      'r.csv: line 3 has 1 fields, the header has 2',
    ],
    ['a stray quote', () => ({ a: csv(write('q.csv', 'a\n"x\n')) }), 'q.csv: line 2 has an unclosed or stray quote'],
    ['UTF-16', () => ({ a: csv(write('u.csv', Buffer.from('\ufeffa\né\n', 'utf16le'))) }), 'u.csv is not UTF-8'],
    ['what is no JSON', () => ({ a: json(write('j.json', '[{"a":1}')) }), 'j.json is not JSON'],
    [
      'semicolons',
      () => ({ a: csv(write('s.csv', 'a;b\n1;2\n')) }),
      "s.csv has the one column 'a;b' — separate columns by commas",
    ],
    ['an object', () => ({ a: json(write('o.json', '{"a":1}')) }), 'o.json is not a JSON array'],
    ['an array in the array', () => ({ a: json(write('n.json', '[[1]]')) }), 'n.json: row 1 is an array'],
    ['an object without the field', () => ({ a: json(write('f.json', '[{"a":1},{"b":1}]')) }), 'row 2'],
  ])('%s', (_what, data, message) => {
    expect(usageErrorOf(() => readData(scenarioOf(data()), join(folder, 'own.ts')))).toContain(message);
  });

  it.each<[number | null, number, string | undefined]>([
    [20, 21, undefined],
    [20, 20, 'has 20 rows, but 21 are needed: one for each journey — add rows (one is for the pre-check)'],
    [0, 1, undefined],
    [null, 1_000, 'a closed load has any number of journeys'],
  ])('%s journeys with %s rows, one for each', (journeys, rows, message) => {
    const data = [{ source: 'csv' as const, file: 'a.csv', order: 'unique' as const, columns: { a: 'a' }, rows }];
    const plan = () => planData({ scenario: scenarioOf({}), data }, journeys);
    if (message === undefined) expect(plan()).toEqual(data);
    else expect(usageErrorOf(plan)).toContain(message);
  });

  it('rows for each way of the pre-check are needed, too', () => {
    const step = { request: () => get('/') };
    const elements = [{ choose: ['a', 'b', 'c'].map((name) => ({ name, weight: 1, steps: [step] })) }];
    const scenario = { ...scenarioOf({}), elements } as unknown as Scenario;
    const plan =
      (rows: number, journeys = 20) =>
      () => {
        const own = { source: 'csv', file: 'a.csv', order: 'unique', columns: { a: 'a' }, rows } as const;
        return planData({ scenario, data: [own] }, journeys);
      };
    expect(usageErrorOf(plan(22))).toContain('a.csv has 22 rows, but 23 are needed');
    expect(plan(23)).not.toThrow();
    expect(usageErrorOf(plan(2, 0))).toContain('a.csv has 2 rows, but 3 are needed: one for each way — use the order');
    expect(plan(3, 0)).not.toThrow();
  });
});
