import { describe, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { type Row, requestRows, samplesFile, scratchFolder } from '../results/samples/samples-file.ts';
import { fixture, judgedFiles } from './judged-files.ts';
import { counter, rate, requests, summaryText, trend, withThreshold } from './summary-text.ts';

const { write } = scratchFolder();

const first = fixture('outside/two-sample-files/runner-1.csv');
const second = fixture('outside/two-sample-files/runner-2.csv');

describe('the samples of two runners', () => {
  test.each([
    ['in their order', [first, second]],
    ['in the other', [second, first]],
  ])('are one run, %s', async (_name, samples) => {
    const { result } = await judgedFiles({ samples });
    expect(result.latency.requests).toMatchObject({ n: 5, failed: 0, latency: { minMs: 5, maxMs: 7 } });
    expect(result.latency.journeys?.n).toBe(5);
    expect(result.provenance.inputs.map(({ rows }) => rows)).toEqual(samples.map((path) => (path === first ? 18 : 12)));
    // The run began with the first request of the second runner: its next one came 0.999 s later.
    expect(result.series.windows?.requests.n).toEqual([3, 1, 1]);
  });

  test('are all read where the option is repeated', async () => {
    const terminal = fakeTerminal();
    await runCommand(['report', '--samples', first, '--samples', second, '--format', 'json'], terminal);
    expect(JSON.parse(terminal.stdout()).result.latency.requests.n).toBe(5);
  });

  test('have one summary and one log: a second one is refused', async () => {
    const terminal = fakeTerminal();
    const exitCode = await runCommand(['report', '--summary', 'a.json', '--summary', 'b.json'], terminal);
    expect([exitCode, terminal.stderr()]).toEqual([
      exitCodes.usage,
      expect.stringMatching(/^caseload: --summary was given twice: 'a.json' and 'b.json'/),
    ]);
  });
});

describe('three runners whose VUs have the same numbers', () => {
  /** 60 journeys of two requests, by three VUs; those of the last runner fail at the second. */
  const rowsOf = (runner: number) =>
    Array.from({ length: 60 }, (_, journey): Row[] => {
      const atMs = 50 * journey + runner;
      const common = { vu: 1 + (journey % 3), durationMs: 10 * runner };
      const isExpected = runner < 3;
      return [
        ...requestRows({ ...common, step: 'look', endMs: atMs }),
        ...requestRows({ ...common, step: 'buy', endMs: atMs + 20, isExpected, status: isExpected ? 200 : 503 }),
        { metric: 'iteration_duration', atMs: atMs + 21, value: 21, vu: common.vu },
        { metric: 'iterations', atMs: atMs + 21, vu: common.vu },
        { metric: 'sold', atMs: atMs + 21 },
      ];
    }).flat();
  const samples = [1, 2, 3].map((runner) => write(`runner-${runner}.csv.gz`, samplesFile(rowsOf(runner))));

  test('are kept apart', async () => {
    const { result } = await judgedFiles({ samples });
    expect(result.latency.requests).toMatchObject({ n: 360, failed: 60 });
    expect(result.latency.selection).toMatchObject([{ step: 'look', reachedLast: { n: 180 }, lost: null }]);
  });

  test('are judged by all of them, though the summary is of one', async () => {
    const metrics = {
      ...{ ...requests, http_reqs: counter(120), iterations: counter(60) },
      http_req_failed: withThreshold(rate(0, 120), 'rate<0.1'),
      http_req_duration: withThreshold(trend(10), 'p(95)<15'),
      sold: withThreshold(counter(60), 'rate>5'),
    };
    const summary = write('summary.json', summaryText(metrics));
    const { result, found, verdict } = await judgedFiles({ samples, summary });
    expect(result.objectives.results.map(({ text, status, value, n }) => [text, status, value, n])).toEqual([
      ['http_req_duration p(95)<15', 'FAIL', 30, 360],
      ['http_req_failed rate<0.1', 'FAIL', 1 / 6, 360],
      // The rows of a Counter say how much, not of which time.
      ['sold rate>5', 'NO_DATA', null, 180],
    ]);
    expect(found).toEqual([]);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'FAIL' });
  });
});
