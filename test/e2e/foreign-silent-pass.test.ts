import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../lib/run/process/free-port.ts';
import { runRealK6 } from '../real-k6.ts';
import { engine, runCli, Scratch } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

// Scripts as anybody writes them, each of which k6 lets pass although nothing was shown: the silent passes of k6 that a
// gate must know.

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());
const minute = { timeout: 120_000 };

const summary = `export function handleSummary(data) { return { 'summary.json': JSON.stringify(data) }; }`;
const script = (options: object, body: string, end = summary): string =>
  [
    "import http from 'k6/http';",
    "import { check } from 'k6';",
    `export const options = ${JSON.stringify({ vus: 2, iterations: 40, ...options })};`,
    `export default function () { ${body} }`,
    end,
  ].join('\n');
const order = "const answer = http.post(__ENV.BASE_URL + '/api/orders', '{}', { tags: { step: 'order' } });";

interface SilentPass {
  readonly name: string;
  readonly script: string;
  readonly hasTarget?: boolean;
  readonly k6ExitCode?: number;
  readonly args?: readonly string[];
  /** What the report says of it: exit code, verdicts, the finding that names it. */
  readonly exitCode: number;
  readonly verdicts: RegExp;
  readonly finding: RegExp;
}

const cases: readonly SilentPass[] = [
  {
    name: '1 a threshold on a tag that is misspelt',
    script: script({ thresholds: { 'http_req_duration{step:oder}': ['p(95)<800'] } }, order),
    exitCode: 5,
    verdicts: /SUSPECT[\s\S]*NO_DATA/,
    finding:
      /empty-threshold: k6 passed http_req_duration\{step:oder\} p\(95\)<800, although there are no samples of it/,
  },
  {
    name: '2 a script that throws in every iteration',
    script: script(
      { thresholds: { checks: ['rate>0.99'], http_req_failed: ['rate<0.01'], http_req_duration: ['p(95)<500'] } },
      "throw new Error('no such field');",
    ),
    exitCode: 3,
    verdicts: /INVALID[\s\S]*NO_DATA/,
    finding: /no-samples: There are no requests in the figures/,
  },
  {
    name: '3 a target that is down: refused requests take 0 ms',
    script: script({ iterations: 100, thresholds: { http_req_duration: ['p(95)<100'] } }, order),
    hasTarget: false,
    exitCode: 1,
    verdicts: /FAIL/,
    finding: /fast-failures: All 100 requests failed \(median 0 ms\)/,
  },
  {
    name: '4 a target that hangs past the graceful stop: its requests are in no figure',
    script: script(
      {
        ...{ vus: undefined, iterations: undefined },
        scenarios: { load: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '500ms' } },
        thresholds: { http_req_duration: ['p(95)<100'] },
      },
      "http.get(__ENV.BASE_URL + '/hang');",
    ),
    exitCode: 3,
    verdicts: /INVALID[\s\S]*NO_DATA/,
    finding: /no-samples: There are no requests in the figures/,
  },
  {
    name: '6 iterations that were dropped',
    script: script(
      {
        ...{ vus: undefined, iterations: undefined },
        scenarios: {
          load: {
            ...{ executor: 'constant-arrival-rate', rate: 100, timeUnit: '1s', duration: '2s' },
            ...{ preAllocatedVUs: 1, maxVUs: 1 },
          },
        },
        thresholds: { http_req_failed: ['rate<0.01'] },
      },
      "http.get(__ENV.BASE_URL + '/slow');",
    ),
    exitCode: 3,
    verdicts: /INVALID/,
    finding: /generator-drops: k6 dropped \d+ iterations and ran \d+/,
  },
  {
    name: '7 a summary whose thresholds are true when they failed',
    script: script({ thresholds: { http_req_failed: ['rate<0.01'] } }, "http.get(__ENV.BASE_URL + '/half');", ''),
    args: ['--summary-export', 'summary.json'],
    k6ExitCode: 99,
    exitCode: 1,
    verdicts: /FAIL/,
    finding:
      /summary-export-shape: The summary was written by --summary-export, where a threshold is true when it failed: here http_req_failed rate<0\.01/,
  },
];

describe('what k6 lets pass in anybody’s script does not pass in its report', () => {
  test.each(cases)('$name', minute, async (one) => {
    let seen = 0;
    const shop = await StandInShop.open(async ({ path }) => {
      if (path === '/hang') return 'hang';
      if (path === '/slow') await new Promise((resolve) => setTimeout(resolve, 200));
      return path === '/half' && seen++ % 2 === 0 ? 500 : 200;
    });
    const url = one.hasTarget === false ? `http://127.0.0.1:${await freePort()}` : shop.url;
    const k6 = await runRealK6({
      script: one.script,
      args: ['--out', 'csv=samples.csv.gz', ...(one.args ?? [])],
      env: { BASE_URL: url, K6_CSV_TIME_FORMAT: 'unix_micro' },
      outputs: ['summary.json', 'samples.csv.gz'],
    });
    shop.close();
    expect(k6.exitCode).toBe(one.k6ExitCode ?? 0);
    const folder = scratch.folder('foreign');
    const files = ['summary.json', 'samples.csv.gz'].map((name) => `${folder}/${name}`);
    for (const [index, name] of ['summary.json', 'samples.csv.gz'].entries()) {
      writeFileSync(files[index] as string, k6.outputs[name] ?? '');
    }
    const [summaryFile = '', samplesFile = ''] = files;
    // With the samples and without: neither may be better than the truth.
    for (const words of [
      ['--summary', summaryFile, '--samples', samplesFile],
      ['--summary', summaryFile],
    ]) {
      const end = await runCli(scratch, ['report', ...words]);
      expect(end).toMatchObject({ leftovers: [], stderr: '' });
      expect(end.code).not.toBe(0);
      if (!words.includes('--samples')) continue;
      expect(end.code).toBe(one.exitCode);
      expect(end.stdout).toMatch(one.verdicts);
      expect(end.stdout).toMatch(one.finding);
    }
  });

  test('5 a handleSummary that throws leaves nothing to report', minute, async () => {
    const shop = await StandInShop.open();
    const k6 = await runRealK6({
      script: script({}, order, "export function handleSummary() { throw new Error('disk'); }"),
      env: { BASE_URL: shop.url },
    });
    shop.close();
    expect(k6.exitCode).toBe(0);
    const end = await runCli(scratch, ['report', '--summary', scratch.path('summary.json')]);
    expect(end).toMatchObject({ code: 10, stdout: '' });
    expect(end.stderr).toMatch(/summary\.json cannot be read: ENOENT/);
  });
});
