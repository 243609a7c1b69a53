import { expect, test } from 'vitest';
import { get } from '../../lib/contract/scenario.ts';

test.each([
  [{}, '/items'],
  [{ page: 1, open: true, none: undefined }, '/items?page=1&open=true'],
  [{ q: 'a&b=c 가', 'x y': '' }, '/items?q=a%26b%3Dc%20%EA%B0%80&x%20y='],
])('the query %j of a GET is encoded once, and not in its name', (query, path) => {
  expect(get('/items', { query })).toMatchObject({ method: 'GET', path, name: '/items' });
  expect(get('/items', { query, name: 'list' })).toMatchObject({ path, name: 'list' });
});

test('a GET without a query is counted under its path', () => {
  expect(get('/items', { token: 't' })).toMatchObject({ path: '/items', token: 't', name: undefined });
});
