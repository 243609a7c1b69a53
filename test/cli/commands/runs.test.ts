import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../../lib/cli/main.ts';
import { runTable } from '../../../lib/cli/terminal/run-table.ts';
import type { Verdict } from '../../../lib/model/verdict.ts';
import { findRun } from '../../../lib/store/find-run.ts';
import { lockFolder } from '../../../lib/store/folder-lock.ts';
import type { RunLine } from '../../../lib/store/run-lines.ts';
import { linesOf, Scratch } from '../../e2e/cli.ts';
import { sampleResult } from '../../judge/findings/sample-result.ts';
import { forbidden } from '../../reports/escapes.ts';
import { fakeTerminal } from '../fake-terminal.ts';
import { begunRun, madeRun } from '../made-runs.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());
afterEach(() => {
  vi.unstubAllEnvs();
});

async function runs(runsDir: string, ...words: readonly string[]) {
  vi.stubEnv('LC_ALL', 'C');
  const terminal = fakeTerminal();
  const code = await runCommand(['runs', ...words, '--runs-dir', runsDir], terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

const [first, second, third, fourth] = [
  '2026-11-21T08-00-00Z-e2e-smoke',
  '2026-11-21T09-00-00Z-e2e-smoke',
  '2026-11-22T08-00-00Z-e2e-smoke',
  '2026-11-23T08-00-00Z-order-only-case3',
] as const;

const passed: Verdict = { schemaVersion: 2, validity: 'VALID', objectives: 'PASS', baseline: null, exitCode: 0 };

/** Folders with a plan: as much of a run as is needed to tell that it is one. The last one is `latest`. */
function plainRuns(names: readonly string[]): string {
  const runsDir = scratch.folder('runs');
  for (const name of names) {
    mkdirSync(join(runsDir, name));
    writeFileSync(join(runsDir, name, 'plan.json'), '{}');
  }
  pointLatest(runsDir, names.at(-1) ?? '');
  return runsDir;
}

function pointLatest(runsDir: string, name: string): void {
  rmSync(join(runsDir, 'latest'), { force: true });
  symlinkSync(name, join(runsDir, 'latest'));
}

const left = (runsDir: string) => readdirSync(runsDir).filter((name) => name !== 'latest');

describe('the runs there are', () => {
  test('are a line each, the newest first, with verdict and journeys', async () => {
    const runsDir = scratch.path('runs');
    const good = await madeRun(runsDir, first);
    writeFileSync(good.verdict, JSON.stringify(passed));
    const result = JSON.parse(readFileSync(good.result, 'utf8'));
    Object.assign(result.accounting, { scheduled: 80, ok: 79 });
    result.run.target = { kind: 'url', url: 'http://127.0.0.1:3000/api' };
    const { latency } = sampleResult().latency.requests;
    result.latency.requests.latency = { ...latency, p95Ms: 1_200, atLeast: ['p95Ms'] };
    writeFileSync(good.result, JSON.stringify(result));
    await madeRun(runsDir, second);
    await begunRun(runsDir, third);
    const end = await runs(runsDir);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(end.stdout).map((line) => line.split(/ {2,}/))).toEqual([
      ['run', 'target', 'p95', 'validity', 'objectives', 'exit', 'journeys that succeeded'],
      // Killed before it had a verdict.
      [third, '—', '—', '—', '—', '—', '—'],
      [second, 'shop', '—', 'INVALID', 'NO_DATA', '10', expect.stringMatching(/ of 80$/)],
      [first, '127.0.0.1:3000', '≥ 1.20 s', 'VALID', 'PASS', '0', '79 of 80'],
    ]);
    expect(await runs(runsDir, 'list')).toEqual(end);
    expect(JSON.parse((await runs(runsDir, 'list', '--json')).stdout)).toMatchObject([
      { name: third, validity: '—', exitCode: null },
      { name: second, validity: 'INVALID', objectives: 'NO_DATA', exitCode: 10 },
      { name: first, validity: 'VALID', objectives: 'PASS', exitCode: 0, outcome: '79 of 80' },
    ] satisfies Partial<RunLine>[]);
  });

  test('trials of a search have no verdicts: some of them have to miss the objectives', () => {
    const cells = {
      ...{ target: 'shop', p95Ms: 12, isP95LowerBound: false },
      ...{ validity: 'VALID', objectives: 'FAIL', exitCode: 1, outcome: '70 of 80' },
    };
    const lines = (kind: RunLine['kind']): RunLine[] => [
      {
        ...cells,
        kind,
        name: 'search',
        experiment: null,
        objectives: 'PASS',
        exitCode: 0,
        outcome: 'finished, 1 runs',
      },
      { ...cells, kind: 'run', name: 'trial', experiment: 'search' },
    ];
    const rowOf = (kind: RunLine['kind']) => runTable(lines(kind)).split('\n')[2]?.trim().split(/ {2,}/);
    expect(rowOf('capacity')).toEqual(['trial', 'shop', '12.0 ms', '70 of 80']);
    expect(rowOf('gate')).toEqual(['trial', 'shop', '12.0 ms', 'VALID', 'FAIL', '1', '70 of 80']);
  });

  test.each(['verdict.json', 'result.json'])('are told of although the %s of one is damaged', async (file) => {
    const runsDir = scratch.path('runs');
    const folder = await madeRun(runsDir, first);
    await madeRun(runsDir, second);
    writeFileSync(join(folder.path, file), '{"schemaVersion":');
    const end = await runs(runsDir);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(end.stdout)).toHaveLength(3);
    expect(linesOf(end.stdout)[2]).toMatch(new RegExp(`^${first} .*—`));
  });

  test.each([7, '\u001b]0;PWNED\u0007VALID', '::error::VALID', null, ['VALID']])(
    'are told of although a verdict says %j, which is not printed',
    async (validity) => {
      const runsDir = scratch.path('runs');
      const folder = await madeRun(runsDir, first);
      writeFileSync(folder.verdict, JSON.stringify({ ...passed, validity }));
      const end = await runs(runsDir);
      expect(end).toMatchObject({ code: 0, stderr: '' });
      expect(linesOf(end.stdout)[1]?.split(/ {2,}/)).toEqual([
        first,
        'shop',
        '—',
        '—',
        '—',
        '—',
        expect.stringMatching(/ of \d+$/),
      ]);
      expect(end.stdout).not.toMatch(forbidden);
      expect(end.stdout).not.toMatch(/VALID|::/);
      expect(JSON.parse((await runs(runsDir, '--json')).stdout)).toMatchObject([{ validity: '—', exitCode: null }]);
    },
  );

  test('are none of what else lies there', async () => {
    const runsDir = plainRuns([first]);
    mkdirSync(join(runsDir, 'notes'));
    writeFileSync(join(runsDir, 'plan.json'), '{}');
    expect(linesOf((await runs(runsDir)).stdout)).toEqual([
      expect.stringMatching(/^run /),
      expect.stringContaining(first),
    ]);
  });

  test('cannot write to the terminal by their names', async () => {
    const end = await runs(plainRuns(['2026-\u001b]0;owned\u0007']));
    for (const control of ['\u001b', '\u0007']) expect(end.stdout).not.toContain(control);
  });

  test('may be none at all, which is no error', async () => {
    const runsDir = scratch.path('nowhere');
    expect(await runs(runsDir)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^no runs in .*nowhere; make one with: caseload load /),
    });
    expect((await runs(runsDir, 'list', '--json')).stdout).toBe('[]\n');
  });
});

