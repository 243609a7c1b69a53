import { describe, expect, it } from 'vitest';
import { csvRecords, csvText, parseCsv, StrayQuoteError } from '../../lib/contract/csv.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

describe('a CSV', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain fields',
      'a,b\n1, 2 \n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quoted commas and quotes', 'a\n"x,y"\n"say ""hi"""\n', [['a'], ['x,y'], ['say "hi"']]],
    [
      'a line break in a field',
      'a,b\n"one\ntwo",3',
      [
        ['a', 'b'],
        ['one\ntwo', '3'],
      ],
    ],
    [
      'empty fields, the last one too',
      'a,b\n,\n"",',
      [
        ['a', 'b'],
        ['', ''],
        ['', ''],
      ],
    ],
    ['empty lines and other line ends', 'a\r\n\r\n1\r2\n', [['a'], ['1'], ['2']]],
    ['nothing', '', []],
  ])('with %s is read', (_what, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it.each([
    ['that is not closed', 'a\n"x', 2],
    ['in the middle of a field', 'a\nb\nx"y', 3],
    ['after which a field goes on', 'a\n"x"y', 2],
  ])('with a quote %s is refused by its line', (_what, text, line) => {
    expect(() => cellsOf(text)).toThrow(StrayQuoteError);
    expect(() => cellsOf(text)).toThrow(`line ${line} has an unclosed or stray quote`);
  });

  it.each(['a,b\n1,2\n\n,\n', 'a\r\n 1 \r2', 'a,b,c', 'a,b\n"x\n,""y""",2\n\n"",\n3,4'])(
    'is the same read row by row: %j',
    (text) => {
      expect(csvRecords(text).flatMap(cellsOf)).toEqual(cellsOf(text));
      expect(csvRecords(text)).toHaveLength(cellsOf(text).length);
    },
  );

  it('knows the line that a row starts in', () => {
    expect(parseCsv('a\n"1\n2"\n\n3').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('is written so that it is read again', () => {
    const rows = [
      ['a', 'b'],
      ['x,y', 'say "hi"'],
      ['one\ntwo', ' padded '],
      ['', '한글'],
    ];
    expect(cellsOf(csvText(rows))).toEqual(rows);
  });
});
