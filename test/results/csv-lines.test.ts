import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsvRows, splitLine, tagOf } from '../../lib/results/csv-lines.ts';
import { readSamples } from '../../lib/results/samples.ts';
import { columns, samplesFile } from './samples-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads the bytes as a file: the rows as metric and value, and whether it was whole. */
async function read(bytes: Buffer, column = 'metric_value', wants: (metric: string) => boolean = () => true) {
  const path = join(folder, 'samples.csv.gz');
  writeFileSync(path, bytes);
  const rows: string[] = [];
  const { isWhole } = await readCsvRows(path, wants, (metric, row) => rows.push(`${metric}=${row(column)}`));
  return { rows, isWhole };
}

const zipped = (text: string) => gzipSync(text);

describe('readCsvRows', () => {
  test('hands every row over, by the names of its columns', async () => {
    const text = `metric_name,timestamp,metric_value\na,1,2.5\nb,2,3\n`;
    expect(await read(zipped(text))).toEqual({ rows: ['a=2.5', 'b=3'], isWhole: true });
    expect(await read(zipped(text), 'timestamp')).toEqual({ rows: ['a=1', 'b=2'], isWhole: true });
  });

  test('reads columns in another order, and says nothing of one that is not there', async () => {
    const text = 'metric_name,more,metric_value\na,x,2\n';
    expect((await read(zipped(text))).rows).toEqual(['a=2']);
    expect((await read(zipped(text), 'scenario')).rows).toEqual(['a=']);
  });

  test('passes over metrics that nobody wants', async () => {
    const text = 'metric_name,metric_value\na,1\nb,2\na,3\n';
    expect((await read(zipped(text), 'metric_value', (metric) => metric === 'a')).rows).toEqual(['a=1', 'a=3']);
  });

  test('keeps characters whole that lie across two chunks', async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `주문-${index}`);
    const { rows, isWhole } = await read(
      zipped(`metric_name,name\n${names.map((name) => `a,${name}\n`).join('')}`),
      'name',
    );
    expect(isWhole).toBe(true);
    expect(rows).toEqual(names.map((name) => `a=${name}`));
  });

  const whole = zipped(
    `metric_name,metric_value\n${Array.from({ length: 50_000 }, (_, i) => `a,${i * 7_919}\n`).join('')}`,
  );
  test.each([0.1, 0.5, 0.9, 0.999])('reads what there is of a file cut at %d', async (share) => {
    const { rows, isWhole } = await read(whole.subarray(0, Math.floor(whole.length * share)));
    expect(isWhole).toBe(false);
    expect(rows.length).toBeLessThan(50_000);
    expect(rows.length).toBeGreaterThan(50_000 * share * 0.5);
    expect(rows).toEqual(rows.map((_, index) => `a=${index * 7_919}`));
  });

  const broken: readonly [name: string, bytes: Buffer, rows: string[]][] = [
    ['a last line without its end', zipped('metric_name,metric_value\na,1\nb,'), ['a=1']],
    ['a last line without its end that looks whole', zipped('metric_name,metric_value\na,1\nb,2'), ['a=1']],
    ['nothing zipped', zipped(''), []],
    ['no byte at all', Buffer.alloc(0), []],
    ['no gzip', Buffer.from('metric_name,metric_value\na,1\n'), []],
    ['the start of a gzip', whole.subarray(0, 5), []],
  ];
  test.each(broken)('is not whole: %s', async (_name, bytes, rows) => {
    expect(await read(bytes)).toEqual({ rows, isWhole: false });
  });

  test('a header alone is whole', async () => {
    expect(await read(zipped('metric_name,metric_value\n'))).toEqual({ rows: [], isWhole: true });
  });

  test('reads a quoted field that holds commas, quotes and line breaks', async () => {
    const text = 'metric_name,check\na,"two\nlines, ""quoted"""\nb,one\n';
    expect(await read(zipped(text), 'check')).toEqual({ rows: ['a=two\nlines, "quoted"', 'b=one'], isWhole: true });
    expect(await read(zipped(text.slice(0, 30)), 'check')).toEqual({ rows: [], isWhole: false });
    const wantsB = (metric: string) => metric === 'b';
    expect((await read(zipped(text), 'check', wantsB)).rows).toEqual(['b=one']);
  });

  test('passes over a line with too few or too many fields', async () => {
    expect((await read(zipped('metric_name,metric_value\na\nb,1,2\nc,3\n'))).rows).toEqual(['c=3']);
  });
});

