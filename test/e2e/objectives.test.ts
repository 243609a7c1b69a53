import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, readRun, runCli, Scratch } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());
const minute = { timeout: 120_000 };

describe.concurrent('objectives of the command line and the configuration', () => {
  test('are judged with those of the scenario; what only warns fails nothing', minute, async () => {
    const shop = await StandInShop.open();
    const cwd = scratch.folder('project');
    const config = { objectives: { e2e: ['order p99 < 1ms owner team-a', 'failed requests < 50%'] } };
    writeFileSync(join(cwd, 'caseload.config.ts'), `export default ${JSON.stringify(config)};\n`);
    const words = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '50', '--duration', '8s', '--target', shop.url];
    const warn = ['--objective', 'warn: journey p95 < 1ms', '--objective', 'order success > 99% in stage 1'];
    // The last word about the same holds: the configuration's p99 is no more.
    const eased = ['--objective', 'order p99 < 5s owner team-a'];
    const end = await runCli(scratch, [...words, ...warn, ...eased], { cwd });
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stdout).toMatch(/Objectives +WARN/);
    expect(end.stdout).toMatch(/ {2}! {2}journey p\(95\) < 1 ms \(warns\) /);
    expect(end.stdout).toMatch(/ {2}✓ {2}order_success > 99 % \(of attempted\) in stage 1 +100 % /);
    expect(end.stdout).toMatch(/ {2}✓ {2}order p\(99\) < 5\.00 s · team-a |order p\(99\) < 5 s · team-a/);
    expect(end.stdout).toContain('failed requests < 50 %');
    expect(end.stdout).not.toContain('failed requests < 2 %');
    const { result } = readRun(join(cwd, 'runs'));
    expect(result.objectives.results.map(({ status }) => status)).toEqual([
      'PASS',
      'PASS',
      'PASS',
      'PASS',
      'PASS',
      'WARN',
      'PASS',
    ]);
    // k6 knows neither what warns nor stages.
    expect(result.objectives.thresholds.some(({ metric }) => metric === 'iteration_duration')).toBe(false);
    expect(result.objectives.thresholds.find(({ expression }) => expression === 'p(99)<5000')).toMatchObject({
      isOk: true,
    });
    const missed = await runCli(scratch, words, { cwd });
    expect(missed.code).toBe(1);
    shop.close();
  });

  test('stop the load at the first that fails, where that is asked for', minute, async () => {
    const shop = await StandInShop.open(({ journey }) => (journey >= 0 ? 500 : undefined));
    const words = [
      'load',
      '-s',
      'signup-only',
      '--rate',
      '20',
      '--duration',
      '5m',
      '--target',
      shop.url,
      '--abort-on-fail',
    ];
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...words, '--runs-dir', runsDir]);
    shop.close();
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    const run = readRun(runsDir);
    const { result, verdict } = run;
    expect(result.run.ending.kind).toBe('objective-failed');
    expect(result.run.durationMs).toBeLessThan(60_000);
    expect(verdict).toMatchObject({ validity: 'SUSPECT', objectives: 'FAIL' });
    expect(run.found('suspect')).toContain('run-cut-short');
  });

  test('that cannot be had are refused before anything is sent', minute, async () => {
    const cwd = scratch.folder('project');
    const of = (objective: string) =>
      runCli(scratch, ['load', '-s', 'e2e', '-p', 'case3', '--dry-run', '--objective', objective], { cwd });
    const [wrong, lost] = [await of('oder p95 < 5ms'), await of('order p95 < 5ms in stage 6')];
    expect([wrong.code, lost.code]).toEqual([2, 2]);
    expect(wrong.stderr).toContain(
      "objective 'oder p95 < 5ms', character 1: expected a step, 'journey' or a metric (order, ",
    );
    expect(lost.stderr).toContain(
      "objective 'order p(95) < 5 ms in stage 6' is for a stage that the load does not have: it has stages 1 to 5",
    );
    writeFileSync(join(cwd, 'caseload.config.ts'), 'export default { objectives: 7 };\n');
    const config = await of('p95 < 5ms');
    expect(config.code).toBe(2);
    expect(config.stderr).toContain('caseload.config.ts: objectives: ');
  });
});
