import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../lib/model/errors.ts';
import { readSummary, summaryIfAny, valuesOf } from '../../lib/results/summary.ts';
import { scratchFolder } from './samples/samples-file.ts';

const { path, write } = scratchFolder();
const read = (document: unknown) =>
  readSummary(write('summary.json', typeof document === 'string' ? document : JSON.stringify(document)));

const check = (name: string, passes = 3, fails = 1) => ({ name, path: `::${name}`, id: 'x', passes, fails });

const handled = {
  root_group: {
    ...{ name: '', path: '', id: 'x' },
    groups: [{ name: 'g', groups: [{ name: 'h', groups: [], checks: [check('deep', 0, 2)] }], checks: [] }],
    checks: [check('register 201'), check('order 201', 5, 0)],
  },
  options: { summaryTrendStats: ['avg'] },
  state: { testRunDurationMs: 1_234.5 },
  metrics: {
    http_req_duration: {
      ...{ type: 'trend', contains: 'time', values: { 'p(95)': 800.5, avg: 3, 'p(99)': null } },
      thresholds: { 'p(95)<800': { ok: false }, 'avg<5': { ok: true } },
    },
    'http_reqs{step:order}': { type: 'counter', contains: 'default', values: { count: 7, rate: 0.5 } },
  },
};

/**
 * As --summary-export writes it: groups and checks by name, values beside the thresholds, which are true when they
 * failed.
 */
const exported = {
  root_group: {
    name: '',
    groups: {
      g: { name: 'g', groups: { h: { name: 'h', groups: {}, checks: { deep: check('deep', 0, 2) } } }, checks: {} },
    },
    checks: { 'register 201': check('register 201'), 'order 201': check('order 201', 5, 0) },
  },
  metrics: {
    http_req_duration: { 'p(95)': 800.5, avg: 3, med: 2, thresholds: { 'p(95)<800': true, 'avg<5': false } },
    http_req_failed: { passes: 2, fails: 6, value: 0.25 },
    http_reqs: { count: 8, rate: 0.5 },
    vus: { value: 1, min: 0, max: 3 },
    odd: {},
  },
};

const checks = [
  { name: 'register 201', group: '', passes: 3, fails: 1 },
  { name: 'order 201', group: '', passes: 5, fails: 0 },
  { name: 'deep', group: '::g::h', passes: 0, fails: 2 },
];

