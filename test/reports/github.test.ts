import { describe, expect, test } from 'vitest';
import renderGithub, { githubAnnotations, maxSummaryBytes } from '../../reports/formats/github.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import { runView } from '../../reports/views/run.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { caseInput, codes, inputOf, languages, madeUp, wideResult } from './inputs.ts';

const wide = inputOf(wideResult(30, 40));
const bytesOf = (text: string): number => Buffer.byteLength(text);
const count = (text: string, mark: RegExp): number => (text.match(mark) ?? []).length;

describe('the step summary', () => {
  test.each(codes)('is the Markdown report where that is short enough, in %s', (code) => {
    for (const [, input] of madeUp)
      expect(renderGithub(runView(input, languages[code]))).toBe(renderMarkdown(runView(input, languages[code])));
  });

  test.each(codes)(
    'of thirty steps in forty stages keeps to what GitHub shows, and says what is left out, in %s',
    (code) => {
      const whole = renderMarkdown(runView(wide, languages[code]));
      const text = renderGithub(runView(wide, languages[code]));
      expect(bytesOf(whole)).toBeGreaterThan(maxSummaryBytes);
      expect(bytesOf(text)).toBeLessThanOrEqual(maxSummaryBytes);
      expect(bytesOf(text)).toBeGreaterThan(maxSummaryBytes - 8_000);
      const last = text.trimEnd().split('\n').at(-1) ?? '';
      const folded = Number(/\d[\d,]*/.exec(last)?.[0].replace(',', ''));
      expect(last).toContain('report.md');
      // Every line is either shown or counted.
      const shown =
        text.split('\n').findLastIndex((line, index) => line !== '' && line === whole.split('\n')[index]) + 1;
      expect(folded).toBeGreaterThan(0);
      expect(whole.split('\n').length - folded).toBeGreaterThanOrEqual(shown);
      expect(whole.split('\n').length - folded - shown).toBeLessThanOrEqual(1);
    },
  );

  // However far the report comes, what it opened it closes.
  test.each([5, 12, 20, 30, 60, 120])('is valid Markdown of %i steps, wherever it is cut', (steps) => {
    for (const code of codes) {
      const text = renderGithub(runView(inputOf(wideResult(steps, 40)), languages[code]));
      expect(bytesOf(text)).toBeLessThanOrEqual(maxSummaryBytes);
      expect(count(text, /^```/gm) % 2).toBe(0);
      expect(count(text, /^<details/gm)).toBe(count(text, /^<\/details/gm));
      const rows = text.split('\n').map((line) => (line.startsWith('|') ? line.split('|').length : 0));
      for (const [index, cells] of rows.entries()) {
        const before = rows[index - 1] ?? 0;
        if (cells > 0 && before > 0) expect(cells).toBe(before);
      }
    }
  });

  test('begins with the verdict and what matters, however much is left out', () => {
    const head = renderGithub(runView(wide, languages.en)).split('\n').slice(0, 8).join('\n');
    expect(head).toContain('Objectives **PASS**');
    expect(head).toContain('300 of 300 scheduled journeys succeeded (100 %)');
  });
});

describe('an annotation', () => {
  const levelsOf = (lines: readonly string[]) => lines.map((line) => /^::(\w+)/.exec(line)?.[1]);

  test('is a notice of a run that passed, alone', () => {
    const lines = githubAnnotations(runView(inputOf(sampleResult()), languages.en));
    expect(lines).toEqual(['::notice title=e2e x test::PASS']);
  });

  test('is an error for an objective missed or without data, and for what spoiled the run; a warning for a doubt', () => {
    const [, troubled] = madeUp[1] as (typeof madeUp)[number];
    const lines = githubAnnotations(runView(troubled, languages.en));
    expect(levelsOf(lines.slice(0, 5))).toEqual(['error', 'error', 'error', 'error', 'error']);
    const levels = Object.fromEntries(
      lines.slice(5).map((line) => [/::([\w-]+): /.exec(line)?.[1], /^::(\w+)/.exec(line)?.[1]]),
    );
    expect(levels).toEqual({
      'generator-drops': 'warning',
      'generator-saturated': 'warning',
      'broken-integrity': 'error',
    });
  });

  test('is no notice of a run that is in doubt and failed, and none of a note', async () => {
    const lines = githubAnnotations(runView(await caseInput('case1'), languages.en));
    expect(levelsOf(lines)).toEqual(['error', 'error', 'error', 'warning']);
    expect(lines.join('\n')).not.toContain('survivorship');
  });

  test('is a warning beside the notice where a run passed in doubt', () => {
    const input = inputOf(sampleResult({ malformedRows: 1 }));
    expect(levelsOf(githubAnnotations(runView(input, languages.en)))).toEqual(['warning', 'notice']);
  });

  test('escapes what GitHub would take for its own', () => {
    const [line] = githubAnnotations(
      runView(inputOf(sampleResult({ scenario: 'a,b:c', integrityTrouble: '100 % of\nit' })), languages.en),
    );
    expect(line).toMatch(/^::error title=a%2Cb%3Ac x test::.*100 %25 of it/);
  });
});
