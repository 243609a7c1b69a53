import { expect, test } from 'vitest';
import { tracePrefixOf } from '../../lib/plan/trace-prefix.ts';

// Known answers of FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/.
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('the digits of %j', (runId, prefix) => {
  expect(tracePrefixOf(runId)).toBe(prefix);
});
