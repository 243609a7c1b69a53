import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../../lib/model/errors.ts';
import { csvSamples } from '../../../lib/results/samples/csv-samples.ts';
import { type RowWishes, splitCsvLine, tagsOf } from '../../../lib/results/samples/sample-rows.ts';
import { columns, everyRow, pushInPieces } from './samples-file.ts';

const sizes = [1, 7, 64, 1 << 20];
const header = 'metric_name,timestamp,metric_value,check,scenario,extra_tags,metadata';
const stamp = '1795551126499830';
const stampMs = 1_795_551_126_499.83;

/** What a reader makes of the text in pieces of so many bytes: the rows as metric, value and one tag. */
function read(
  text: string | Buffer,
  { size = 1 << 20, tag = 'check', wants = undefined as RowWishes['wants'] | undefined } = {},
) {
  const { seen, wishes } = everyRow(wants);
  const end = pushInPieces(csvSamples('samples.csv', wishes), Buffer.from(text), size);
  return { ...end, seen: seen.map((row) => [row.metric, row.value, row.tag(tag)]), at: seen.map(({ atMs }) => atMs) };
}

/** A file of these lines, and what comes after the last one. */
const fileOf = (lines: readonly string[], rest = '') => `${[header, ...lines].join('\n')}\n${rest}`;
const row = (metric: string, value = '1.5', tail = ',load,,') => `${metric},${stamp},${value},${tail}`;

