import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verdict } from '../../lib/model/verdict.ts';
import { engine, readRun, runCli, Scratch } from './cli.ts';
import { type Reply, StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const json: Reply = { status: 200, body: JSON.stringify({ ok: true, id: 'an order' }) };
const page: Reply = { status: 200, type: 'text/html; charset=utf-8', body: '<h1>Please log in</h1>'.repeat(20) };
const error: Reply = { status: 200, body: JSON.stringify({ message: 'the database is down, '.repeat(20) }) };
const denial: Reply = { status: 200, body: JSON.stringify({ success: false }) };

test.concurrent.each<[string, (order: number) => Reply, object, Verdict['validity'], RegExp]>([
  [
    'pages half-way',
    (order) => (order < 80 ? json : page),
    { status: 'suspect', variant: 'types' },
    'SUSPECT',
    /text\/html, not application\/json/,
  ],
  [
    'errors half-way',
    (order) => (order < 80 ? json : error),
    { status: 'note', variant: 'sizes' },
    'VALID',
    /none was in between/,
  ],
  ['pages from the start', () => page, { status: 'suspect', variant: 'pages' }, 'SUSPECT', /order sends JSON, and all/],
  ['errors from the start', () => denial, { status: 'suspect', variant: 'errors' }, 'SUSPECT', /"success" in its JSON/],
  ['what it should be', () => json, { status: 'pass' }, 'VALID', /PASS/],
])(
  'an order that is answered 200 with %s',
  async (_name, replyTo, finding, validity, says) => {
    let count = 0;
    const shop = await StandInShop.open(({ path }) => (path.endsWith('/orders') ? replyTo(count++) : undefined));
    const runsDir = scratch.path('runs');
    const words = ['load', '-s', 'order-only', '--rate', '40', '--duration', '4s', '--vus', '10'];
    // Of a busy machine: a journey that waits, and some that it cannot start.
    const patience = ['--objective', 'p95 < 20s', '--objective', 'journey success > 90%'];
    const end = await runCli(scratch, [...words, ...patience, '--target', shop.url, '--runs-dir', runsDir]);
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stdout.replace(/\s+/g, ' ')).toMatch(says);
    const run = readRun(runsDir);
    expect(run.findings.find(({ id }) => id === 'mixed-responses')).toMatchObject(finding);
    expect(run.verdictApartFromNoise).toMatchObject({ validity, objectives: 'PASS' });
    // A sample of the responses, and no sample more for it.
    const looked = run.result.responses?.load.reduce((sum, one) => sum + one.count, 0) ?? 0;
    expect(looked).toBeGreaterThan(50);
    // A busy machine may not get round to one of them.
    const { started } = run.result.accounting;
    expect(started).toBeGreaterThan(150);
    expect(run.result.objectives.checks).toMatchObject([{ passes: started }]);
  },
  120_000,
);
