import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../lib/model/experiment.ts';
import type { RunPlan } from '../../../lib/model/plan.ts';
import { engine, Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { expectStoredEnd, run } from '../run-command.ts';

const scratch = new Scratch();
let shop: StandInShop;
beforeAll(async () => {
  await engine();
  shop = await StandInShop.open();
});
afterAll(() => {
  shop.close();
  scratch.remove();
});

const load = ['-s', 'signup-only', '-p', 'constant', '--rate', '50', '--duration', '2s'];
const read = <Document>(...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as Document;

describe('a gate', { timeout: 60_000 }, () => {
  test('makes alternating runs, and keeps an experiment that points to them', async () => {
    const runsDir = scratch.path('runs');
    const args = [...load, '--against', shop.url, '--target', shop.url, '--pairs', '1', '--runs-dir', runsDir];
    const end = await run('gate', ...args, '--calibrations-dir', scratch.path('none'));
    expect(end.stdout).toContain('INCONCLUSIVE');
    expect(end.stderr).toMatch(/pair {2}1 .* look: INCONCLUSIVE/);
    const name = readdirSync(runsDir).find((one) => one.includes('-gate-')) ?? '';
    expectStoredEnd(end.code, join(runsDir, name));
    const experiment = read<Experiment>(runsDir, name, 'experiment.json');
    expect(experiment).toMatchObject({ kind: 'gate', state: 'finished', detail: null });
    expect(experiment.runs.map((one) => one.label)).toEqual(['pair 1, base', 'pair 1, candidate']);
    for (const { name: made } of experiment.runs) expect(readdirSync(runsDir)).toContain(made);
  });

  test('without --against is one run, whose command is the gate as it was typed', async () => {
    const runsDir = scratch.path('runs');
    const args = [...load, '--target', shop.url, '--runs-dir', runsDir];
    const end = await run('gate', ...args);
    expectStoredEnd(end.code, join(runsDir, 'latest'));
    const { command } = read<RunPlan>(runsDir, 'latest', 'plan.json');
    expect(command).toBe(`npm run caseload -- gate ${args.join(' ')}`);
    expect(readdirSync(join(runsDir, 'latest'))).toContain('junit.xml');
  });

  test.each<[args: readonly string[], says: string]>([
    [['--against', 'shop', '--target', 'http://127.0.0.1:1'], '--target was given together with --against shop'],
    [['--against', 'HEAD', '--target', 'http://127.0.0.1:1'], '--target was given together with --against HEAD'],
    [['--against', 'http://127.0.0.1:1'], 'needs --target: name the service to compare with it: --target'],
    [['--against', 'http://10.0.0.1', '--target', 'http://127.0.0.1:1'], '10.0.0.1 is not this machine'],
    [['--against', 'shop', '--setting', 'POOL=2'], "--setting 'POOL=2' is not a setting of the reference shop"],
    [['--against', 'HEAD', '--setting', 'DB_POOL_SIZE=2'], 'the target is not the reference shop'],
    [['--against', 'nothing-of-this-name'], 'is neither a commit of this repository nor a URL nor a baseline'],
    [['--against', 'shop', '--alpha', '0.2'], "--alpha is '0.2'"],
    [['--capacity', '40'], "--capacity is '40': write what the rate must be above: '> 40/s'"],
    [['--capacity', '> 40/s', '--against', 'shop'], '--capacity was given together with --against'],
    [['--against', 'shop', '--pairs', '0'], "--pairs is '0'"],
  ])('refuses %j in one line, before anything is made', async (args, says) => {
    const runsDir = scratch.path('runs');
    const end = await run('gate', ...load, ...args, '--runs-dir', runsDir, '--baselines-dir', scratch.path('none'));
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain(says);
    expect(end.stderr.trim().split('\n')).toHaveLength(1);
    expect(() => readdirSync(runsDir)).toThrow('ENOENT');
  });
});