describe('a csv file of samples', () => {
  test.each(sizes)('is read the same in pieces of %i bytes', (size) => {
    const text = fileOf([row('a'), row('b', '2', '"x,\ny",load,k=1,'), '', row('a', '3.25', '주문,load,,vu=7')]);
    expect(read(text, { size })).toEqual({
      seen: [
        ['a', 1.5, ''],
        ['b', 2, 'x,\ny'],
        ['a', 3.25, '주문'],
      ],
      at: [stampMs, stampMs, stampMs],
      ...{ isWhole: true, rows: 3, malformed: 0 },
    });
  });

  test('is read the same in pieces of any size, whatever it holds', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', '&', '=', '주'), maxLength: 12 });
    const lines = fc.array(fc.array(field, { minLength: 1, maxLength: 8 }).map((fields) => fields.join(',')));
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 40 }), (all, size) => {
        const text = fileOf(all, 'a,1');
        expect(read(text, { size })).toEqual(read(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each(sizes)('may end a line of a metric that nobody needs in its stamp, in pieces of %i bytes', (size) => {
    for (const cut of ['b,', 'b,17', `b,${stamp}`, `b,${stamp},1`]) {
      const text = fileOf([row('a'), row('b'), row('b', '2'), cut, row('a'), cut]);
      const end = read(text, { size, wants: (metric) => metric === 'a' });
      expect(end).toMatchObject({
        rows: 6,
        malformed: 2,
        seen: [
          ['a', 1.5, ''],
          ['a', 1.5, ''],
        ],
      });
    }
  });

  test('has rows that are like earlier ones read as each by itself, whatever changes in them', () => {
    const metric = fc.constantFrom('a', 'http_req_duration', 'http_req_blocked', 'iterations');
    const stamps = [stamp, stamp.replace('9830', '0000'), `${stamp}123`, `${stamp}0`, '1795551126', '1795551126499'];
    const otherStamps = ['2026-11-24T19:12:06Z', '12345678', '17955511264998x0', ''];
    const values = ['1.500000', '0.000001', '2147483648.999999', '999999999.999999', '1234567890.500000', '10.10', '3'];
    const otherValues = ['-2.000000', '.500000', '1.5000000', '1.5x0000', '1.00000:', '1.5,0000', 'x', ''];
    const tail = fc.constantFrom(',load,,', 'x,load,k=1,', '"x, y",load,,', 'too,few', '');
    const line = fc
      .tuple(metric, fc.constantFrom(...stamps, ...otherStamps), fc.constantFrom(...values, ...otherValues), tail)
      .map((parts) => parts.join(','));
    const repeated = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => [...lines, ...lines, ...lines]);
    fc.assert(
      fc.property(fc.array(repeated, { maxLength: 4 }), (groups) => {
        const lines = [...groups.flat(), row('last', '1', '"quoted",load,,')];
        const alone = lines.map((one) => read(fileOf([one])));
        expect(read(fileOf(lines))).toEqual({
          seen: alone.flatMap(({ seen }) => seen),
          at: alone.flatMap(({ at }) => at),
          malformed: alone.reduce((sum, one) => sum + one.malformed, 0),
          ...{ rows: lines.length, isWhole: true },
        });
        const isWanted = (name: unknown) => name !== 'http_req_blocked';
        const { seen, rows } = read(fileOf(lines), { wants: isWanted });
        expect(seen).toEqual(alone.flatMap((one) => one.seen.filter(([name]) => isWanted(name))));
        expect(rows).toBe(lines.length);
      }),
      { numRuns: 300 },
    );
  });

  test('tells the tags of a row: columns, extra tags and metadata', () => {
    const { seen, wishes } = everyRow();
    const text = `${columns}\njourneys_failed,${stamp},1.000000,,1050,false,::g,/api,load,500,cause=status 500&failed_step=charge,iter=4&vu=3\n`;
    pushInPieces(csvSamples('f', wishes), Buffer.from(text), 64);
    const tags = [
      'error_code',
      'expected_response',
      'group',
      'name',
      'scenario',
      'status',
      'cause',
      'failed_step',
      'vu',
      'iter',
      'none',
    ];
    expect(tags.map((name) => seen[0]?.tag(name))).toEqual([
      '1050',
      'false',
      '::g',
      '/api',
      'load',
      '500',
      'status 500',
      'charge',
      '3',
      '4',
      '',
    ]);
  });

  test('has its rows handed over of wanted metrics alone, all are counted', () => {
    const text = fileOf([row('a'), row('b'), row('a', 'NaN'), row('b', 'NaN')]);
    expect(read(text, { wants: (metric) => metric === 'a' })).toMatchObject({
      seen: [['a', 1.5, '']],
      rows: 4,
      malformed: 1,
    });
  });

  test.each([
    [columns, true],
    [header, false],
  ])('says whether its rows tell if a response was expected: %s', (line, tells) => {
    const told: boolean[] = [];
    const wishes: RowWishes = {
      wants: (_metric, hasExpected) => {
        told.push(hasExpected);
        return false;
      },
      resolve: () => undefined,
    };
    pushInPieces(csvSamples('f', wishes), Buffer.from(`${line}\na,1,1,\n`), 64);
    expect(told).toEqual([tells]);
  });

  test('has each combination of metric and tags resolved once', () => {
    let resolved = 0;
    const wishes: RowWishes = {
      wants: () => true,
      resolve: () => {
        resolved++;
        return () => {};
      },
    };
    const lines = Array.from({ length: 300 }, (_, index) => row(`m${index % 3}`, '1', `${index % 5},load,,`));
    pushInPieces(csvSamples('f', wishes), Buffer.from(fileOf(lines)), 100);
    expect(resolved).toBe(15);
  });

  test('is read right with more combinations of tags than are remembered', () => {
    const lines = Array.from({ length: 45_000 }, (_, index) => row('m', String(index), `${index},load,,`));
    const { seen } = read(fileOf([...lines, ...lines.slice(0, 10)]));
    expect(seen.length).toBe(45_010);
    expect(seen.every(([, value, check]) => String(value) === check)).toBe(true);
  });
});

describe('the stamp of a row', () => {
  test.each([
    ['s', '1795551126', 1_795_551_126_000],
    ['ms', '1795551126499', 1_795_551_126_499],
    ['ms before 2001', '999999999999', 999_999_999_999],
    ['µs', '1795551126499830', 1_795_551_126_499.83],
    ['ns', '1795551126499830123', 1_795_551_126_499.83],
    ['s before 2001', '999999999', 999_999_999_000],
    ['rfc3339', '2026-11-24T19:12:06Z', Date.UTC(2026, 10, 24, 19, 12, 6)],
    ['rfc3339 of another zone', '2026-11-24T19:12:06+09:00', Date.UTC(2026, 10, 24, 10, 12, 6)],
    ['rfc3339 with its fraction', '2026-11-24T19:12:06.499830123Z', Date.UTC(2026, 10, 24, 19, 12, 6, 499)],
  ])('is read in %s', (_unit, text, expected) => {
    expect(read(fileOf([`a,${text},1,,load,,`]))).toMatchObject({ at: [expected], malformed: 0 });
  });

  test.each(['', 'x', '12', '-1795551126', '1795551126a', '1.79e9', ' '])('of %j makes the row malformed', (text) => {
    expect(read(fileOf([`a,${text},1,,load,,`, row('b')]))).toMatchObject({ seen: [['b', 1.5, '']], malformed: 1 });
  });
});

describe('the value of a row', () => {
  test.each([
    ['0', 0],
    ['0.000000', 0],
    ['69.464226', 69.464226],
    ['.5', 0.5],
    ['5.', 5],
    ['-3.25', -3.25],
    ['1e3', 1_000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['123456789012345678', 123456789012345680],
    ['12345678901234567.891', 12345678901234568],
    ['0.1', 0.1],
    [`${'9'.repeat(50)}.000000`, 1e50],
  ])('is %s', (text, expected) => {
    expect(read(fileOf([row('a', text)]))).toMatchObject({ seen: [['a', expected, '']], malformed: 0 });
  });

  test('is the double that k6’s %f stands for', () => {
    const value = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const texts = values.map((one) => one.toFixed(6));
        expect(read(fileOf(texts.map((text) => row('a', text)))).seen.map(([, found]) => found)).toEqual(
          texts.map(Number),
        );
      }),
    );
  });

  test.each([
    '',
    'NaN',
    '+Inf',
    '-Inf',
    'x',
    '1.2.3',
    '.',
    '1,5',
    '--1',
    '1e51',
    `-${'9'.repeat(300)}`,
    '9'.repeat(400),
  ])('of %j makes the row malformed', (text) => {
    expect(read(fileOf([row('a', text), row('b')]))).toMatchObject({ seen: [['b', 1.5, '']], malformed: 1 });
  });
});

