import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runView } from '../../reports/views/run.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { soakOf } from '../judge/soak-of.ts';
import { inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

const sample = sampleResult();
const soak = soakOf({ 'shop.memory': (window) => (100 + window) * 2 ** 20 });
const input = inputOf({ ...sample, run: { ...sample.run, profile: 'soak' }, soak });
const holes = /undefined|\bNaN\b|\[object|Infinity|\{\{/;

describe('the report of a soak', () => {
  test.each(['terminal', 'markdown', 'html'] as const)('has each series in a table, as %s', (format) => {
    const text = renderers[format](runView(input, languages.en));
    expect(text).toContain('Drift over the soak');
    expect(text).toContain('memory of the shop');
    expect(text).toContain('rows of the database');
    expect(text.replace(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(holes);
  });

  test('says in Korean what drifts', () => {
    const text = renderers.markdown(runView(input, languages.ko));
    expect(text).toContain('장시간 부하 중의 변화 추세');
    expect(text).toContain('| 상점의 메모리 |');
    expect(text).toContain('추세 있음');
  });

  test('has a row with start, end, slope, interval, p and verdict', () => {
    const text = renderers.markdown(runView(input, languages.en));
    const row = text.split('\n').find((line) => line.startsWith('| memory of the shop'));
    expect(row).toMatch(
      /\| 10\d\.\d MiB \| 15\d\.\d MiB \| \+7\d\d\.\d MiB \| .+ – .+ \| &lt; 0\.001 \| .+ \| drift \|/,
    );
  });

  test('has the series as data, too', () => {
    const { result } = JSON.parse(renderers.json(runView(input, languages.en))) as { result: { soak: unknown } };
    expect(result.soak).toEqual(soak);
  });

  test.each(['en', 'ko'] as const)('has no hole, whatever the series are, in %s', (code) => {
    const value = fc.oneof(fc.constantFrom(0, 1, 1e12, null), fc.double({ min: 0, max: 1e6, noNaN: true }));
    const anySoak = fc
      .array(
        fc.oneof(
          fc.array(value, { minLength: 40, maxLength: 40 }),
          value.map((one) => new Array(40).fill(one)),
        ),
        {
          ...{ minLength: soak.series.length, maxLength: soak.series.length },
        },
      )
      .map((all) => ({ ...soak, series: soak.series.map((one, index) => ({ ...one, values: all[index] ?? [] })) }));
    fc.assert(
      fc.property(anySoak, (any) => {
        const text = renderers.markdown(runView(inputOf({ ...input.result, soak: any }), languages[code]));
        expect(text).not.toMatch(holes);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  test('has no such table of another run', () => {
    expect(renderers.markdown(runView(inputOf(sample), languages.en))).not.toContain('Drift');
  });
});