describe('one run is shown', () => {
  test.each(['latest', second, '2026-11-21T09'])('by the word %s; exit 0, since nothing is judged', async (word) => {
    const runsDir = scratch.path('runs');
    await madeRun(runsDir, first);
    await madeRun(runsDir, second);
    const end = await runs(runsDir, 'show', word);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(end.stdout).slice(0, 3)).toEqual(['e2e × smoke', '  Validity    INVALID', '  Objectives  NO_DATA']);
    expect(end.stdout).toContain('nothing listens');
  });

  test('by the name that it was given, the newest of several', async () => {
    const runsDir = plainRuns([`${first}-before`, `${second}-before`, `${third}-after`]);
    expect(findRun('before', runsDir).path).toBe(join(runsDir, `${second}-before`));
    expect(findRun('after', runsDir).path).toBe(join(runsDir, `${third}-after`));
    expect(() => findRun('efore', runsDir)).toThrow("there is no run 'efore'");
  });

  test('in the language that is asked for', async () => {
    const runsDir = scratch.path('runs');
    await madeRun(runsDir, first);
    expect((await runs(runsDir, 'show', 'latest')).stdout).not.toMatch(/\p{Script=Hangul}/u);
    expect((await runs(runsDir, 'show', 'latest', '--lang', 'ko')).stdout).toMatch(/\p{Script=Hangul}/u);
  });

  test('but not one that is not there: those known are listed, the nearest first', async () => {
    const runsDir = plainRuns([first, fourth]);
    const end = await runs(runsDir, 'show', '2026-11-23T08-00-00Z-order-only-case4');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(new RegExp(`there is no run '.*case4' in .*: known: ${fourth}, ${first}`));
  });
});

