import { expect, it } from 'vitest';
import { fieldProblem, fieldText } from '../../lib/contract/json-field.ts';

it.each<[string, string, string | undefined]>([
  ['{"a":{"b":[{"id":1}]}}', 'a.b.0.id', undefined],
  ['{"a":true}', 'a', undefined],
  ['{"a":false}', 'a', undefined],
  ['{"a":""}', 'a', undefined],
  ['{"a":0}', 'a', undefined],
  ['{"a":null}', 'a', 'null'],
  ['{"a":null}', 'a.b', 'missing'],
  ['{"b":1}', 'a', 'missing'],
  ['{"a":{}}', 'a', 'an object'],
  ['{"a":[1]}', 'a', 'an array'],
  ['<h1>hi</h1>', 'a', 'no JSON'],
])('of %s the field %s is %s', (text, field, problem) => {
  expect(fieldProblem(text, field)).toBe(problem);
});

it.each([
  ['{"a":{"b":["x"]}}', 'a.b.0', 'x'],
  ['{"a":1}', 'a', undefined],
  ['{"a":null}', 'a.b', undefined],
  ['<h1>hi</h1>', 'a', undefined],
])('the text in %s at %s is %s', (text, field, expected) => {
  expect(fieldText(text, field)).toBe(expected);
});
