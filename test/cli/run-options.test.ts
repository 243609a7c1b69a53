import { describe, expect, it } from 'vitest';
import { parseFormats } from '../../lib/cli/args/run-options.ts';
import { formatNames } from '../../reports/formats/formats.ts';
import { usageErrorOf } from '../usage-error.ts';

describe('formats of reports', () => {
  it.each<[string, string[]]>([
    ['html', ['html']],
    ['markdown,junit', ['markdown', 'junit']],
    [' csv , json ', ['csv', 'json']],
    [formatNames.join(','), formatNames],
  ])('%j are %j', (words, formats) => {
    expect(parseFormats(words)).toEqual(formats);
  });

  it.each<[text: string, unknown: string, hint: RegExp]>([
    ['htlm', 'htlm', /^did you mean html\? known: html, /],
    ['html,markdwn', 'markdwn', /^did you mean markdown\? known: markdown, /],
    ['HTML', 'HTML', /^did you mean html\? known: html, /],
    ['json,git-hub', 'git-hub', /^did you mean github\? known: github, /],
    ['', '', /^known: csv, /],
    ['html,', '', /^known: csv, /],
  ])('%j are refused, with what may be meant and those known', (text, unknown, hint) => {
    const [what, advice = ''] = usageErrorOf(() => parseFormats(text)).split(' — ');
    expect(what).toBe(`unknown format '${unknown}'`);
    expect(advice).toMatch(hint);
    const [, known = ''] = advice.split('known: ');
    expect(known.split(', ').sort()).toEqual([...formatNames].sort());
  });
});