describe('the page of a run', () => {
  test('is made where there is none, and its path is printed where no browser can be opened', async () => {
    const runsDir = scratch.path('runs');
    const folder = await madeRun(runsDir, first);
    const page = join(folder.path, 'report.html');
    expect(existsSync(page)).toBe(false);
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) vi.stubEnv(name, '');
    const end = await runs(runsDir, 'open', 'latest');
    vi.restoreAllMocks();
    expect(end).toMatchObject({ code: 0, stdout: expect.stringMatching(/latest\/report\.html\n$/) });
    expect(end.stderr).toContain('open the file above');
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
  });
});

describe('old runs', () => {
  /** Hours since the folder was last written to. */
  const ageHours: Readonly<Record<string, number>> = { [first]: 200, [second]: 100, [third]: 2, [fourth]: 0 };
  const aged = () => {
    const runsDir = plainRuns([first, second, third, fourth]);
    for (const [name, hours] of Object.entries(ageHours)) {
      const at = Date.now() / 1_000 - hours * 3_600;
      utimesSync(join(runsDir, name), at, at);
    }
    return runsDir;
  };

  test.each<[words: readonly string[], stay: readonly string[]]>([
    [['--keep', '1'], [fourth]],
    [
      ['--keep', '3'],
      [second, third, fourth],
    ],
    [
      ['--keep', '20'],
      [first, second, third, fourth],
    ],
    [
      ['--older-than', '168h'],
      [second, third, fourth],
    ],
    [['--older-than', '1h'], [fourth]],
    [['--older-than', '1s'], [fourth]],
    // Both have to hold.
    [
      ['--keep', '3', '--older-than', '1h'],
      [second, third, fourth],
    ],
    [
      ['--keep', '1', '--older-than', '168h'],
      [second, third, fourth],
    ],
  ])('with %j: what stays is %j', async (words, stay) => {
    const runsDir = aged();
    const gone = [first, second, third, fourth].filter((name) => !stay.includes(name));
    const dry = await runs(runsDir, 'prune', ...words, '--dry-run');
    expect(dry.code).toBe(0);
    expect(left(runsDir)).toEqual([first, second, third, fourth]);
    const end = await runs(runsDir, 'prune', ...words);
    expect(end.code).toBe(0);
    expect(left(runsDir)).toEqual(stay);
    const told = (verb: string) => gone.map((name) => `${verb} ${join(runsDir, name)}`).sort();
    expect(linesOf(dry.stdout).sort()).toEqual(told('would remove'));
    expect(linesOf(end.stdout).sort()).toEqual(told('removed'));
    const count = gone.length === 1 ? '1 folder' : `${gone.length} folders`;
    expect(end.stderr).toContain(`removed ${count}; always kept: ${fourth}`);
  });

  test.each([
    ['--keep', '1'],
    ['--older-than', '1h'],
  ])('stay where `latest` points at them: %s %s', async (...words) => {
    const runsDir = aged();
    pointLatest(runsDir, first);
    await runs(runsDir, 'prune', ...words);
    expect(left(runsDir)).toEqual([first, fourth]);
    expect(existsSync(join(runsDir, 'latest', 'plan.json'))).toBe(true);
  });

  test('are all that is removed: nothing else that lies there', async () => {
    const runsDir = aged();
    mkdirSync(join(runsDir, 'a-notes'));
    writeFileSync(join(runsDir, 'a.txt'), '');
    await runs(runsDir, 'prune', '--keep', '1');
    expect(left(runsDir)).toEqual([fourth, 'a-notes', 'a.txt']);
  });

  test('a run in progress stays, however old; a damaged experiment goes', async () => {
    const runsDir = plainRuns([first, second, third, fourth]);
    lockFolder(join(runsDir, second));
    mkdirSync(join(runsDir, '2026-11-20T08-00-00Z-gate-e2e'));
    writeFileSync(join(runsDir, '2026-11-20T08-00-00Z-gate-e2e', 'experiment.json'), '{');
    const { stderr } = await runs(runsDir, 'prune', '--keep', '1');
    expect(left(runsDir)).toEqual([second, fourth]);
    expect(stderr).toContain(`always kept: ${fourth}, ${second}`);
  });

  test('stay all where it is not said which are to go', async () => {
    const runsDir = aged();
    const end = await runs(runsDir, 'prune');
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain('runs prune needs --keep or --older-than: for example --keep 20');
    expect(left(runsDir)).toHaveLength(4);
  });
});
