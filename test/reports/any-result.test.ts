import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNames, formats } from '../../reports/formats/formats.ts';
import { runView } from '../../reports/views/run.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { codes, inputOf, languages, madeUp } from './inputs.ts';
import { renderers } from './renderers.ts';

/** What must never be read in a report, whatever a run came to. */
const holes = /undefined|\bNaN\b|\[object|Infinity|\{\{|(?<!\w)\(\s*\)/;

/** Without the result as JSON, in which nothing is left out. */
const readable = (text: string): string => text.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '');

// JSON leaves nothing out.
describe.each(formatNames.filter((name) => name !== 'json'))('the %s report', (format) => {
  test.each(codes)('says something of any result, and leaves no hole, in %s', (code) => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const text = renderers[format](runView(inputOf(result), languages[code]));
        expect(readable(text)).not.toMatch(holes);
        expect(text).toMatch(/\n$/);
      }),
      { numRuns: format === 'html' ? 25 : 60, seed: 6 },
    );
  });
});

describe('every renderer', () => {
  test('writes a file of its own', () => {
    expect(new Set(Object.values(formats).map(({ file }) => file)).size).toBe(formatNames.length);
  });

  test.each(formatNames)('is pure: the same input gives the same text (%s)', (format) => {
    for (const [, input] of madeUp) {
      const before = JSON.stringify(input);
      expect(renderers[format](runView(input, languages.en))).toBe(renderers[format](runView(input, languages.en)));
      expect(JSON.stringify(input)).toBe(before);
    }
  });
});
