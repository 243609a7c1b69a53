import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactBody, redactHeaders, redactValue } from '../../lib/cli/args/redact.ts';

const names = [
  'password',
  'passphrase',
  'accessToken',
  'client_secret',
  'api-key',
  'apiKey',
  'Authorization',
  'sessionId',
];

describe('redactValue', () => {
  test('hides secrets at any depth, and nothing else', () => {
    const value = {
      email: 'a@b',
      user: [{ password: 'x', name: 'n' }],
      data: { accessToken: 't', count: 3, none: null },
    };
    expect(redactValue(value)).toEqual({
      email: 'a@b',
      user: [{ password: '‹redacted›', name: 'n' }],
      data: { accessToken: '‹redacted›', count: 3, none: null },
    });
  });

  test('lets no secret through, wherever it stands', () => {
    const secret = 's3cr3t-value';
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { weight: 2, arbitrary: fc.record({ [names[0] ?? '']: fc.constant(secret) }) },
        fc.dictionary(fc.constantFrom('a', 'b', 'items'), tie('node')),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.integer(),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.stringify(redactValue(value))).not.toContain(secret);
      }),
    );
  });
});

test.each(names)('the header %s is hidden', (name) => {
  expect(redactHeaders({ [name]: 's3cr3t', Accept: '*/*' }, [])).toEqual({ [name]: '‹redacted›', Accept: '*/*' });
});

test('a header of the user is hidden, whatever its name and case', () => {
  expect(redactHeaders({ 'x-tenant': 's3cr3t', Accept: '*/*' }, ['X-Tenant'])).toEqual({
    'x-tenant': '‹redacted›',
    Accept: '*/*',
  });
});

test.each([
  ['', '(empty)'],
  ['{"token":"t","id":7}', '{"token":"‹redacted›","id":7}'],
  ['{"id":9007199254740993,"at":[-1.50, 1e400, 7]}', '{"id":9007199254740993,"at":[-1.50,1e400,7]}'],
  ['{"token":9007199254740993}', '{"token":"‹redacted›"}'],
  ['token=t', '(7 characters, not JSON)'],
])('the body %j is shown as %s', (body, shown) => {
  expect(redactBody(body)).toBe(shown);
});
