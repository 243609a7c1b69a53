import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../../lib/cli/main.ts';
import { findingRules } from '../../../lib/judge/findings/all.ts';
import type { Hypothesis } from '../../../lib/model/diagnosis.ts';
import type { Finding } from '../../../lib/model/finding.ts';
import type { Verdict } from '../../../lib/model/verdict.ts';
import { readResult } from '../../../lib/store/stored.ts';
import { formats as allFormats, type FormatName, formatNames } from '../../../reports/formats/formats.ts';
import { linesOf, Scratch } from '../../e2e/cli.ts';
import { changed, flatResult } from '../../flat-result.ts';
import { fakeTerminal } from '../fake-terminal.ts';
import { begunRun, madeRun, measuredRun } from '../made-runs.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());
beforeEach(() => {
  for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function report(...words: readonly string[]) {
  const terminal = fakeTerminal();
  const code = await runCommand(['report', ...words], terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

const name = '2026-11-21T08-00-00Z-e2e-smoke';
const hangul = /\p{Script=Hangul}/u;
const filesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
const beginnings: Readonly<Record<FormatName, RegExp>> = {
  terminal: /^e2e × smoke\n {2}Validity {4}INVALID\n/,
  markdown: /^# /,
  html: /^<!doctype html>/i,
  junit: /^<\?xml .*<testsuites[ >]/s,
  json: /^\{/,
  github: /INVALID/,
  csv: /^[\w,]+\r?\n/,
};

describe('a report of the samples of another script', () => {
  const request = (name: string, second: number) =>
    [
      `http_req_duration,${1_700_000_000 + second}000000,12.5,true,POST,${name},201,`,
      `http_reqs,${1_700_000_000 + second}000000,1,true,POST,${name},201,`,
    ].join('\n');
  const header = 'metric_name,timestamp,metric_value,expected_response,method,name,status,extra_tags';
  const write = (tags: string) => {
    const file = scratch.path('samples.csv');
    const rows = Array.from({ length: 20 }, (_, second) =>
      request('http://127.0.0.1/orders', second).replaceAll(/,$/gm, `,${tags}`),
    );
    writeFileSync(file, [header, ...rows, ''].join('\n'));
    return file;
  };

  test('whose requests carry no step tells them by their names, and says so', async () => {
    const words = ['--scenario', 'order-only', '--stages', '2/0s,2/20s', '--samples'];
    const end = await report(...words, write(''));
    expect(end.stderr).toContain(
      "no request carries the tag of a step of 'order-only' (step:order): the requests are grouped by their names",
    );
    expect(end.stdout).toContain('http://127.0.0.1/orders');
    expect(end.stdout).not.toContain('INVALID');
    const tagged = await report(...words, write('step=order'));
    expect(tagged.stderr).toBe('');
    expect(tagged.stdout).toMatch(/^ +order +/m);
  });
});

describe('a report of a run', () => {
  test.each(Object.entries(beginnings))('as %s goes to stdout, or to a file', async (format, looks) => {
    const runsDir = scratch.path('runs');
    const folder = await madeRun(runsDir, name);
    const before = filesOf(folder.path);
    const words = ['--runs-dir', runsDir, '--format', format];
    const printed = await report(...words);
    // The run's own exit code.
    expect(printed).toMatchObject({ code: 10, stderr: '' });
    expect(printed.stdout).toMatch(looks);
    const output = scratch.path('report');
    const written = await report(...words, '--output', output);
    expect(written).toMatchObject({ code: 10, stdout: '', stderr: `caseload: the report is in ${output}\n` });
    expect(readFileSync(output, 'utf8')).toBe(printed.stdout);
    expect(filesOf(folder.path)).toEqual(before);
  });

  test('is of the latest one unless another is named, and ends with 0 where that is asked for', async () => {
    const runsDir = scratch.path('runs');
    const older = await madeRun(runsDir, name);
    await madeRun(runsDir, '2026-11-22T08-00-00Z-e2e-smoke');
    const result = JSON.parse(readFileSync(older.result, 'utf8'));
    writeFileSync(older.result, JSON.stringify(changed(result, { profile: 'older' })));
    const words = ['--runs-dir', runsDir, '--exit-zero'];
    for (const [run, title] of [
      [[], 'e2e × smoke'],
      [['--run', 'latest'], 'e2e × smoke'],
      [['--run', '2026-11-21'], 'e2e × older'],
      [['--run', name], 'e2e × older'],
      [['--run', older.path], 'e2e × older'],
    ] as const) {
      const end = await report(...words, ...run);
      expect(end.code).toBe(0);
      expect(linesOf(end.stdout)[0]).toBe(title);
    }
  });

  test('is made of the stored result, or with --rebuild anew from what the run left', async () => {
    const runsDir = scratch.path('runs');
    const folder = await madeRun(runsDir, name);
    const result = JSON.parse(readFileSync(folder.result, 'utf8'));
    writeFileSync(folder.result, JSON.stringify(changed(result, { profile: 'stored' })));
    const before = filesOf(folder.path);
    expect(linesOf((await report('--runs-dir', runsDir)).stdout)[0]).toBe('e2e × stored');
    const anew = await report('--runs-dir', runsDir, '--rebuild');
    expect(linesOf(anew.stdout)[0]).toBe('e2e × smoke');
    expect(anew.code).toBe(10);
    expect(filesOf(folder.path)).toEqual(before);
  });

  test('whose result has an older schema is rebuilt; one with a newer schema is refused', async () => {
    const runsDir = scratch.path('runs');
    const folder = await madeRun(runsDir, name);
    writeFileSync(folder.result, JSON.stringify({ schemaVersion: 1, profile: 'old' }));
    expect(linesOf((await report('--runs-dir', runsDir)).stdout)[0]).toBe('e2e × smoke');
    writeFileSync(folder.result, JSON.stringify({ schemaVersion: 4 }));
    const end = await report('--runs-dir', runsDir);
    expect(end).toMatchObject({ code: 10, stdout: '' });
    expect(linesOf(end.stderr)).toEqual([
      expect.stringMatching(
        /result\.json has schema 4, but this version of caseload only knows up to 3: use the version of caseload that wrote it/,
      ),
    ]);
  });

  test('whose environment is damaged is one clear line and exit 10, in any format', async () => {
    const runsDir = scratch.path('runs');
    writeFileSync(measuredRun(runsDir, name).environment, '{}');
    for (const format of Object.keys(beginnings)) {
      const end = await report('--runs-dir', runsDir, '--format', format);
      expect(end).toMatchObject({ code: 10, stdout: '' });
      expect(linesOf(end.stderr)).toEqual([expect.stringMatching(/environment\.json has no schemaVersion: /)]);
    }
  });

  test('that was killed before it could say how it ended is INVALID', async () => {
    const runsDir = scratch.path('runs');
    await begunRun(runsDir, name);
    const end = await report('--runs-dir', runsDir);
    expect(end.code).toBe(130);
    expect(end.stdout).toContain('Validity    INVALID');
    expect(end.stdout).toContain('caseload was killed before the run was over');
  });

  test('of a folder that is no run is one clear line', async () => {
    const end = await report('--run', scratch.folder('empty'), '--runs-dir', scratch.path('none'));
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(linesOf(end.stderr)).toEqual([expect.stringMatching(/there is no run '.*empty' in .*: make one with/)]);
  });

  test('that cannot be written is one clear line and exit 10', async () => {
    const runsDir = scratch.path('runs');
    await madeRun(runsDir, name);
    const end = await report('--runs-dir', runsDir, '--output', join(scratch.root, 'nowhere', 'report.md'));
    expect(end).toMatchObject({ code: 10, stdout: '' });
    expect(linesOf(end.stderr)).toEqual([expect.stringContaining('make the folder')]);
  });
});

describe('the language of a report', () => {
  test.each<[env: Record<string, string>, words: readonly string[], isKorean: boolean]>([
    [{}, [], false],
    [{}, ['--lang', 'ko'], true],
    [{ LANG: 'ko_KR.UTF-8' }, [], true],
    [{ LANG: 'ko_KR.UTF-8' }, ['--lang', 'en'], false],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'en_US.UTF-8' }, [], false],
    [{ LANG: 'de_DE.UTF-8' }, [], false],
  ])('with %j and %j: Korean is %s', async (env, words, isKorean) => {
    for (const [variable, value] of Object.entries(env)) vi.stubEnv(variable, value);
    const runsDir = scratch.path('runs');
    await madeRun(runsDir, name);
    for (const format of ['terminal', 'markdown', 'html', 'github']) {
      const { stdout } = await report('--runs-dir', runsDir, '--format', format, ...words);
      expect(hangul.test(stdout), format).toBe(isKorean);
    }
  });
});

describe('a run writes', () => {
  test('its result, a finding of every rule and its verdict as documents of their schemas', async () => {
    const folder = await madeRun(scratch.path('runs'), name);
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
    // What is not known is null, and never left out: the schema asks for every field.
    const unknown = { durationMs: 0, integrity: null, generator: { lag: null, cpu: null, host: null }, series: null };
    expect(flatResult(read(folder.result))).toMatchObject({ origin: 'caseload', ...unknown });
    expect(readResult(folder.result)).toEqual(read(folder.result));
    const document = read(folder.findings) as { findings: Finding[]; hypotheses: Hypothesis[] };
    expect(Object.keys(document)).toEqual(['schemaVersion', 'findings', 'hypotheses']);
    expect(document.findings.map(({ id }) => id)).toEqual(findingRules.map(({ id }) => id));
    expect(document.findings.filter(({ status }) => status === 'error')).toEqual([]);
    expect(read(folder.verdict)).toEqual({
      schemaVersion: 2,
      validity: 'INVALID',
      objectives: 'NO_DATA',
      baseline: null,
      exitCode: 10,
    } satisfies Verdict);
  });

  test('in a job of GitHub Actions is also its step summary, with an annotation for each trouble', async () => {
    const summary = scratch.path('step-summary.md');
    writeFileSync(summary, '# What was there\n');
    vi.stubEnv('GITHUB_ACTIONS', 'true');
    vi.stubEnv('GITHUB_STEP_SUMMARY', summary);
    const terminal = fakeTerminal();
    await madeRun(scratch.path('runs'), name, {}, terminal);
    expect(readFileSync(summary, 'utf8')).toMatch(/^# What was there\n# e2e × smoke\n/);
    expect(terminal.stdout()).toMatch(/^::error title=e2e x smoke::journey success > 98 %25 \(of scheduled\): 0 %25$/m);
    expect(terminal.stdout()).toMatch(/^::error title=e2e x smoke::engine-trouble: /m);

    const asJson = fakeTerminal();
    await madeRun(scratch.path('runs'), name, { json: true }, asJson);
    expect(JSON.parse(asJson.stdout())).toMatchObject({ verdict: { validity: 'INVALID' } });
  });

  test.each<[formats: readonly FormatName[] | undefined]>([
    [undefined],
    [['html']],
    [['junit', 'csv', 'github']],
    [formatNames],
  ])('the reports that it is asked for: %j', async (formats) => {
    const folder = await madeRun(scratch.path('runs'), name, formats && { report: formats });
    const written = Object.values(allFormats)
      .map(({ file }) => file)
      .filter((file) => readdirSync(folder.path).includes(file));
    expect(written.sort()).toEqual(
      (formats ?? (['markdown'] as const)).map((format) => allFormats[format].file).sort(),
    );
    for (const format of formats ?? []) {
      expect(readFileSync(join(folder.path, allFormats[format].file), 'utf8')).toMatch(beginnings[format]);
    }
  });

  test('and prints them in the language of --lang', async () => {
    const terminal = fakeTerminal();
    const folder = await madeRun(scratch.path('runs'), name, { lang: 'ko', report: ['markdown', 'html'] }, terminal);
    expect(terminal.stdout()).toMatch(hangul);
    for (const file of ['report.md', 'report.html'])
      expect(readFileSync(join(folder.path, file), 'utf8')).toMatch(hangul);
    expect(terminal.stderr()).toMatch(/all files are in \S+ \(report\.md, report\.html, result\.json, k6\.log\)/);
  });
});

describe('a report of a run that caseload did not make', () => {
  const counter = (count: number) => ({ type: 'counter', contains: 'default', values: { count, rate: 1 } });
  const trend = { count: 300, min: 1, avg: 9, med: 9, 'p(90)': 15, 'p(95)': 20, 'p(99)': 30, max: 44 };
  const summary = (isOk: boolean) => {
    const path = scratch.path('summary.json');
    const data = {
      metrics: {
        http_reqs: counter(300),
        iterations: counter(300),
        http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0, passes: 0, fails: 300 } },
        http_req_duration: {
          type: 'trend',
          contains: 'time',
          values: trend,
          thresholds: { 'p(95)<800': { ok: isOk } },
        },
      },
      root_group: { name: '', path: '', id: '', groups: [], checks: [] },
    };
    writeFileSync(path, JSON.stringify(data));
    return path;
  };

  test('has the thresholds of k6 for its objectives', async () => {
    const end = await report('--summary', summary(true));
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toContain('Objectives  PASS');
    expect(end.stdout).toContain('p(95)');
  });

  test('knows what was scheduled where it is told the scenario and the profile', async () => {
    const { stdout } = await report(...['--summary', summary(true), '-s', 'e2e', '-p', 'case2', '--format', 'json']);
    expect(flatResult(JSON.parse(stdout).result)).toMatchObject({
      origin: 'foreign',
      runId: null,
      scenario: 'e2e',
      profile: 'case2',
      accounting: { scheduled: 312 },
    });
    const scaled = await report(
      ...['--summary', summary(true), '--stages', '5/10s,10/10s', '--scale', '2', '--format', 'json'],
    );
    expect(flatResult(JSON.parse(scaled.stdout).result)).toMatchObject({
      profile: 'custom',
      accounting: { scheduled: 200 },
    });
  });

  test.each(['--summary', '--samples'])('whose file of %s is not there is one clear line and exit 10', async (flag) => {
    const end = await report(flag, join(scratch.root, 'absent'));
    expect(end).toMatchObject({ code: 10, stdout: '' });
    expect(linesOf(end.stderr)).toEqual([expect.stringMatching(/absent cannot be read: ENOENT/)]);
  });
});
