import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../lib/contract/result.ts';
import { judgeFindings } from '../../lib/findings/all.ts';
import { judge } from '../../lib/gate/verdict.ts';
import type { Environment } from '../../lib/run/environment.ts';
import { formatDuration, formatMs, formatQuantile, formatShare } from '../../reports/format.ts';
import renderMarkdown from '../../reports/markdown.ts';
import type { ReportInput } from '../../reports/report-input.ts';
import renderTerminal from '../../reports/terminal.ts';
import { samplePlan, sampleResult, withAccounting } from '../findings/sample-result.ts';

const environment: Environment = {
  schemaVersion: 1,
  host: {
    ...{ cpuModel: 'Test CPU 1000', cpuCount: 2, memoryBytes: 8 * 2 ** 30, os: 'Linux', kernel: '6.1.0', arch: 'x64' },
  },
  versions: { caseload: '0.1.0', k6: '2.2.0', node: '20.20.2', database: '18.4' },
  engine: { source: 'cache' },
  target: { kind: 'shop', url: 'http://127.0.0.1:40001', knobs: { BCRYPT_COST: 10, ORDER_LOCK: 'pessimistic' } },
  sameHost: true,
  git: { commit: '0123456789abcdef0123456789abcdef01234567', isDirty: true },
};

const inputOf = (result: RunResult, changes: Partial<ReportInput> = {}): ReportInput => {
  const findings = judgeFindings(result, samplePlan);
  return { plan: samplePlan, result, findings, verdict: judge(result, findings), environment, ...changes };
};

const [signup, charge, order] = sampleResult().steps;
if (signup === undefined || charge === undefined || order === undefined) throw new Error('e2e has three steps');

/** A run in which much went wrong. */
const troubled = withAccounting(
  { started: 280, ok: 240, failed: 35, interrupted: 5, dropped: 20, droppedByTarget: 15 },
  {
    sameHost: true,
    stages: sampleResult().stages.map((stage, index) => ({
      ...stage,
      started: stage.scheduled - 10 * index * 2,
      dropped: 20 * index,
      droppedByGenerator: 5 * index,
    })),
    steps: [
      { ...signup, attempted: 280, succeeded: 275, failed: 5, causes: [{ cause: 'timeout', count: 5 }] },
      {
        ...charge,
        attempted: 275,
        succeeded: 270,
        failed: 5,
        causes: [
          { cause: 'status 500', count: 4 },
          { cause: 'body', count: 1 },
        ],
      },
      {
        ...order,
        attempted: 265,
        succeeded: 240,
        failed: 25,
        causes: [{ cause: 'status 409', count: 25 }],
        interrupted: 5,
      },
    ],
    requests: { ...sampleResult().requests, n: 820, failed: 35 },
    objectives: sampleResult().objectives.map((one, index) =>
      index === 0 ? one : { ...one, status: index === 3 ? 'NO_DATA' : 'FAIL', value: 0.0427 },
    ),
    thresholds: sampleResult().thresholds.map((one) => ({ ...one, isOk: one.metric !== 'http_req_failed' })),
    checks: [{ name: 'register 201', passes: 275, fails: 5 }],
    integrity: {
      ok: false,
      checks: [
        { name: 'stock: units left', expected: 999_760, actual: 999_765, ok: false },
        { name: 'points: of all', expected: 240_000, actual: 240_000, ok: true },
      ],
    },
  },
);

/** A run that never began. */
const nothing: RunResult = {
  ...withAccounting({ started: 0, ok: 0, missing: 300 }),
  ...{ source: 'none', hasSummary: false, journeyLatency: undefined, checks: [], thresholds: [] },
  ending: { kind: 'not-started', detail: 'there is no k6', k6ExitCode: null },
  requests: { n: 0, failed: 0, latency: undefined },
  stages: samplePlan.stages.map((stage) => ({
    ...stage,
    started: undefined,
    dropped: undefined,
    droppedByGenerator: undefined,
  })),
  steps: sampleResult().steps.map((one) => ({
    ...one,
    attempted: 0,
    succeeded: 0,
    interrupted: undefined,
    latency: undefined,
  })),
  objectives: sampleResult().objectives.map((one) => ({ ...one, status: 'NO_DATA', value: undefined, n: 0 })),
};

const inputs: readonly [name: string, input: ReportInput][] = [
  ['well', inputOf(sampleResult())],
  ['troubled', inputOf(troubled)],
  ['nothing', inputOf(nothing, { environment: undefined })],
];

