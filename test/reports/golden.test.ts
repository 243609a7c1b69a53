import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LanguageCode } from '../../lib/model/finding.ts';
import { type FormatName, formatNames } from '../../reports/formats/formats.ts';
import { runView } from '../../reports/views/run.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { expectGolden } from './golden.ts';
import { inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

const sample = sampleResult();
/** Enough of them to show how a report has them; a new one changes no golden. */
const shown = ['inconsistent-accounting', 'noisy-host', 'unfinished-journeys', 'zero-failures', 'sustainable-range'];

/** A small run: one step, two stages. */
const run = inputOf({
  ...sample,
  latency: { ...sample.latency, steps: sample.latency.steps.slice(0, 1), distributions: [] },
  series: { ...sample.series, windows: null },
});
const small = { ...run, findings: run.findings.filter(({ id }) => shown.includes(id)) };

/** Machine documents inside of a report are held by the test of report.json. */
const bare = (text: string): string =>
  text
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/(<script type="application\/json"[^>]*>)[\s\S]*?<\/script>/, '$1</script>')
    .replaceAll('\r\n', '\n');

/** The text of report.json; the documents in it have schemas of their own. */
const withoutDocuments = (json: string): string => {
  const { summary, findingTexts, hypothesisTexts, ...documents } = JSON.parse(json) as Record<string, unknown>;
  return `${JSON.stringify({ documents: Object.keys(documents), summary, findingTexts, hypothesisTexts }, null, 2)}\n`;
};

const goldens: readonly (readonly [file: string, format: FormatName, code: LanguageCode])[] = [
  ...formatNames.map((format) => [`${format}.en.txt`, format, 'en'] as const),
  ['markdown.ko.txt', 'markdown', 'ko'],
];

describe('the report of a small run is as it was', () => {
  test.each(goldens)('%s', (file, format, code) => {
    const text = renderers[format](runView(small, languages[code]));
    expectGolden(file, format === 'json' ? withoutDocuments(text) : bare(text));
  });

  test('and no file is there that no test holds', () => {
    expect(readdirSync(new URL('golden/', import.meta.url)).sort()).toEqual(goldens.map(([file]) => file).sort());
  });
});
