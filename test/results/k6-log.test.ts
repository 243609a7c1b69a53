import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readK6Log } from '../../lib/results/k6-log.ts';
import { scratchFolder } from './samples/samples-file.ts';

const { path, write } = scratchFolder();
const read = (text: string) => readK6Log(write('k6.log', text));
const line = (level: string, message: string, more = '') =>
  `time="2026-11-24T19:22:59Z" level=${level} msg="${message}"${more}\n`;

describe('the log of k6', () => {
  test('is counted by level, the most frequent messages first', async () => {
    const text = [
      line('info', 'nothing'),
      line('debug', 'level=error is no level here'),
      line('warning', 'slow'),
      line('error', 'bad'),
      line('error', 'bad'),
      line('fatal', 'worse'),
      line('panic', 'worst'),
    ].join('');
    expect(await read(text)).toEqual({
      errors: 4,
      warnings: 1,
      exceptions: 0,
      messages: [
        { level: 'error', text: 'bad', count: 2 },
        { level: 'warning', text: 'slow', count: 1 },
        { level: 'fatal', text: 'worse', count: 1 },
        { level: 'panic', text: 'worst', count: 1 },
      ],
    });
  });

  test.each<[string, string]>([
    ['Request Failed after 12.5 ms', 'Request Failed after # ms'],
    ['dial tcp 127.0.0.1:34567: refused', 'dial tcp #:#: refused'],
    ['a \\"quoted\\" word', 'a "quoted" word'],
    ['TypeError: x is undefined\\n\\tat file:///a.js:3:5', 'TypeError: x is undefined'],
    ['a back\\\\slash', 'a back\\slash'],
    ['\\u001b[31mred', 'u#b[#mred'],
    ['\u001b[31mred\u202e', ' [#mred '],
  ])('has the message %j as %j', async (message, expected) => {
    expect((await read(line('warning', message)))?.messages[0]?.text).toBe(expected);
  });

  test('takes messages for one that differ in numbers alone', async () => {
    const text = Array.from({ length: 40 }, (_, port) =>
      line('warning', 'Request Failed', ` error="127.0.0.1:${port}: refused"`),
    );
    expect(await read(text.join(''))).toEqual({
      ...{ errors: 0, warnings: 40, exceptions: 0 },
      messages: [{ level: 'warning', text: 'Request Failed: #:#: refused', count: 40 }],
    });
  });

  test('has messages without quotes, and none at all', async () => {
    const { messages } = (await read('level=error msg=short\nlevel=error error="why"\nlevel=error\n')) ?? {};
    expect(messages?.map(({ text }) => text)).toEqual(['short', ': why', '']);
  });

  test('is read without the line that says that thresholds were crossed', async () => {
    const crossed = line('error', "thresholds on metrics 'http_req_duration, order_success' have been crossed");
    expect(await read(`${crossed}${line('error', 'some thresholds are odd')}`)).toMatchObject({
      errors: 1,
      messages: [{ count: 1 }],
    });
  });

  test('names five messages, and counts them all', async () => {
    const text = Array.from({ length: 1_200 }, (_, index) =>
      line('error', [...String(index)].map((d) => 'abcdefghij'[Number(d)]).join('')),
    );
    const facts = await read(`${text.join('')}${line('error', 'often').repeat(3)}${line('error', 'a').repeat(5)}`);
    expect(facts).toMatchObject({ errors: 1_208, warnings: 0 });
    expect(facts?.messages.length).toBe(5);
    expect(facts?.messages[0]).toEqual({ level: 'error', text: 'a', count: 6 });
  });

  test('has long messages cut, and is read whatever a line’s length', async () => {
    const facts = await read(`${line('error', 'x'.repeat(20_000_000))}${line('error', 'y')}`);
    expect(facts?.errors).toBe(2);
    expect(facts?.messages[0]?.text).toBe('x'.repeat(200));
  });

  test.each([
    ['nothing', '', 0],
    ['rubbish', '\u0001\ufffd\n{"level":"error"\r\n level = error', null],
  ])('of %s tells of no troubles', async (_name, text, warnings) => {
    expect(await read(text)).toEqual({ errors: 0, warnings, exceptions: 0, messages: [] });
  });

  test('that is not there is named', async () => {
    await expect(readK6Log(path('nowhere.log'))).rejects.toThrow(/^the log .*nowhere\.log cannot be read: ENOENT/);
  });
});

describe.each(['0.38.3', '0.54.0', '1.7.1', '2.2.0'])('the log of k6 %s', (version) => {
  const of = (format: string) =>
    readFileSync(fileURLToPath(new URL(`../fixtures/k6-versions/${version}/throws.${format}.txt`, import.meta.url)));
  const text = 'TypeError: Cannot convert undefined or null to object';

  test.each([
    ['logfmt', 0],
    ['json', 0],
    ['raw', null],
  ])('in %s has the exceptions in the script', async (format, warnings) => {
    const facts = await readK6Log(write('k6.log', of(format)));
    expect(facts).toEqual({
      ...{ errors: 10, warnings, exceptions: 10 },
      messages: [{ level: 'error', text, count: 10 }],
    });
  });

  test('is read in UTF-16, as PowerShell saves it, and after what k6 prints on the screen', async () => {
    const utf16 = Buffer.from(`\ufeff${of('logfmt')}`, 'utf16le');
    expect(await readK6Log(write('k6.log', utf16))).toMatchObject({ errors: 10, exceptions: 10 });
    const mixed = `\n  execution: local\n\n${of('json')}\n  http_reqs: 20\n`;
    expect(await read(mixed)).toMatchObject({ errors: 10, warnings: 0, exceptions: 10 });
  });

  test('tells what the generator itself could not do, whatever the message is cut to', async () => {
    const failed = (error: string) =>
      line('warning', 'Request Failed', ` error="Get \\"${'x'.repeat(300)}\\": ${error}"`);
    const text = [
      failed('dial tcp 127.0.0.1:3000: socket: too many open files'),
      failed('dial tcp 127.0.0.1:3000: connect: cannot assign requested address'),
      failed('dial tcp 127.0.0.1:3000: connect: cannot assign requested address'),
      failed('dial tcp: lookup shop.internal on 10.0.0.2:53: no such host'),
      failed('proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused'),
      failed('dial tcp 127.0.0.1:3000: connect: connection refused'),
    ].join('');
    expect((await read(text)).limits).toEqual({ files: 1, ports: 2, names: 1, proxy: 1 });
    expect(await read(failed('EOF'))).not.toHaveProperty('limits');
  });
});
