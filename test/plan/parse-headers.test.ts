import { describe, expect, test } from 'vitest';
import { parseHeaders } from '../../lib/plan/parse-headers.ts';
import { usageErrorOf } from '../usage-error.ts';

const named = (lines: readonly string[]) => lines.map((text, index) => ({ name: `--header ${index + 1}`, text }));

describe('headers of the command line', () => {
  test('are names and values', () => {
    expect(parseHeaders(named(['X-Api-Key: a b: c', 'Accept:*/*', 'X-Empty:', 'X-Name:\tÇa va ', '!#$&: 1']))).toEqual({
      'X-Api-Key': 'a b: c',
      Accept: '*/*',
      'X-Empty': '',
      'X-Name': 'Ça va',
      '!#$&': '1',
    });
  });

  test.each([
    ['secret', "--header 1 is not of the form 'Name: value'"],
    [': secret', "--header 1 is not of the form 'Name: value'"],
    ['X Name: secret', 'the name of --header 1 contains U+0020 as its character 2'],
    ['X-이름: secret', 'the name of --header 1 contains U+C774 as its character 3'],
    ['X-Name: secret 한글', "the value of --header 'X-Name' contains U+D55C as its character 8"],
    ['X-Name: 😀', "the value of --header 'X-Name' contains U+1F600 as its character 1"],
    ['X-Name: secret\r\nX-Other: 1', "the value of --header 'X-Name' contains U+000D as its character 7"],
    ['X-Name: secret\n', "the value of --header 'X-Name' contains U+000A as its character 7"],
    ['X-Name: secret\0', "the value of --header 'X-Name' contains U+0000 as its character 7"],
    ['X-Name: \u0085', "the value of --header 'X-Name' contains U+0085 as its character 1"],
  ])('%j is one clear error without the value', (line, says) => {
    const error = usageErrorOf(() => parseHeaders(named([line])));
    expect(error).toContain(says);
    expect(error).not.toContain('secret');
  });
});
