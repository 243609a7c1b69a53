import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../../lib/model/errors.ts';
import { jsonSamples } from '../../../lib/results/samples/json-samples.ts';
import type { RowWishes } from '../../../lib/results/samples/sample-rows.ts';
import { everyRow, pushInPieces } from './samples-file.ts';

const time = '2026-11-24T19:22:59.123456789Z';
const timeMs = Date.UTC(2026, 10, 24, 19, 22, 59) + 123.456;

const point = (metric: string, value: unknown = 1.5, tags: unknown = { step: 'order' }, more: object = {}) =>
  JSON.stringify({ metric, type: 'Point', data: { time, value, tags, ...more } });
const definition = '{"type":"Metric","data":{"name":"a","type":"counter","contains":"default"},"metric":"a"}';

function read(
  text: string | Buffer,
  { size = 1 << 20, tag = 'step', wants = undefined as RowWishes['wants'] | undefined } = {},
) {
  const { seen, wishes } = everyRow(wants);
  const end = pushInPieces(jsonSamples('samples.json', wishes), Buffer.from(text), size);
  return { ...end, seen: seen.map((row) => [row.metric, row.value, row.tag(tag)]), at: seen.map(({ atMs }) => atMs) };
}
const fileOf = (lines: readonly string[], rest = '') => `${lines.join('\n')}\n${rest}`;

describe('a json file of samples', () => {
  test.each([1, 7, 64, 1 << 20])('is read the same in pieces of %i bytes', (size) => {
    const text = fileOf([definition, point('a'), '', point('b', 2, { step: '주문,"\n' }), point('a', 0)]);
    expect(read(text, { size })).toEqual({
      seen: [
        ['a', 1.5, 'order'],
        ['b', 2, '주문,"\n'],
        ['a', 0, 'order'],
      ],
      at: [timeMs, timeMs, timeMs],
      ...{ isWhole: true, rows: 4, malformed: 0 },
    });
  });

  test('tells tags and metadata, and numbers among them as text', () => {
    const { seen, wishes } = everyRow();
    const tags = { status: 201, expected_response: false, list: [1], nothing: null };
    pushInPieces(jsonSamples('f', wishes), Buffer.from(`${point('a', 1, tags, { metadata: { vu: 3 } })}\n`), 9);
    expect(['status', 'expected_response', 'vu', 'list', 'nothing', 'none'].map((name) => seen[0]?.tag(name))).toEqual([
      ...['201', 'false', '3', '', '', ''],
    ]);
  });

  test('has no tags in names that every object has', () => {
    const { seen, wishes } = everyRow();
    pushInPieces(jsonSamples('f', wishes), Buffer.from(`${point('a')}\n`), 9);
    expect(['constructor', '__proto__', 'toString'].map((name) => seen[0]?.tag(name))).toEqual(['', '', '']);
    const own = point('a').replace('"step"', '"__proto__"');
    pushInPieces(jsonSamples('f', wishes), Buffer.from(`${own}\n`), 9);
    expect(seen[1]?.tag('__proto__')).toBe('order');
    expect(({} as Record<string, unknown>).order).toBeUndefined();
  });

  test('has its rows handed over of wanted metrics alone', () => {
    const text = fileOf([point('a'), point('b', 'x'), point('a', 2)]);
    expect(read(text, { wants: (metric) => metric === 'a' })).toMatchObject({
      seen: [
        ['a', 1.5, 'order'],
        ['a', 2, 'order'],
      ],
      ...{ rows: 3, malformed: 0 },
    });
  });

  test.each([
    ['2026-11-24T19:22:59Z', Date.UTC(2026, 10, 24, 19, 22, 59)],
    ['2026-11-24T19:22:59.5Z', Date.UTC(2026, 10, 24, 19, 22, 59, 500)],
    ['2026-11-24T19:22:59.000001234Z', Date.UTC(2026, 10, 24, 19, 22, 59) + 0.001],
    ['2026-11-25T04:22:59.123456+09:00', timeMs],
    ['2026-11-24T12:52:59.123456-06:30', timeMs],
  ])('has the instant %s to the microsecond', (text, expected) => {
    expect(read(`${point('a').replace(time, text)}\n`).at).toEqual([expected]);
  });

  test('gives the csv’s instants for any of nanoseconds', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (ns) => {
        const text = `2026-11-24T19:22:59.${String(ns).padStart(9, '0')}Z`;
        const expected = Date.UTC(2026, 10, 24, 19, 22, 59) + Math.trunc(ns / 1_000) / 1_000;
        expect(read(`${point('a').replace(time, text)}\n`).at).toEqual([expected]);
      }),
    );
  });
});

describe('a damaged json file', () => {
  test.each([
    ['half a document', '{"metric":"a","type":"Poi'],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['no data', '{"metric":"a","type":"Point"}'],
    ['data that is null', '{"metric":"a","type":"Point","data":null}'],
    ['a metric that is no text', point('a').replace('"a"', '5')],
    ['no value', '{"metric":"a","type":"Point","data":{"time":"2026-11-24T19:22:59Z"}}'],
    ['a value that is text', point('a', '1.5')],
    ['a value that is null', point('a', null)],
    ['a value larger than any', point('a').replace('1.5', '1e999')],
    ['a value that nothing has', point('a', 1e51)],
    ['no time', point('a').replace(/"time":"[^"]+",/, '')],
    ['a time that is none', point('a').replace(time, 'yesterday')],
    ['a time that is a number', point('a').replace(`"${time}"`, '1795551126')],
  ])('has a malformed line that takes nothing from its neighbours: %s', (_name, text) => {
    expect(read(fileOf([point('b'), text, point('b')]))).toMatchObject({
      seen: [
        ['b', 1.5, 'order'],
        ['b', 1.5, 'order'],
      ],
      ...{ malformed: 1, rows: 3, isWhole: true },
    });
  });

  test('without tags has none', () => {
    expect(read(fileOf([point('a', 1, {}), point('a', 1, null), point('a', 1, 'x')])).seen).toEqual([
      ['a', 1, ''],
      ['a', 1, ''],
      ['a', 1, ''],
    ]);
  });

  test('is not whole without the end of its last line', () => {
    expect(read(fileOf([point('a')], point('b').slice(0, 40)))).toMatchObject({
      isWhole: false,
      malformed: 0,
      rows: 1,
    });
  });

  test.each([
    ['a summary', '{"metrics":{},"root_group":{}}\n'],
    ['a summary over several lines', '{\n "metrics": {}\n}\n'],
    ['definitions alone', `${definition}\n`],
    ['rubbish', '{"\u0000\n'],
    ['a line that never ends', `{"${'x'.repeat(9 << 20)}`],
    ['nothing', ''],
  ])('that is something else is one clear line: %s', (_name, text) => {
    let error: unknown;
    try {
      read(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ArtifactError);
    expect((error as Error).message).toMatch(/^samples\.json is not json output of k6: .*"Point"/);
    expect((error as Error).message).not.toMatch(/\n/);
    expect((error as ArtifactError).hint).toContain('k6 run --out json=');
  });
});
