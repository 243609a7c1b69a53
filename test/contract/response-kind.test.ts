import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeResponse, parseResponseKind } from '../../lib/contract/response-kind.ts';

const kindOf = (headers: Record<string, string>, body: unknown = null) =>
  parseResponseKind(describeResponse({ status: 200, headers, body }));

describe('the kind of a response', () => {
  test.each<[Record<string, string>, unknown, object]>([
    [{ 'Content-Type': 'application/json', 'Content-Length': '55' }, null, { type: 'application/json', sizeBytes: 55 }],
    [{ 'Content-Type': 'Text/HTML; charset=utf-8' }, null, { type: 'text/html', sizeBytes: null }],
    [{ 'Content-Encoding': 'gzip', 'Content-Length': '1234567' }, null, { encoding: 'gzip', sizeBytes: 1_200_000 }],
    [{}, 'four', { type: '', encoding: '', sizeBytes: 4 }],
    [{ 'Content-Length': '0' }, '', { sizeBytes: 0 }],
    [{ 'Content-Length': '-3' }, null, { sizeBytes: null }],
  ])('of %j with the body %j is %j', (headers, body, kind) => {
    expect(kindOf(headers, body)).toEqual({ status: 200, type: '', encoding: '', sizeBytes: null, ...kind });
  });

  test('is harmless in a tag, whatever the target sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (type, length) => {
        const text = describeResponse({
          status: 200,
          headers: { 'Content-Type': type, 'Content-Length': length },
          body: null,
        });
        expect(text).toMatch(/^200 [\w.+/-]{1,60} - [\d.e+-]+$/);
        expect(parseResponseKind(text)?.status).toBe(200);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['', '200', '200 a b', 'x text/html - 1', '200 text/html - Infinity', '200 a - 1 2'])(
    'is not in %j',
    (text) => {
      expect(parseResponseKind(text)).toBeUndefined();
    },
  );
});
