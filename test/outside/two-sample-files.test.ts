import { describe, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { fixture, judgedFiles } from './judged-files.ts';

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
