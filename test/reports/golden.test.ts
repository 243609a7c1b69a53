import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderers } from '../../reports/formats/all.ts';
import type { FormatName } from '../../reports/formats/formats.ts';
import { githubAnnotations } from '../../reports/formats/github.ts';
import type { Language } from '../../reports/languages/language.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { expectGolden } from './golden.ts';
import { caseInput, codes, languages, madeUp } from './inputs.ts';

const cases = ['case1', 'case2', 'case3'] as const;
const ownRuns = madeUp.map(([name]) => name);
const inputs = new Map<string, ReportInput>(madeUp);

beforeAll(async () => {
  for (const name of cases) inputs.set(name, await caseInput(name));
});

interface Golden {
  readonly file: string;
  readonly name: string;
  readonly render: (input: ReportInput) => string;
}

/** A file for each of these runs in each language. */
const inBoth = (names: readonly string[], ending: string, render: (input: ReportInput, language: Language) => string) =>
  names.flatMap((name) =>
    codes.map(
      (code): Golden => ({
        ...{ file: `${name}.${code}.${ending}`, name },
        render: (input) => render(input, languages[code]),
      }),
    ),
  );

/** The style sheet and the result as JSON are held elsewhere. */
const bare = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '<style></style>')
    .replace(/(<script type="application\/json"[^>]*>)[\s\S]*?<\/script>/, '$1</script>');

const goldens: readonly Golden[] = [
  ...(['terminal', 'markdown'] satisfies FormatName[]).flatMap((format) =>
    inBoth([...ownRuns, ...cases], `${format}.txt`, renderers[format]),
  ),
  ...inBoth(ownRuns, 'junit.xml', renderers.junit),
  ...inBoth(['troubled'], 'html', (input, language) => bare(renderers.html(input, language))),
  ...inBoth([...ownRuns, 'case1', 'case3'], 'annotations.txt', (input, language) =>
    githubAnnotations(input, language)
      .map((line) => `${line}\n`)
      .join(''),
  ),
  // Plain numbers, the same in every language; with the line breaks that git leaves alone.
  ...ownRuns.map((name) => ({
    ...{ file: `${name}.csv`, name },
    render: (input: ReportInput) => renderers.csv(input, languages.en).replaceAll('\r\n', '\n'),
  })),
];

describe('the reports of a fixed run are as they were', () => {
  test.each(goldens.map((golden) => [golden.file, golden] as const))('%s', (file, { name, render }) => {
    expectGolden(file, render(inputs.get(name) ?? expect.fail(`no input ${name}`)));
  });

  test('and no file is there that no test holds', () => {
    expect(readdirSync(new URL('golden/', import.meta.url)).sort()).toEqual(goldens.map(({ file }) => file).sort());
  });
});