describe('the summary of handleSummary', () => {
  test('has metrics, thresholds as k6 judged them, the checks of all groups and the duration', () => {
    expect(read(handled)).toEqual({
      input: expect.objectContaining({ name: 'summary.json', rows: null }),
      isExport: false,
      metrics: {
        http_req_duration: {
          ...{ type: 'trend', contains: 'time', values: { 'p(95)': 800.5, avg: 3, 'p(99)': null } },
          thresholds: { 'p(95)<800': false, 'avg<5': true },
        },
        'http_reqs{step:order}': {
          type: 'counter',
          contains: 'default',
          values: { count: 7, rate: 0.5 },
          thresholds: {},
        },
      },
      ...{ checks, durationMs: 1_234.5 },
    });
  });

  test('is told with its size and its digest', () => {
    const text = JSON.stringify(handled, null, 1);
    expect(read(text).input).toEqual({
      ...{ name: 'summary.json', sizeBytes: text.length, rows: null },
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  test.each([1e51, -1e51])('has no value that nothing has, such as %d', (odd) => {
    const metrics = { a: { type: 'gauge', values: { value: odd, max: 1 } } };
    expect(read({ metrics })).toMatchObject({ metrics: { a: { values: { value: null, max: 1 } } } });
    const root_group = { checks: [check('a', odd)] };
    expect(() => read({ metrics, root_group })).toThrow('root_group.checks');
  });

  test('may lack metrics, groups, checks and the duration', () => {
    expect(read({ metrics: {} })).toMatchObject({ metrics: {}, checks: [], durationMs: undefined });
    expect(read({ metrics: {}, root_group: {}, state: {} })).toMatchObject({ checks: [], durationMs: undefined });
  });

  test('gives the values of a metric or of its sub-metric, and none of one that saw no sample', () => {
    const summary = read(handled);
    expect(valuesOf(summary, 'http_reqs', { step: 'order' })).toEqual({ count: 7, rate: 0.5 });
    expect(valuesOf(summary, 'http_req_duration')['p(95)']).toBe(800.5);
    expect(valuesOf(summary, 'http_reqs')).toEqual({});
    expect(valuesOf(summary, 'http_reqs', { step: 'charge' })).toEqual({});
    const both = {
      metrics: {
        'a{scenario:load,step:x}': { type: undefined, contains: undefined, values: { count: 1 }, thresholds: {} },
      },
    };
    expect(valuesOf(both, 'a', { scenario: 'load', step: 'x' })).toEqual({ count: 1 });
  });
});

describe('the summary of --summary-export', () => {
  test('has its thresholds turned round, and its values under the names of the other', () => {
    expect(read(exported)).toEqual({
      input: expect.anything(),
      isExport: true,
      metrics: {
        http_req_duration: {
          ...{ type: 'trend', contains: 'time', values: { 'p(95)': 800.5, avg: 3, med: 2 } },
          thresholds: { 'p(95)<800': false, 'avg<5': true },
        },
        http_req_failed: { type: 'rate', values: { passes: 2, fails: 6, value: 0.25, rate: 0.25 }, thresholds: {} },
        http_reqs: { type: 'counter', values: { count: 8, rate: 0.5 }, thresholds: {} },
        vus: { type: 'gauge', values: { value: 1, min: 0, max: 3 }, thresholds: {} },
        odd: { type: undefined, values: {}, thresholds: {} },
      },
      ...{ checks, durationMs: undefined },
    });
  });

  test('is also understood with groups and checks in lists', () => {
    expect(read({ ...exported, root_group: handled.root_group })).toMatchObject({ isExport: true, checks });
  });
});

describe('the published summaries', () => {
  const file = (name: string) => fileURLToPath(new URL(`../fixtures/cases/${name}.summary.json`, import.meta.url));
  test.each([
    ['case1', 51_182.55065425922, [726, 1_249], [726, 0], 23_220, [false, false, true]],
    ['case2', 36_340.82945769, [312, 0], [312, 0], 1_590, [false, true, true]],
    ['case3', 50_264.847316132495, [429, 0], [429, 0], 82.84, [true, true, true]],
  ] as const)('%s is read to the last digit', (name, durationMs, signup, order, p95Ms, thresholds) => {
    const summary = readSummary(file(name));
    const raw = JSON.parse(readFileSync(file(name), 'utf8'));
    expect(summary).toMatchObject({ isExport: false, durationMs });
    expect(summary.checks.map((one) => one.name)).toEqual(['register 201', 'charge 200/201', 'order 200/201']);
    expect(summary.checks.map(({ passes, fails }) => [passes, fails])).toEqual([signup, order, order]);
    expect(summary.metrics.http_req_duration?.values['p(95)']).toBe(p95Ms);
    for (const [metric, { values }] of Object.entries(summary.metrics))
      expect(values).toEqual(raw.metrics[metric].values);
    expect([
      summary.metrics.http_req_duration?.thresholds['p(95)<800'],
      summary.metrics.http_req_failed?.thresholds['rate<0.02'],
      summary.metrics.order_success?.thresholds['rate>0.98'],
    ]).toEqual(thresholds);
  });
});

describe('a file that is no summary', () => {
  const metric = { type: 'trend', values: { avg: 1 } };
  test.each<[string, unknown, RegExp]>([
    ['nothing', '', /is empty$/],
    ['blanks', ' \n ', /is empty$/],
    ['half a document', JSON.stringify(handled).slice(0, 300), /is not JSON: /],
    ['NaN', '{"metrics": {"a": {"type": "trend",\n"values": {"avg": NaN}}}}', /is not JSON: /],
    ['Infinity', '{"metrics": {"a": {"type": "trend", "values": {"avg": Infinity}}}}', /is not JSON: /],
    ['rubbish', '\u0000\u001b[31m\n', /is not JSON: /],
    ['a page', '<html>\n</html>', /is not JSON: /],
    ['null', 'null', /is not a k6 summary: the document: /],
    ['a number', '7', /is not a k6 summary: the document: /],
    ['a list', '[]', /is not a k6 summary: the document: /],
    ['no metrics', '{}', /is not a k6 summary: metrics: /],
    ['metrics in a list', { metrics: [] }, /is not a k6 summary: metrics: /],
    ['metrics that are null', { metrics: null }, /is not a k6 summary: metrics: /],
    ['a metric that is a number', { metrics: { a: 1 } }, /is not a k6 summary: metrics\.a: /],
    ['a metric that is a list', { metrics: { a: [] } }, /is not a k6 summary: metrics\.a/],
    ['values in a list', { metrics: { a: { type: 'trend', values: [1] } } }, /is not a k6 summary: metrics\.a\.values/],
    ['a value that is text', { metrics: { a: { type: 'trend', values: { avg: '1' } } } }, /metrics\.a\.values\.avg: /],
    [
      'a value larger than any',
      '{"metrics":{"a":{"type":"trend","values":{"avg":1e999}}}}',
      /metrics\.a\.values\.avg: /,
    ],
    [
      'a threshold that is text',
      { metrics: { a: { ...metric, thresholds: { 'avg<1': { ok: 'yes' } } } } },
      /thresholds/,
    ],
    ['a threshold that is null', { metrics: { a: { ...metric, thresholds: { 'avg<1': null } } } }, /thresholds/],
    ['checks that are text', { metrics: {}, root_group: { checks: 'x' } }, /is not a k6 summary: root_group\.checks/],
    [
      'a check that is null',
      { metrics: {}, root_group: { checks: [null] } },
      /is not a k6 summary: root_group\.checks/,
    ],
    ['a root group that is null', { metrics: {}, root_group: null }, /is not a k6 summary: root_group/],
    ['a name over two lines', { metrics: { 'a\nb': 1 } }, /is not a k6 summary: metrics\.a b: /],
    [
      'groups in groups without end',
      `{"metrics":{},"root_group":${'{"groups":['.repeat(20_000)}${']}'.repeat(20_000)}}`,
      /is not a k6 summary: it is nested too deep/,
    ],
  ])('is one clear line: %s', (_name, document, message) => {
    let error: unknown;
    try {
      read(document);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ArtifactError);
    expect((error as Error).message).toMatch(message);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not get them.
    expect((error as Error).message).not.toMatch(/[\u0000-\u001f]/);
    expect((error as ArtifactError).hint).toContain('handleSummary');
    expect(summaryIfAny(path('summary.json'))).toBeUndefined();
  });

  test('is one clear line when it is not there', () => {
    expect(() => readSummary(path('nowhere.json'))).toThrow(ArtifactError);
    expect(() => readSummary(path('nowhere.json'))).toThrow(/nowhere\.json cannot be read: ENOENT/);
    expect(summaryIfAny(path('nowhere.json'))).toBeUndefined();
  });
});

describe('names that every object has', () => {
  test('change nothing in a summary, and nothing elsewhere', () => {
    const text =
      '{"metrics":{"__proto__":{"type":"trend","values":{"avg":1}},"constructor":{"type":"counter","values":{"count":2,"__proto__":3}}},' +
      '"root_group":{"checks":[],"groups":{"__proto__":{"checks":[{"name":"x","passes":1,"fails":0}]}}},"__proto__":{"polluted":1}}';
    const summary = read(text);
    expect(summary.metrics.constructor).toMatchObject({ type: 'counter', values: { count: 2 } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).type).toBeUndefined();
    expect(Object.getPrototypeOf(summary.metrics)).toBe(Object.prototype);
  });
});
