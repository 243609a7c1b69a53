import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, padEnd, padStart } from '../../reports/text-width.ts';

describe('the columns of a text in a terminal', () => {
  test.each([
    ['', 0],
    ['p95', 3],
    ['여정', 4],
    ['p95 여정', 8],
    ['지연 시간', 9],
    ['ㅎㅏㄴ', 6],
    ['漢字かな', 8],
    ['１２', 4],
    ['—', 1],
    ['✓', 1],
    ['▁▂█', 3],
    ['é', 1],
    ['→', 1],
  ])('of "%s" are %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('padding', () => {
  test('fills to as many columns as it is asked for, on either side', () => {
    expect(padEnd('여정', 6)).toBe('여정  ');
    expect(padStart('여정', 6)).toBe('  여정');
    expect(padEnd('abc', 2)).toBe('abc');
    expect(padStart('여정', 3)).toBe('여정');
  });

  test('makes all texts of a column as wide as the widest', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', '9', ' ', '여', '정', '—') }), { minLength: 1 });
    fc.assert(
      fc.property(texts, (list) => {
        const width = Math.max(...list.map(columnsOf));
        for (const text of list) {
          expect(columnsOf(padEnd(text, width))).toBe(width);
          expect(columnsOf(padStart(text, width))).toBe(width);
        }
      }),
    );
  });
});
