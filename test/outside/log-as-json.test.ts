import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';
import { requests, summaryText } from './summary-text.ts';

const { path, write } = scratchFolder();
const summary = write('summary.json', summaryText(requests));
const stack = 'TypeError: basket is undefined\n\tat default (file:///buy.js:3:4(5))\n';
const json = (message: string, more: object = {}) => JSON.stringify({ level: 'error', msg: message, ...more });
const thrown = json(stack, { source: 'stacktrace' });
const logfmt = `time="2026-01-01T00:00:00Z" level=error msg=${JSON.stringify(stack)} source=stacktrace`;
const rejected = `Uncaught (in promise) ${stack}`;
const docker = (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-01-01T00:00:00Z' });
const of = (lines: string, before: string) => lines.replaceAll(/^/gm, before);

/** Each an exception of the script, as tools around k6 keep its log. */
const logs: readonly (readonly [name: string, log: string])[] = [
  ['JSON', thrown],
  ['JSON, a promise that was rejected', json(rejected)],
  ['logfmt', logfmt],
  ['logfmt, a promise that was rejected', `level=error msg=${JSON.stringify(rejected)} executor=per-vu-iterations`],
  ['raw lines', stack],
  ['JSON in Docker', docker(thrown)],
  ['logfmt in Docker', docker(logfmt)],
  ['raw lines in Docker', stack.trim().split('\n').map(docker).join('\n')],
  ['JSON of a pod with stamps', `2026-01-01T00:00:00.123456789Z ${thrown}`],
  ['JSON of a pod with its name', `[pod/load-1-x7/k6] ${thrown}`],
  ['JSON of containerd', `2026-01-01T00:00:00.1+09:00 stderr F ${thrown}`],
  ['raw lines of containerd', of(stack.trim(), '2026-01-01T00:00:00.1Z stderr F ')],
  ['a screen', `ERRO[0012] ${stack.trimEnd()}  executor=x source=stacktrace`],
  ['a screen in colour', `\u001b[31mERRO\u001b[0m[0012] ${stack}`],
];

describe('exceptions of a script', () => {
  test.each(logs)('are found in %s', async (_name, log) => {
    const { result, found, verdict } = await judgedFiles({ summary, log: write('k6.log', `${log}\n`.repeat(50)) });
    expect(result.accounting.exceptions).toBe(50);
    expect(result.provenance.log).toMatchObject({ errors: 50 });
    expect(found).toEqual(['script-exceptions']);
    expect(verdict.validity).toBe('INVALID');
  });

  test('are found in a log that was gzipped', async () => {
    const { result } = await judgedFiles({ summary, log: write('k6.log.gz', gzipSync(`${thrown}\n`)) });
    expect(result.accounting.exceptions).toBe(1);
  });

  test.each([
    ['is not there', 'nowhere.log', undefined],
    ['is damaged', 'torn.log.gz', gzipSync('x'.repeat(99)).subarray(0, 20)],
  ])('are not taken for none in a log that %s', async (_what, name, bytes) => {
    const log = bytes === undefined ? path(name) : write(name, bytes);
    const terminal = fakeTerminal();
    expect(await runCommand(['report', '--summary', summary, '--log', log], terminal)).toBe(exitCodes.trouble);
    expect(terminal.stderr()).toMatch(/^caseload: the log .* cannot be read: /);
  });

  test('are not what a script printed', async () => {
    const log = [json(rejected, { source: 'console' }), json('out of stock', { source: 'console' })].join('\n');
    const { result, found } = await judgedFiles({ summary, log: write('k6.log', `${log}\n`) });
    expect([result.accounting.exceptions, result.provenance.log?.errors, found]).toEqual([0, 2, []]);
  });

  test('of a screen are told from its other errors and warnings', async () => {
    const log = 'ERRO[0001] some error\nWARN[0002] Request Failed\nINFO[0003] fine\n';
    const { result } = await judgedFiles({ summary, log: write('k6.log', log) });
    expect(result.provenance.log).toMatchObject({ errors: 1, warnings: 1, exceptions: 0 });
  });
});