describe('splitLine', () => {
  test.each<[string, string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',,', ['', '', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['a,"say ""hi""",', ['a', 'say "hi"', '']],
    ['"",x', ['', 'x']],
    ['x,""', ['x', '']],
  ])('%s', (text, fields) => {
    expect(splitLine(text)).toEqual(fields);
  });

  test('gives back whatever was quoted as RFC 4180 says', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', '&', '=') });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const text = fields.map((one) => (/[",]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(',');
        expect(splitLine(text)).toEqual(fields);
      }),
    );
  });
});

describe('tagOf', () => {
  test.each<[string, string, string]>([
    ['step=order', 'step', 'order'],
    ['cause=status 500&failed_step=charge&outcome=failed', 'failed_step', 'charge'],
    ['cause=status 500&failed_step=charge&outcome=failed', 'outcome', 'failed'],
    ['cause=status 500&failed_step=charge&outcome=failed', 'cause', 'status 500'],
    ['step=a=b', 'step', 'a=b'],
    ['laststep=x', 'step', ''],
    ['laststep=x&step=y', 'step', 'y'],
    ['step=&outcome=ok', 'step', ''],
    ['', 'step', ''],
    ['note=a&b&step=order', 'step', 'order'],
  ])('%s has %s %j', (tags, name, value) => {
    expect(tagOf(tags, name)).toBe(value);
  });
});

describe('readSamples', () => {
  const path = () => join(folder, 'samples.csv.gz');

  test('leaves the warm-up out of every count', async () => {
    const rows = ['load', 'warmup'].flatMap((scenario) => [
      { metric: 'journeys_started', atMs: 1, scenario },
      { metric: 'http_req_duration', atMs: 2, value: 5, scenario, extraTags: 'step=signup', isExpected: false },
      { metric: 'checks', atMs: 2, value: 0, scenario, check: 'register 201' },
      { metric: 'journey_duration', atMs: 3, scenario, extraTags: 'cause=timeout&failed_step=signup&outcome=failed' },
      { metric: 'dropped_iterations', atMs: 4, value: 2, scenario },
      { metric: 'script_exceptions', atMs: 4, scenario },
      { metric: 'journeys_ok', atMs: 4, scenario },
    ]);
    writeFileSync(path(), samplesFile(rows));
    const samples = await readSamples(path());
    expect(samples).toMatchObject({ isWhole: true, journeysOk: 1, journeysFailed: 1, exceptions: 1 });
    expect(samples).toMatchObject({ requests: { failed: 1 }, checks: [{ name: 'register 201', passes: 0, fails: 1 }] });
    expect([samples.startsMs.length, samples.endsMs.length, samples.dropsMs.length]).toEqual([1, 1, 2]);
    expect(samples.journeyFailures).toEqual(new Map([['signup', new Map([['timeout', 1]])]]));
    expect([...samples.steps.keys()]).toEqual(['signup']);
  });

  test('passes over a value that is no number', async () => {
    const row = (value: string) => `http_req_duration,1,${value},,,true,,,load,201,step=order,\n`;
    writeFileSync(path(), gzipSync(`${columns}\n${row('NaN')}${row('x')}${row('2.5')}`));
    expect((await readSamples(path())).requests.durationsMs.length).toBe(1);
  });
});