/** Holds a text against its file in golden/; `UPDATE=1 vitest run test/reports` writes it anew. */
function expectGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE === '1') {
    mkdirSync(new URL('golden/', import.meta.url), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('the reports of a fixed run are as they were', () => {
  test.each(inputs)('for the terminal: %s', (name, input) => {
    expectGolden(`${name}.terminal.txt`, renderTerminal(input, { hasColor: false }));
  });

  test.each(inputs)('in Markdown: %s', (name, input) => {
    expectGolden(`${name}.markdown.txt`, renderMarkdown(input));
  });
});

describe('colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const escapes = /\u001b\[\d+m/g;

  test('changes nothing but the colours', () => {
    for (const [, input] of inputs) {
      const plain = renderTerminal(input, { hasColor: false });
      const colored = renderTerminal(input, { hasColor: true });
      expect(plain).not.toMatch(escapes);
      expect(colored).toMatch(escapes);
      expect(colored.replace(escapes, '')).toBe(plain);
    }
  });
});

describe('a name from outside', () => {
  const hostile =
    'a|b`c`<script>alert(1)</script>\n# heading\r\n\u001b[31mred\u001b]0;title\u0007 [x](javascript:y) \u202egnp &lt;';
  const result: RunResult = {
    ...troubled,
    ending: { kind: 'target-died', detail: hostile, k6ExitCode: null },
    checks: [{ name: hostile, passes: 1, fails: 1 }],
    steps: troubled.steps.map((one) => ({ ...one, name: hostile, causes: [{ cause: hostile, count: 1 }] })),
    integrity: { ok: false, checks: [{ name: hostile, expected: 1, actual: 2, ok: false }] },
    integrityTrouble: hostile,
  };
  const plan = {
    ...samplePlan,
    command: `npm run load -- '${hostile}\n\`\`\`\n<b>'`,
    profile: { ...samplePlan.profile, name: hostile, changes: [hostile] },
    scenario: { ...samplePlan.scenario, name: hostile },
  };
  const target = { ...environment.target, kind: 'url' as const, url: hostile, knobs: { A: hostile } };
  const input = { ...inputOf(result), plan, environment: { ...environment, target } };
  const ordinary = inputOf({
    ...result,
    ...{ ending: { kind: 'target-died', detail: 'x', k6ExitCode: null } },
  } as RunResult);

  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

  test('cannot write to the terminal', () => {
    const text = renderTerminal(input, { hasColor: false });
    expect(text).not.toMatch(forbidden);
    expect(text.split('\n')).toHaveLength(renderTerminal(ordinary, { hasColor: false }).split('\n').length);
    expect(text).toContain('a|b`c`<script>');
  });

  test('cannot break out of its cell or become markup in Markdown', () => {
    const text = renderMarkdown(input);
    expect(text).not.toMatch(forbidden);
    const [all = '', command = ''] = text.split('## Repeat');
    // In the title's code span anything may stand, but no backtick.
    const body = all.replace(/(?<!\\)`[^`\n]*`$/m, '');
    expect(body).not.toContain('<script>');
    expect(body).not.toMatch(/^# heading/m);
    expect(body).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(body).toContain('a\\|b\\`c\\`&lt;script&gt;');
    // Every row has as many cells as its table.
    const rows = body
      .split('\n')
      .map((line) => (line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0));
    for (const [index, cells] of rows.entries()) {
      const before = rows[index - 1] ?? 0;
      if (cells > 0 && before > 0) expect(cells).toBe(before);
    }
    // The command is one line in one fence.
    expect(command.trim().split('\n')).toEqual(['```sh', expect.stringContaining('npm run load'), '```']);
  });
});

describe('figures', () => {
  test.each([
    [0.95, 71, '—'],
    [0.95, 72, '48.6 ms'],
    [0.99, 367, '—'],
    [0.99, 368, '48.6 ms'],
    [0.5, 5, '—'],
    [0.5, 6, '48.6 ms'],
    [0.999, 3_687, '—'],
    [0.999, 3_688, '48.6 ms'],
  ])('the quantile %d of %i samples prints %s', (q, n, text) => {
    expect(formatQuantile(48.6, q, n)).toBe(text);
  });

  test.each([
    [0.5, '0.50 ms'],
    [9.994, '9.99 ms'],
    [48.64, '48.6 ms'],
    [412.4, '412 ms'],
    [1_234.5, '1,235 ms'],
    [12_345, '12.3 s'],
    [Number.NaN, '—'],
  ])('%d ms prints %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });

  test.each([
    [500, '0.5 s'],
    [60_000, '1 min'],
    [90_000, '1 min 30 s'],
    [3_600_000, '60 min'],
    [119_990, '2 min'],
  ])('%i ms of time prints %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('a share of nothing is no figure', () => {
    expect(formatShare(0, 0)).toBe('—');
    expect(formatShare(299.9, 300)).toBe('99.9 %');
  });
});
