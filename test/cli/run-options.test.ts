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

  it.each<[words: string, unknown: string, nearest: string]>([
    ['htlm', 'htlm', 'html'],
    ['html,markdwn', 'markdwn', 'markdown'],
    ['HTML', 'HTML', 'html'],
    ['json,git-hub', 'git-hub', 'github'],
    ['', '', 'csv'],
    ['html,', '', 'csv'],
  ])('%j are refused, those known listed with the nearest first', (words, unknown, nearest) => {
    const [what, hint = ''] = usageErrorOf(() => parseFormats(words)).split(' — known: ');
    expect(what).toBe(`unknown format '${unknown}'`);
    expect(hint.split(', ').sort()).toEqual([...formatNames].sort());
    expect(hint.split(', ')[0]).toBe(nearest);
  });
});
