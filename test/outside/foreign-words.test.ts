import { expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { csvOf, type Row, scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';

const { write } = scratchFolder();

/** Journeys over a minute whose second request always fails, and who go on to the third. */
const rows = Array.from({ length: 120 }, (_, journey): Row[] => {
  const request = (step: number): Row[] => {
    const common = { atMs: 500 * journey + 10 * step, isExpected: step !== 2, status: step === 2 ? 400 : 200 };
    const tags = { step: ['login', 'pay', 'history'][step - 1] as string };
    return [
      { ...common, tags, metric: 'http_req_duration', value: 5 },
      { ...common, tags, metric: 'http_req_failed', value: step === 2 ? 1 : 0 },
    ];
  };
  const end: Row = { metric: 'iteration_duration', atMs: 500 * journey + 31, value: 31 };
  return [request(1), request(2), request(3), [end]].flat();
});
const samples = write('samples.csv', csvOf(rows.flat()));

test('a script that goes on after a failure is not said to have lost its journeys there', async () => {
  const { result } = await judgedFiles({ samples: [samples] });
  expect(result.latency.steps.map(({ name, attempted, failed }) => [name, attempted, failed])).toEqual([
    ['login', 120, 0],
    ['pay', 120, 120],
    ['history', 120, 0],
  ]);
});

test.each(['en', 'ko'])(
  'its report (%s) names nothing of the reference shop, and no command of it',
  async (language) => {
    const terminal = fakeTerminal();
    await runCommand(['report', '--samples', samples, '--format', 'markdown', '--lang', language], terminal);
    expect(terminal.stdout()).toContain('pay');
    expect(terminal.stdout()).not.toMatch(/e2e|order-only|signup|case[123]|npm run|caseload load/);
    expect(terminal.stdout()).not.toMatch(/never saw|not reached|later steps|이후 단계/i);
  },
);