describe('a damaged csv file', () => {
  const after = row('b', '7');
  test.each([
    ['the metric alone', 'a'],
    ['metric and comma', 'a,'],
    ['no value', `a,${stamp}`],
    ['a value without its comma', `a,${stamp},1`],
    ['no tags', `a,${stamp},1,`],
    ['too few fields', `a,${stamp},1,,load,`],
    ['too many fields', `a,${stamp},1,,load,,,`],
    ['a row cut short by its neighbour', `a,${stamp},1,,loa`],
    ['rubbish', '\u0000\ufffd~#'],
  ])('has a malformed line that takes nothing from its neighbours: %s', (_name, text) => {
    for (const size of sizes) {
      expect(read(fileOf([after, text, after]), { size })).toMatchObject({
        seen: [
          ['b', 7, ''],
          ['b', 7, ''],
        ],
        ...{ malformed: 1, isWhole: true },
      });
    }
  });

  test.each(sizes)('is not whole without the end of its last line, in pieces of %i', (size) => {
    for (const rest of [row('a'), 'a', `a,${stamp},1`]) {
      expect(read(fileOf([after], rest), { size })).toMatchObject({
        seen: [['b', 7, '']],
        isWhole: false,
        malformed: 0,
      });
    }
  });

  test.each(['a', 'b'])('has a stray quote in a row of %s that takes nothing from its neighbours', (metric) => {
    const lines = [after, row(metric, '1', '"x,load,,'), after, after, row('c', '2', 'x",load,,'), after];
    for (const size of sizes) {
      // The last one is never closed.
      const text = fileOf([...lines, row('c', '3', 'y",load,,')]);
      const { seen, ...end } = read(text, { size, wants: (one) => one !== 'a' });
      expect(seen.filter(([one, value]) => one === 'b' && value === 7).length).toBe(4);
      expect(end).toMatchObject({ malformed: 2, rows: 6, isWhole: false });
    }
  });

  test('is not whole when a quote is never closed', () => {
    const { seen, isWhole } = read(fileOf([after, row('a', '1', '"x,load,,'), after]));
    expect(seen).toEqual([['b', 7, '']]);
    expect(isWhole).toBe(false);
  });

  test('that has a header alone is whole', () => {
    expect(read(`${header}\n`)).toMatchObject({ rows: 0, isWhole: true, malformed: 0 });
  });

  test('with line ends of another system is read all the same', () => {
    expect(read(fileOf([row('a'), row('b', '2')]).replaceAll('\n', '\r\n'))).toMatchObject({ malformed: 0, rows: 2 });
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['other columns', 'time,value\n1,2\n', /not csv output of k6: its first line does not begin with metric_name/],
    ['columns in another order', 'timestamp,metric_name,metric_value\n', /not csv output of k6/],
    ['no header', `${row('a')}\n`, /not csv output of k6/],
    ['half a header', 'metric_name,times', /not csv output of k6/],
    ['nothing', '', /is empty/],
    ['an empty line', '\n', /is empty|not csv output/],
    ['binary rubbish', Buffer.from([0xff, 0xd8, 0x00, 0x1b, 0x0a, 0x80, 0x0d]), /not csv output of k6/],
    ['a line that never ends', 'x'.repeat(100_000), /not csv output of k6/],
    ['a page', '<!doctype html>\n<html>\r\n</html>', /not csv output of k6/],
  ])('that is something else is one clear line: %s', (_name, content, message) => {
    for (const size of sizes) {
      let error: unknown;
      try {
        read(content, { size });
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ArtifactError);
      const { message: text, hint } = error as ArtifactError;
      expect(text).toMatch(message);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not get them.
      expect(text).not.toMatch(/[\u0000-\u001f]/);
      expect(text.length).toBeLessThan(200);
      expect(hint).toContain('k6 run --out csv=');
    }
  });

  test('in which a line is longer than any row is not read to its end', () => {
    const endless = `${header}\n${'x'.repeat(9 << 20)}`;
    expect(() => read(endless, { size: 1 << 20 })).toThrow(ArtifactError);
  });
});

