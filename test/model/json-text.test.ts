import { expect, test } from 'vitest';
import { jsonText } from '../../lib/model/json-text.ts';

test('JSON has nothing that a terminal or a runner of CI obeys, and the same value', () => {
  const value = {
    '##[error]': [
      '\u009b31m',
      '\u202eevil',
      '###[x]',
      '##vso[task.x]',
      '\u2028',
      '# [x]',
      '</script>',
      '<!--',
      'p95 < 1',
    ],
  };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/[\u007f-\u009f\u2028\u202e]|##\w*\[|<[/!a-z]/);
});
