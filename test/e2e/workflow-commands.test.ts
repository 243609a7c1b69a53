import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, linesOf, runCli, Scratch } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minute = { timeout: 60_000 };
/** The runner of GitHub obeys `::name::` at the start of a line and `##[name]` anywhere in one. */
const orders = (text: string) =>
  linesOf(text).filter(
    (line) => /^\s*::(?!(error|warning|notice)( title=[^:]*)?::)/.test(line) || line.includes('##['),
  );

/** In a job of GitHub, with the file for its summary. */
function job() {
  const summary = scratch.path('summary.md');
  writeFileSync(summary, '');
  const read = () => readFileSync(summary, 'utf8');
  return { env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }, read };
}

describe.concurrent('words of others give the runner of GitHub no orders', () => {
  test.each(['terminal', 'markdown', 'github', 'csv'])('names of a foreign run, as %s', minute, async (format) => {
    const folder = scratch.folder('foreign');
    const head =
      'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,name,scenario,status';
    const row = (at: number, group: string, name: string) =>
      `http_req_duration,${1_764_150_000 + at},5.5,,,,${at % 3 > 0},${group},${name},s,200`;
    const rows = Array.from({ length: 80 }, (_, at) =>
      at % 2 === 0 ? row(at, '::stop-commands::tok', 'x') : row(at, '', '##[add-mask]secret'),
    );
    writeFileSync(join(folder, 's.csv'), `${[head, ...rows].join('\n')}\n`);
    const { env, read } = job();
    const end = await runCli(scratch, ['report', '--samples', 's.csv', '--format', format], { cwd: folder, env });
    for (const word of ['tok', 'secret']) expect(end.stdout).toContain(word);
    expect([orders(end.stdout), orders(end.stderr), orders(read())]).toEqual([[], [], []]);
  });

  test('what a target answers, in a load', minute, async () => {
    const shop = await StandInShop.open(({ index }) =>
      index > 20 && index % 2 === 0
        ? { status: 201, type: 'text/x##[set-output name=a]b', body: '{"accessToken": "x"}\n::add-mask::y' }
        : undefined,
    );
    const { env, read } = job();
    const words = ['load', '-s', 'order-only', '-p', 'constant', '--rate', '30', '--duration', '3s', '--vus', '10'];
    const runs = ['--target', shop.url, '--runs-dir', scratch.path('runs')];
    const end = await runCli(scratch, [...words, ...runs], { env });
    shop.close();
    expect(read()).toContain('order-only');
    expect([orders(end.stdout), orders(end.stderr), orders(read())]).toEqual([[], [], []]);
  });

  test('what a configuration throws', minute, async () => {
    const folder = scratch.folder('project');
    const thrown = 'a\\n::add-mask::b\\n  ::stop-commands::c\\n##[group]d\\r::error::e';
    writeFileSync(join(folder, 'caseload.config.ts'), `throw new Error('${thrown}');\n`);
    const end = await runCli(scratch, ['load', '-s', 'e2e', '-p', 'smoke'], { cwd: folder, env: job().env });
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('add-mask');
    expect([orders(end.stdout), orders(end.stderr)]).toEqual([[], []]);
  });
});
