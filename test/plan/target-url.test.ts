import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../lib/cli/args/target-spec.ts';
import { isLoopback } from '../../lib/plan/target-url.ts';
import { usageErrorOf } from '../usage-error.ts';

/** As the command line does it: the word through the WHATWG URL parser, then the check. */
const targetOf = (target: string, allowHost?: string) =>
  parseTarget({ target, ...(allowHost === undefined ? {} : { allowHost }) });
const urlOf = (target: string, allowHost?: string) => {
  const parsed = targetOf(target, allowHost);
  return parsed.kind === 'url' ? parsed.url : undefined;
};

describe('a target on this machine', () => {
  it.each([
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:3000/api/v1//', 'http://127.0.0.1:3000/api/v1'],
    ['https://localhost', 'https://localhost'],
    ['http://127.255.0.9:80', 'http://127.255.0.9:80'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['HTTP://LocalHost:3000', 'HTTP://LocalHost:3000'],
  ])('%s is taken', (word, url) => {
    expect(urlOf(word)).toBe(url);
  });
});

describe('another host', () => {
  it.each([
    ['http://example.com', 'example.com'],
    ['http://localhost.evil.com', 'localhost.evil.com'],
    ['http://127.0.0.1.evil.com', '127.0.0.1.evil.com'],
    ['http://evil.com/127.0.0.1', 'evil.com'],
    ['http://notlocalhost', 'notlocalhost'],
    ['http://128.0.0.1', '128.0.0.1'],
    ['http://10.0.0.1:3000', '10.0.0.1'],
    ['http://0.0.0.0:3000', '0.0.0.0'],
    ['http://[::]:3000', '[::]'],
    ['http://[::2]', '[::2]'],
    ['http://[::ffff:7f00:1]', '[::ffff:7f00:1]'],
    ['http://localhost.:3000', 'localhost.'],
  ])('%s is refused, and says how to allow %s', (word, host) => {
    const says = usageErrorOf(() => targetOf(word));
    expect(says).toBe(
      `${host} is not this machine; load is only sent to loopback unless you allow the host — if you are allowed to load it, add --allow-host ${host}`,
    );
  });

  it.each([
    ['http://example.com:8080/api', 'example.com'],
    ['http://example.com', 'EXAMPLE.com'],
    ['http://0.0.0.0:3000', '0.0.0.0'],
    ['http://[fd00::1]:3000', 'fd00::1'],
    ['http://[fd00::1]:3000', '[fd00::1]'],
  ])('%s is taken with --allow-host %s', (word, allowed) => {
    expect(urlOf(word, allowed)).toBe(word);
  });

  it.each([
    ['http://example.com', 'example.org'],
    ['http://api.example.com', 'example.com'],
    ['http://example.com.evil.com', 'example.com'],
    ['http://example.com', ''],
    ['http://example.com', '*'],
  ])('%s is refused with --allow-host %s, which is another', (word, allowed) => {
    expect(usageErrorOf(() => targetOf(word, allowed))).toContain('is not this machine');
  });
});

describe('a host in other words', () => {
  // The WHATWG parser reads all of these as loopback. k6 has another parser, which would look some of them up as names.
  it.each([
    ['http://2130706433:3000', '127.0.0.1'],
    ['http://0x7f000001', '127.0.0.1'],
    ['http://0177.0.0.1', '127.0.0.1'],
    ['http://127.1', '127.0.0.1'],
    ['http://127.0.0.1.', '127.0.0.1'],
    ['http://①②⑦.0.0.1', '127.0.0.1'],
    ['http://[0:0:0:0:0:0:0:1]', '[::1]'],
    ['http:127.0.0.1', '127.0.0.1'],
    ['http:///127.0.0.1', '127.0.0.1'],
    [' http://127.0.0.1', '127.0.0.1'],
    ['http://127.0.0.1\\@evil.com', '127.0.0.1'],
    ['http://127.0.0.1\t.evil.com', '127.0.0.1.evil.com'],
    ['http://%31%32%37.0.0.1', '127.0.0.1'],
  ])('%s is refused, and says to write %s', (word, host) => {
    expect(usageErrorOf(() => targetOf(word))).toBe(
      `--target is '${word}', whose host is ${host} in other words — write it out: http://${host}`,
    );
  });

  it('that is no loopback either is refused all the more', () => {
    expect(usageErrorOf(() => targetOf('http://134744072'))).toContain('an unusual way to write the host 8.8.8.8');
  });
});

describe('what is no base URL', () => {
  it.each([
    '',
    '127.0.0.1:3000',
    'localhost:3000',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'http://',
    'javascript:1',
    'shop',
  ])("'%s' is refused, with how to write one", (word) => {
    expect(usageErrorOf(() => targetOf(word))).toBe(
      `--target is '${word}', which is not an http(s) URL — write it like http://127.0.0.1:3000`,
    );
  });

  it.each(['http://me:secret@127.0.0.1', 'http://me@127.0.0.1', 'http://:secret@127.0.0.1'])(
    'credentials are refused and never repeated: %s',
    (word) => {
      const says = usageErrorOf(() => targetOf(word));
      expect(says).toMatch(/--target contains a user name or password.*use --header/);
      expect(says).not.toContain('secret');
    },
  );

  it.each(['http://127.0.0.1/?a=1', 'http://127.0.0.1#top'])('a query or fragment is refused: %s', (word) => {
    expect(usageErrorOf(() => targetOf(word))).toContain('a base URL has no query or fragment');
  });
});

describe('loopback', () => {
  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['[::1]', true],
    ['127.0.0.1.evil.com', false],
    ['x127.0.0.1', false],
    ['localhost.evil.com', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['', false],
  ])('%s: %s', (hostname, expected) => {
    expect(isLoopback(hostname)).toBe(expected);
  });
});

describe('a path that k6 and Node would read differently', () => {
  it.each([
    ['http://127.0.0.1:3000/a b', "' '", '%20'],
    ['http://127.0.0.1:3000/a\nb', "'\n'", '%0A'],
    ['http://127.0.0.1:3000/50%', "'%'", '%25'],
    ['http://127.0.0.1:3000/%zz', "'%'", '%25'],
    ['http://127.0.0.1:3000/a\\b', "'\\'", '%5C'],
    ['http://127.0.0.1:3000/가', "'가'", '%EA%B0%80'],
    ['http://127.0.0.1:3000/a|b', "'|'", '%7C'],
  ])('%j is refused with what would do', (word, character, encoded) => {
    const says = usageErrorOf(() => targetOf(word));
    expect(says).toContain(`whose path contains an unencoded ${character}`);
    expect(says).toContain(`encode it: ${encoded}`);
  });

  it.each(['/api/v1', '/a%20b', "/~me/a.b_c-d!$&'()*+,;=:@"])('%s is taken', (path) => {
    expect(urlOf(`http://127.0.0.1:3000${path}`)).toBe(`http://127.0.0.1:3000${path}`);
  });
});