describe('a csv line', () => {
  test.each<[string, string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',,', ['', '', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['a,"say ""hi""",', ['a', 'say "hi"', '']],
    ['"",x', ['', 'x']],
    ['x,""', ['x', '']],
  ])('%s is split as RFC 4180 says', (text, fields) => {
    expect(splitCsvLine(text)).toEqual(fields);
  });

  test('gives back whatever was quoted', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', '&', '=', '\n') });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const text = fields.map((one) => (/[",\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(',');
        expect(splitCsvLine(text)).toEqual(fields);
      }),
    );
  });
});

describe('extra tags', () => {
  test.each<[string, string, string]>([
    ['step=order', 'step', 'order'],
    ['cause=status 500&failed_step=charge', 'failed_step', 'charge'],
    ['cause=status 500&failed_step=charge', 'cause', 'status 500'],
    ['step=a=b', 'step', 'a=b'],
    ['note=a&b&step=order', 'note', 'a&b'],
    ['note=a&b&step=order', 'step', 'order'],
    ['step=&outcome=ok', 'step', ''],
    ['&&step=x&', 'step', 'x'],
    ['=x', '', ''],
  ])('of %s have %s %j', (text, name, value) => {
    expect(tagsOf(text).get(name) ?? '').toBe(value);
  });

  test('of nothing are none', () => {
    expect(tagsOf('').size).toBe(0);
  });
});
