import { describe, expect, test } from 'vitest';
import { secretValues, shownUrl, withoutCredentials } from '../../lib/model/credentials.ts';

describe('what was meant as a URL is shown without its password', () => {
  test.each([
    ['https://me:s3cret@[::1', 'https://…@[::1'],
    ['https://me:s3cret@host:port', 'https://…@host:…'],
    ['https://me:s3/cr?et@host', 'https://…@host'],
    ['https://me:s3#cret@host', 'https://…@host'],
    ['https://me:s3@cret@host', 'https://…@host'],
    ['https://me:s3cret', 'https://me:…'],
    ['https:/me:s3cret@host', 'https:/…@host'],
    ['https:me:s3cret@host', '…@host'],
    ['me:s3cret@host', '…@host'],
    ['s3cret@host', '…@host'],
    ['https:\\\\me:s3cret@host', 'https:\\\\…@host'],
    ['ftp://me:s3cret@host', 'ftp://…@host'],
    ['http://host/a?token=s3cret', 'http://host/a?…'],
    ['http://host/#s3cret', 'http://host/#…'],
    ['http://[::1', 'http://[::1'],
    ['http://127.0.0.1:3000/api', 'http://127.0.0.1:3000/api'],
    ['localhost:3000', 'localhost:3000'],
    ['nonsense', 'nonsense'],
  ])('%s', (text, shown) => {
    expect(shownUrl(text)).toBe(shown);
  });
});

test('a message is shown without the passwords of the URLs in it', () => {
  expect(withoutCredentials("'postgres://me:s3cret@db/x' and http://a@b/c@d")).toBe(
    "'postgres://…@db/x' and http://…@b/c@d",
  );
});

test('secret values are those of headers and of variables by their names, unless they are too short to be one', () => {
  const headers = { Authorization: 'Bearer abcdefgh', 'X-Team': 'a' };
  const env = { NPM_TOKEN: 'npm_12345', PATH: '/usr/bin', PASSWORD: '', SESSION: 'x' };
  expect(secretValues(headers, env)).toEqual(['Bearer abcdefgh', 'abcdefgh', 'npm_12345']);
  expect(secretValues({}, {}, ['-e', 'API_KEY=12345678', '-e=PASSWORD=12345679', '-e=MODE=anything'])).toEqual([
    '12345678',
    '12345679',
  ]);
});
