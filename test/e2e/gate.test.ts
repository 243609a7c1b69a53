import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Baseline, Comparison } from '../../lib/model/comparison.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { engine, linesOf, readRun, runCli, Scratch, startCli } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minutes = { timeout: 180_000 };
/** With the patience that a busy machine needs: what is tried here is no objective of latency. */
const patience = ['--objective', 'p95 < 20s'];
const quoted = (word: string) => (word.includes(' ') ? `'${word}'` : word);
const shortLoad = ['-s', 'signup-only', '-p', 'constant', '--rate', '50', '--duration', '2s', ...patience];
const read = <Document>(...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Document;
const gateFolder = (runsDir: string) =>
  join(runsDir, readdirSync(runsDir).find((name) => name.includes('-gate-')) ?? '');
/** A service that takes so long for each request, give or take a fifth. */
const shopOf = (ms: number) =>
  StandInShop.open(async ({ index }) => {
    await sleep(ms * (0.8 + (0.4 * ((index * 7919) % 101)) / 101));
    return undefined;
  });

describe.concurrent('a gate between two services', () => {
  test('finds a slower candidate WORSE before all pairs are made, and ends with 4', minutes, async () => {
    const [base, slower] = [await shopOf(20), await shopOf(600)];
    const runsDir = scratch.path('runs');
    const words = [
      'gate',
      ...shortLoad,
      '--against',
      base.url,
      '--target',
      slower.url,
      '--pairs',
      '12',
      '--runs-dir',
      runsDir,
    ];
    const summary = scratch.path('summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const end = await runCli(scratch, words, { env });
    base.close();
    slower.close();
    expect(end).toMatchObject({ code: 4, leftovers: [] });
    const folder = gateFolder(runsDir);
    const comparison = read<Comparison>(folder, 'comparison.json');
    expect(comparison).toMatchObject({ verdict: 'WORSE', alpha: 0.05, a: { name: base.url }, b: { name: slower.url } });
    // A look is after 3, 6, 9 and 12 pairs; so clear a case does not need all of them.
    expect([3, 6, 9]).toContain(comparison.b.runs.length);
    expect(new Set([...comparison.a.runs, ...comparison.b.runs]).size).toBe(2 * comparison.b.runs.length);
    // A B, B A, A B: by their names, which tell the time.
    const [firstA, secondA] = comparison.a.runs as [string, string];
    const [firstB, secondB] = comparison.b.runs as [string, string];
    expect([firstA < firstB, secondB < secondA]).toEqual([true, true]);
    expect(read<Verdict>(folder, 'verdict.json')).toMatchObject({ baseline: 'WORSE', objectives: 'PASS', exitCode: 4 });
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure type="failure" message="WORSE');
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('Against the base **WORSE**');
    expect(readFileSync(summary, 'utf8')).toContain('Against the base **WORSE**');
    expect(end.stdout).toMatch(/^::error title=Gate%3A [^:]+::WORSE: /m);
    expect(end.stderr).toMatch(/pair {2}1 .*p50 .* → .*so far/);
    expect(end.stderr).toContain(
      'the noise of this load has not been measured here; to measure it: caseload calibrate',
    );
    const experiment = read<Experiment>(folder, 'experiment.json');
    const command = `npm run caseload -- ${words.map(quoted).join(' ')}`;
    expect(experiment).toMatchObject({ kind: 'gate', state: 'finished', profile: 'constant', command });
    expect(experiment.runs.map(({ label }) => label).slice(0, 4)).toEqual([
      'pair 1, base',
      'pair 1, candidate',
      'pair 2, candidate',
      'pair 2, base',
    ]);
    const name = basename(folder);
    const listed = await runCli(scratch, ['runs', '--runs-dir', runsDir]);
    expect(linesOf(listed.stdout)[1]).toMatch(new RegExp(`^${name} .* WORSE, ${experiment.runs.length} runs$`));
    const report = await runCli(scratch, ['report', '--run', name, '--runs-dir', runsDir]);
    expect(report.code).toBe(4);
    expect(report.stdout).toContain(command);
    // `latest` is for runs that were asked for one by one.
    expect(readdirSync(runsDir)).not.toContain('latest');
    await runCli(scratch, ['runs', 'prune', '--older-than', '1s', '--runs-dir', runsDir]);
    expect(readdirSync(runsDir)).toEqual([]);
  });

  test('finds the slower base by the candidate BETTER', minutes, async () => {
    const [slower, candidate] = [await shopOf(600), await shopOf(15)];
    const runsDir = scratch.path('runs');
    const words = [
      'gate',
      ...shortLoad,
      '--against',
      slower.url,
      '--target',
      candidate.url,
      '--pairs',
      '8',
      '--runs-dir',
      runsDir,
    ];
    const end = await runCli(scratch, [...words, '--strict', '--json']);
    slower.close();
    candidate.close();
    // First what says why it is no other.
    expect(JSON.parse(end.stdout)).toMatchObject({ verdict: 'BETTER', isStrict: true });
    expect(end).toMatchObject({ code: 0, leftovers: [] });
  });

  test(
    'is INCONCLUSIVE with too few pairs, which passes unless it is strict, and says what it would take',
    minutes,
    async () => {
      const shop = await shopOf(20);
      const words = [
        'gate',
        ...shortLoad,
        '--against',
        shop.url,
        '--target',
        shop.url,
        '--pairs',
        '1',
        '--runs-dir',
        scratch.path('runs'),
      ];
      const lenient = await runCli(scratch, words);
      const strict = await runCli(scratch, [...words, '--strict']);
      shop.close();
      expect([lenient.code, strict.code]).toEqual([0, 5]);
      expect(strict.stdout).toMatch(/allow more pairs of runs: --pairs, --budget/);
    },
  );

  test('takes journeys that the candidate never finished as evidence, not as an invalid run', minutes, async () => {
    const good = await shopOf(5);
    // One in three journeys hangs: it is unfinished when the load ends.
    const bad = await StandInShop.open(({ journey, index }) =>
      journey >= 0 && index % 3 === 0 && index > 3 ? 'hang' : undefined,
    );
    const words = [
      'gate',
      '-s',
      'signup-only',
      '-p',
      'constant',
      '--rate',
      '50',
      '--duration',
      '2s',
      '--against',
      good.url,
      '--target',
      bad.url,
    ];
    const cli = startCli(scratch, [...words, '--pairs', '1', '--json', '--runs-dir', scratch.path('runs')]);
    const end = await cli.ended;
    good.close();
    bad.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    expect(end.stderr).not.toContain('INVALID');
  });

  test('fails where the candidate fails every request of one run', minutes, async () => {
    const good = await shopOf(5);
    const runs = new Set<string>();
    const candidate = await StandInShop.open(({ body, journey }) => {
      const [, run] = /load-(\w+?)-/.exec(String(body.email)) ?? [];
      if (run !== undefined && journey >= 0) runs.add(run);
      // In the second of its runs every request fails.
      return runs.size === 2 && [...runs][1] === run ? 500 : undefined;
    });
    const runsDir = scratch.path('runs');
    const targets = ['--against', good.url, '--target', candidate.url, '--pairs', '3', '--runs-dir', runsDir];
    const end = await runCli(scratch, ['gate', ...shortLoad, ...targets]);
    good.close();
    candidate.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    expect(read<Verdict>(gateFolder(runsDir), 'verdict.json')).toMatchObject({
      objectives: 'FAIL',
      gate: { runs: { base: 3, candidate: 3 }, failures: [{ kind: 'journey-success', base: 0, candidate: 1 }] },
    });
  });

  test('fails where the candidate never answers, with a report', minutes, async () => {
    const good = await shopOf(5);
    const runsDir = scratch.path('runs');
    const targets = ['--against', good.url, '--target', 'http://127.0.0.1:9', '--pairs', '2', '--runs-dir', runsDir];
    const end = await runCli(scratch, ['gate', ...shortLoad, ...targets]);
    good.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    expect(end.stderr).toContain('pair 1, candidate: http://127.0.0.1:9 cannot be reached');
    expect(read<Verdict>(gateFolder(runsDir), 'verdict.json')).toMatchObject({
      gate: { failures: [{ kind: 'not-ready', base: 0, candidate: 1 }] },
    });
    expect(existsSync(join(gateFolder(runsDir), 'report.md'))).toBe(true);
  });

  test('is made with the plan that it began with, and says what has changed since', minutes, async () => {
    const cwd = scratch.folder('project');
    const config = join(cwd, 'caseload.config.ts');
    writeFileSync(config, "export default { objectives: { 'signup-only': ['signup p95 < 9s'] } };");
    const shop = await StandInShop.open(({ journey }) => {
      if (journey >= 0) writeFileSync(config, 'export default { objectives: { nonsense');
      return undefined;
    });
    const targets = ['--against', shop.url, '--target', shop.url, '--pairs', '1'];
    const end = await runCli(scratch, ['gate', ...shortLoad, ...targets], { cwd });
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stderr).toContain('caseload.config.ts has changed: ignored, all runs are made as the first');
    const experiment = read<Experiment>(gateFolder(join(cwd, 'runs')), 'experiment.json');
    for (const { name } of experiment.runs) {
      const { objectives } = read<RunResult>(cwd, 'runs', name, 'result.json');
      expect(objectives.results.map(({ text }) => text)).toContainEqual(expect.stringMatching(/signup.*< 9/));
    }
  });

  test('ends at Ctrl-C with 130 and leaves nothing behind', minutes, async () => {
    const shop = await shopOf(5);
    const words = [
      'gate',
      ...shortLoad,
      '--against',
      shop.url,
      '--target',
      shop.url,
      '--runs-dir',
      scratch.path('runs'),
    ];
    const cli = startCli(scratch, words);
    await cli.said('pair  1');
    await shop.came(130);
    cli.process.kill('SIGINT');
    expect(await cli.ended).toMatchObject({ code: 130, leftovers: [] });
    shop.close();
  });
});

/**
 * A service in a git repository of its own, whose first commit is quicker than what is checked out; that one may be
 * told to do more at each request.
 */
function repository(msOfCheckout = 150, atRequest = ''): string {
  const folder = scratch.folder('service');
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...words], {
      cwd: folder,
      stdio: 'pipe',
    });
  const server = (ms: number, more = '') => `import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
if (!readFileSync('built', 'utf8').includes('built') || !readFileSync('state', 'utf8').includes('fresh')) process.exit(1);
let count = 0;
createServer((request, response) => {
  count += 1;
  ${more}
  request.resume();
  request.on('end', () => setTimeout(() => {
    response.writeHead(request.url === '/ready' ? 200 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accessToken: 'a' }));
  }, request.url === '/ready' ? 0 : ${ms} * (0.8 + 0.4 * Math.random())));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
  const config = {
    target: {
      build: 'echo built > built',
      start: 'node server.mjs',
      ready: '/ready',
      reset: 'echo fresh > state',
    },
    gate: { scenario: 'signup-only', profile: 'constant', pairs: 4 },
  };
  writeFileSync(join(folder, 'caseload.config.ts'), `export default ${JSON.stringify(config)};\n`);
  writeFileSync(join(folder, '.gitignore'), 'built\nstate\ndied\nruns\n');
  writeFileSync(join(folder, 'server.mjs'), server(15));
  git('init', '--quiet', '--initial-branch=main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'quick');
  writeFileSync(join(folder, 'server.mjs'), server(msOfCheckout, atRequest));
  return folder;
}

describe.concurrent('a gate against a commit', () => {
  test('builds, starts and resets both sides by the configuration, and cleans up', minutes, async () => {
    const cwd = repository();
    const words = ['gate', '--against', 'main', '--rate', '50', '--duration', '2s'];
    const end = await runCli(scratch, words, { cwd });
    expect(end).toMatchObject({ code: 4, leftovers: [] });
    expect(end.stdout).toMatch(/B is this checkout \(4 runs\), A is main \([0-9a-f]{10}\) \(4 runs\)/);
    const worktrees = execFileSync('git', ['worktree', 'list'], { cwd, encoding: 'utf8' }).trim().split('\n');
    expect(worktrees).toHaveLength(1);
    expect(existsSync(join(gateFolder(join(cwd, 'runs')), 'base.log'))).toBe(true);
  });

  test('fails where the candidate dies in one of its runs, and never makes that run once more', minutes, async () => {
    // About a second after the load began, and only when it was started for the first time.
    const dies = "if (count === 50 && !existsSync('died')) { writeFileSync('died', ''); process.exit(7); }";
    const cwd = repository(15, dies);
    const words = ['gate', '--against', 'HEAD', '--pairs', '1', '--rate', '50', '--duration', '2s', ...patience];
    const end = await runCli(scratch, words, { cwd });
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    const folder = gateFolder(join(cwd, 'runs'));
    expect(read<Verdict>(folder, 'verdict.json')).toMatchObject({
      ...{ objectives: 'FAIL', exitCode: 1 },
      gate: {
        ...{ runs: { base: 1, candidate: 1 }, repeated: [] },
        failures: expect.arrayContaining([{ kind: 'target-died', base: 0, candidate: 1 }]),
      },
    });
    const died = read<Experiment>(folder, 'experiment.json').runs[1]?.name ?? '';
    expect(readRun(join(cwd, 'runs'), died).facts.ending).toMatchObject({
      kind: 'target-died',
      detail: expect.stringContaining('the service ended with exit code 7 during the run'),
    });
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('it died under the load');
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure');
  });

  test('without --against starts the service of the configuration, not the reference shop', minutes, async () => {
    const cwd = repository();
    const end = await runCli(scratch, ['gate', '--rate', '50', '--duration', '2s'], { cwd });
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    const run = readRun(join(cwd, 'runs'));
    expect(run.plan.target).toEqual({ kind: 'recipe', start: 'node server.mjs' });
    expect(run.files).toContain('junit.xml');
  });

  test('says in one line what kept it from starting', minutes, async () => {
    const cwd = repository();
    const run = (words: readonly string[], config?: object) => {
      if (config) writeFileSync(join(cwd, 'caseload.config.ts'), `export default ${JSON.stringify(config)};\n`);
      return runCli(scratch, ['gate', '-s', 'signup-only', '-p', 'smoke', ...words], { cwd });
    };
    const unknown = await run(['--against', 'mian']);
    expect(unknown).toMatchObject({ code: 2, leftovers: [] });
    expect(unknown.stderr).toContain(
      "--against 'mian' is neither a commit of this repository nor a URL nor a baseline: baselines: none",
    );
    const typo = await runCli(scratch, ['gate', '-s', 'signup-onyl', '-p', 'smoke', '--against', 'main'], { cwd });
    expect(typo).toMatchObject({ code: 2, leftovers: [] });
    expect(typo.stderr).toContain("unknown scenario 'signup-onyl': did you mean signup-only? known: signup-only");
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
    mkdirSync(join(cwd, 'baselines'));
    writeFileSync(join(cwd, 'baselines', 'main.json'), '{}');
    const both = await run(['--against', 'main']);
    expect(both.code).toBe(2);
    expect(both.stderr).toContain(
      "--against 'main' is both a baseline and a commit: write --against baseline:main (one run), or",
    );
    rmSync(join(cwd, 'baselines'), { recursive: true });
    const noRecipe = await run(['--against', 'main'], {});
    expect(noRecipe.code).toBe(2);
    expect(noRecipe.stderr).toContain(
      'needs a command that starts a build of the service: add it to caseload.config.ts',
    );
    const badBuild = await run(['--against', 'main'], {
      target: { build: 'echo no such package >&2; exit 7', start: 'true' },
    });
    expect(badBuild).toMatchObject({ code: 10, leftovers: [] });
    expect(badBuild.stderr).toMatch(
      /target\.build \('.*'\) ended with exit code 7; the last line of its output: no such package: its full output is in /,
    );
    const badStart = await run(['--against', 'main'], { target: { start: 'exit 5' } });
    expect(badStart.code).toBe(10);
    expect(badStart.stderr).toContain("target.start ('exit 5') ended with exit code 5");
    const badConfig = await run(['--against', 'main'], { target: { start: 'true', redy: '/x' } });
    expect(badConfig.code).toBe(2);
    expect(badConfig.stderr).toContain("unknown key in caseload.config.ts: target 'redy': did you mean ready?");
    const noCandidate = await run(['--against', 'http://127.0.0.1:9'], {});
    expect(noCandidate.code).toBe(2);
    expect(noCandidate.stderr).toContain('needs --target: name the service to compare with it: --target');
    const badKnob = await run(['--against', 'shop', '--setting', 'DB_POOL=20']);
    expect(badKnob.code).toBe(2);
    expect(badKnob.stderr).toContain(
      "--setting 'DB_POOL=20' is not a setting of the reference shop: write NAME=value; known: DB_POOL_SIZE",
    );
    expect(execFileSync('git', ['worktree', 'list'], { cwd, encoding: 'utf8' }).trim().split('\n')).toHaveLength(1);
  });
});

describe('a baseline', () => {
  test(
    'holds runs of a load; one run against it is told, and what cannot be compared is refused',
    minutes,
    async () => {
      const shop = await shopOf(20);
      const cwd = scratch.folder('project');
      const run = (...words: string[]) => runCli(scratch, words, { cwd });
      const toShop = [...shortLoad, '--target', shop.url];
      const missing = await run('load', ...toShop, '--baseline', 'main');
      expect(missing.code).toBe(2);
      expect(missing.stderr).toContain(
        "there is no baseline 'main' in baselines: make one of a run: caseload baseline set main latest",
      );
      expect(existsSync(join(cwd, 'runs'))).toBe(false);

      expect(await run('load', ...toShop)).toMatchObject({ code: 0 });
      expect(await run('baseline', 'set', 'main')).toMatchObject({ code: 0, stdout: 'baselines/main.json\n' });
      const twice = await run('baseline', 'set', 'twice', 'latest', 'latest');
      expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining("is named twice in 'twice'") });
      const stored = read<Baseline>(cwd, 'baselines', 'main.json');
      expect(stored).toMatchObject({
        schemaVersion: 2,
        name: 'main',
        // Not by `latest`, which is another run tomorrow.
        runs: [
          {
            name: expect.stringMatching(/^\d{4}-/),
            validity: expect.stringMatching(/^(VALID|SUSPECT)$/),
            objectives: 'PASS',
          },
        ],
      });
      // A copy is the same run, whatever it is called.
      const runsDir = join(cwd, 'runs');
      cpSync(join(runsDir, stored.runs[0]?.name ?? ''), join(runsDir, 'copy'), { recursive: true });
      const copied = await run('baseline', 'set', 'main', 'copy', '--append');
      expect(copied.code).toBe(0);
      expect(read<Baseline>(cwd, 'baselines', 'main.json').runs).toHaveLength(1);
      rmSync(join(runsDir, 'copy'), { recursive: true });
      expect(stored.runs[0]?.blocks).toMatchObject({ blockMs: 10_000, ended: [100], requests: [100], failed: [0] });
      expect(readFileSync(join(cwd, 'baselines', 'main.json')).length).toBeLessThan(8_000);

      const github = { GITHUB_ACTIONS: 'true' };
      const single = await runCli(scratch, ['load', ...toShop, '--baseline', 'main'], { cwd, env: github });
      expect(single.code).toBe(0);
      expect(single.stdout).toMatch(/^::warning title=signup-only x constant::INCONCLUSIVE: /m);
      const strict = await run('load', ...toShop, '--baseline', 'main', '--strict');
      expect(strict.code).toBe(5);
      expect(strict.stdout).toContain('One run cannot show whether the target or the machine changed');

      // As if there were twelve runs, all a little apart.
      const [one] = stored.runs as [Baseline['runs'][number]];
      const apart = (factor: number) => ({
        ...one,
        result: {
          ...one.result,
          latency: {
            ...one.result.latency,
            journeys: one.result.latency.journeys && {
              ...one.result.latency.journeys,
              p50Ms: (one.result.latency.journeys.p50Ms ?? 0) * factor,
              p95Ms: (one.result.latency.journeys.p95Ms ?? 0) * factor,
            },
          },
        },
      });
      const many = (factor: number) => ({
        ...stored,
        runs: Array.from({ length: 12 }, (_, k) => apart(factor * (0.97 + 0.005 * k))),
      });
      const write = (name: string, baseline: object) =>
        writeFileSync(join(cwd, 'baselines', `${name}.json`), JSON.stringify({ ...baseline, name }));
      write('quick', many(0.3));
      write('slow', many(5));
      const worse = await runCli(scratch, ['load', ...toShop, '--baseline', 'quick'], { cwd, env: github });
      expect(worse.code).toBe(4);
      expect(worse.stdout).toMatch(/Against baseline +WORSE/);
      expect(worse.stdout).toMatch(/^::error title=signup-only x constant::WORSE: /m);
      // Its latencies are better, but 100 journeys without a failure leave more than 1 % of failures open.
      const better = await run('load', ...toShop, '--baseline', 'slow', '--strict');
      expect(better.code).toBe(5);
      expect(better.stdout).toMatch(/Against baseline +INCONCLUSIVE/);
      const wanting = ['--objective', 'p95 < 5s with n >= 100000'];
      const noData = await run('load', ...toShop, '--baseline', 'slow', ...wanting);
      expect(noData.code).toBe(5);
      expect(noData.stdout).toMatch(
        /note incomparable-baseline: The baseline was made under different conditions: objectives was /,
      );
      expect(await run('load', ...toShop, '--baseline', 'slow')).toMatchObject({ code: 0 });
      const again = await run('report', '--run', 'latest');
      expect(again).toMatchObject({ code: 0 });
      expect(again.stdout).toMatch(/Against baseline +INCONCLUSIVE/);

      write('elsewhere', { ...stored, fingerprint: { ...stored.fingerprint, cpuCount: 96 } });
      const elsewhere = await run('load', ...toShop, '--baseline', 'elsewhere');
      expect(elsewhere.code).toBe(2);
      expect(elsewhere.stderr).toContain("baseline 'elsewhere' was made on another host (CPU cores: 96 there, ");
      const across = await run('load', ...toShop, '--baseline', 'elsewhere', '--across-hosts');
      expect(across.code).toBe(0);
      expect(across.stdout).toMatch(
        /suspect incomparable-baseline: The baseline was made under different conditions: CPU cores was 96, is now /,
      );

      const before = readdirSync(join(cwd, 'runs')).length;
      const otherLoad = await run(
        'load',
        '-s',
        'signup-only',
        '-p',
        'smoke',
        '--target',
        shop.url,
        '--baseline',
        'main',
      );
      expect(otherLoad.code).toBe(2);
      expect(otherLoad.stderr).toContain(
        "baseline 'main' was made with another load (profile: constant there, smoke here; load: ",
      );
      expect(readdirSync(join(cwd, 'runs'))).toHaveLength(before);

      write('newer', { ...stored, schemaVersion: 99 });
      const newer = await run('load', ...toShop, '--baseline', 'newer');
      expect(newer.code).toBe(10);
      expect(newer.stderr).toContain(
        'baselines/newer.json has schema 99, but this version of caseload only knows up to 2: use the version of caseload that wrote it',
      );
      writeFileSync(join(cwd, 'baselines', 'damaged.json'), '{"schemaVersion":1');
      expect(await run('load', ...toShop, '--baseline', 'damaged')).toMatchObject({ code: 10 });

      const runs = readdirSync(join(cwd, 'runs'))
        .filter((name) => name !== 'latest')
        .sort();
      const compared = await run('compare', runs[0] ?? '', 'latest');
      expect(compared).toMatchObject({ code: 0, stderr: '' });
      expect(await run('compare', 'quick', 'latest')).toMatchObject({ code: 4 });
      expect(await run('compare', 'main', 'latest', '--strict')).toMatchObject({ code: 5 });
      expect(await run('compare', 'main', 'nothing')).toMatchObject({ code: 2 });

      // With a baseline that cannot be read nobody knows which runs it needs.
      expect(await run('runs', 'prune', '--keep', '1')).toMatchObject({ code: 10 });
      for (const name of ['newer', 'damaged']) rmSync(join(cwd, 'baselines', `${name}.json`));
      const pruned = await run('runs', 'prune', '--keep', '1');
      expect(pruned.stderr).toContain(runs[0]);
      expect(readdirSync(join(cwd, 'runs'))).toContain(runs[0]);

      const beforeDead = readdirSync(join(cwd, 'runs'));
      const dead = await run(
        'load',
        '-s',
        'signup-only',
        '-p',
        'constant',
        '--target',
        'http://127.0.0.1:9',
        '--baseline',
        'main',
        '--rate',
        '50',
        '--duration',
        '2s',
      );
      expect(dead.code).toBe(10);
      // It sent nothing: there is no run of it.
      const latest = realpathSync(join(cwd, 'runs', 'latest'));
      expect(readdirSync(join(cwd, 'runs'))).toEqual(beforeDead);
      const cut = read<RunResult>(latest, 'result.json');
      const ending = { kind: 'interrupted', detail: 'stopped by the user', k6ExitCode: 105 };
      mkdirSync(join(cwd, 'runs', 'cut'));
      for (const file of ['plan.json', 'environment.json', 'run.json']) {
        copyFileSync(join(latest, file), join(cwd, 'runs', 'cut', file));
      }
      writeFileSync(join(cwd, 'runs', 'cut', 'result.json'), JSON.stringify({ ...cut, run: { ...cut.run, ending } }));
      const invalid = await run('baseline', 'set', 'bad', 'cut');
      expect(invalid.code).toBe(3);
      expect(invalid.stderr).toMatch(/is INVALID, so nothing can be compared with it: see why: caseload report --run /);
      expect(await run('baseline', 'rm', 'main', 'quick')).toMatchObject({ code: 0 });
      expect(await run('baseline', 'show', 'quick')).toMatchObject({ code: 2 });
      shop.close();
    },
  );
});
