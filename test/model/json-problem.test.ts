import { expect, test } from 'vitest';
import { jsonProblem } from '../../lib/model/json-problem.ts';

test.each([
  ['', 'it ends too early'],
  ['{"a": [1', /^(it ends too early|line 1, column 9|character 9)$/],
  ['s3cret-token', 'its text is of another kind'],
  ['{"a": s3cret}', /^(its text is of another kind|line|character)/],
  ['["s3cret at position 7 (line 3 column 4)', /^(line 1, column \d+|character \d+)$/],
])('%j is no JSON, and no character of it is told', (text, problem) => {
  let thrown: unknown;
  try {
    JSON.parse(text);
  } catch (error) {
    thrown = error;
  }
  expect(jsonProblem(thrown)).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
});
