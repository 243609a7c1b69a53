// Scenarios as users write them. Each is tried and loaded: what is sent must be the same.
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from '../../lib/model/errors.ts';
import { readUsers } from '../../lib/run/users/users-file.ts';
import { ScenarioFiles } from '../run/bundle/scenario-files.ts';
import { fileOfCase, loadFile, tryFile } from './perform-scenario.ts';
import { type Incoming, type Reply, StandInService } from './stand-in-service.ts';

const services: StandInService[] = [];
const open = async (reply?: (incoming: Incoming) => Reply) => {
  const service = await StandInService.open(reply);
  services.push(service);
  return service;
};
afterEach(() => {
  for (const service of services.splice(0)) service.close();
  vi.unstubAllEnvs();
});

/** Tries and loads a scenario of which every request must succeed; returns what was sent. */
async function performBoth(name: string, reply?: (incoming: Incoming) => Reply) {
  const service = await open(reply);
  const file = fileOfCase(name);
  const { trace, failure } = await tryFile(file, service.url);
  expect(failure).toBeUndefined();
  const tried = service.requests.splice(0);
  const load = await loadFile(file, service.url);
  expect(load).toMatchObject({ scheduled: 20, ok: 20, failed: 0, stderr: '' });
  return { trace, tried, loaded: service.requests, load };
}

describe('a scenario', () => {
  it('that names a host in a path is refused before anything is sent', async () => {
    const service = await open();
    const trial = tryFile(fileOfCase('absolute-url'), service.url);
    await expect(trial).rejects.toThrow(UsageError);
    await expect(trial).rejects.toThrow(
      /^step 'find' has the path 'http:\/\/127\.0\.0\.1:9\/other': a path must start with \/, and the host is the target's/,
    );
    expect(service.requests).toEqual([]);
  });

  it('hands an id of 64 bits on with its digits', async () => {
    const { tried, loaded } = await performBoth('big-id', ({ url }) =>
      url === '/new' ? { body: '{"id":9007199254740993}' } : { status: url === '/items/9007199254740993' ? 200 : 404 },
    );
    expect(tried.map(({ url }) => url)).toEqual(['/new', '/items/9007199254740993']);
    expect(new Set(loaded.map(({ url }) => url))).toEqual(new Set(tried.map(({ url }) => url)));
  });

  it('hands numbers on as they were sent, wherever they are', async () => {
    const numbers = ['18446744073709551615', '-9007199254740993', '1e30', '0.12345678901234567890', '7'];
    const [first, below, large, share, whole] = numbers;
    const body = `{"items":[{"id":${first}}],"of":{"owner":{"id":${below}}},"item-size":${large},
      "share":${share},"whole":${whole}}`;
    const { tried, loaded } = await performBoth('odd-ids', ({ url }) => (url === '/new' ? { body } : {}));
    const shown = `/items/${numbers.join('/')}`;
    expect(tried.map(({ url }) => url)).toEqual(['/new', shown]);
    expect(new Set(loaded.map(({ url }) => url))).toEqual(new Set(['/new', shown]));
  });

  it('hands a field on that is true', async () => {
    const { tried } = await performBoth('boolean-field', () => ({ body: { active: true } }));
    expect(tried.map(({ url }) => url)).toEqual(['/state', '/use?active=true']);
  });

  it('keeps the cookie of a login', async () => {
    const { tried, loaded } = await performBoth('cookie-login', ({ url, headers, body }) => {
      if (url === '/login') return { headers: { 'set-cookie': `sid=${JSON.parse(body).user}; Path=/; HttpOnly` } };
      return { status: /^sid=./.test(headers.cookie ?? '') ? 200 : 401 };
    });
    expect(tried.map(({ url }) => url)).toEqual(['/login', '/me']);
    // A cookie each: k6 forgets those of the journey before.
    expect(new Set(loaded.flatMap(({ headers }) => headers.cookie ?? [])).size).toBe(20);
  });

  it('may send requests of its own, which `try` performs and shows, and is given VUs enough', async () => {
    const tokens = new Set<string>();
    const { trace, tried, load } = await performBoth('form-token', ({ method, body }) => {
      if (method === 'POST') return { status: tokens.delete(body) ? 200 : 403 };
      const token = `csrf=t${tokens.size}-${Math.random()}`;
      tokens.add(token);
      return { body: `<form><input type="hidden" name="csrf" value="${token.slice(5)}"></form>` };
    });
    expect(tried.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /form', 'POST /form']);
    expect(trace.exchanges.map(({ step, status }) => [step, status])).toEqual([
      [undefined, 200],
      [undefined, 200],
    ]);
    expect(load.vus).toBeGreaterThan(1);
  });

  it.each([undefined, 'blue'])('may be configured by the environment: TENANT is %s', async (tenant) => {
    if (tenant !== undefined) vi.stubEnv('TENANT', tenant);
    const service = await open();
    const { failure } = await tryFile(fileOfCase('from-environment'), service.url);
    expect(failure).toBeUndefined();
    expect(service.requests.map(({ url }) => url)).toEqual([`/tenant/${tenant ?? 'none'}`]);
  });

  it('may sign its requests with k6/crypto', async () => {
    const { tried, loaded } = await performBoth('signed');
    for (const { headers, body } of [...tried, ...loaded]) {
      const expected = createHmac('sha256', 'key').update(JSON.parse(body).id).digest('hex');
      expect(headers['x-signature']).toBe(expected);
    }
  });

  it('may open files beside it, share data and count at module level', async () => {
    const { tried, loaded } = await performBoth('upload', ({ url, headers, body }) => {
      if (url !== '/upload') return {};
      const isMultipart = headers['content-type']?.startsWith('multipart/form-data');
      return { status: isMultipart && body.includes('\0\xff\x10picture') ? 201 : 400 };
    });
    expect(tried.map(({ url }) => url)).toEqual(['/upload', '/ping']);
    expect(loaded).toHaveLength(40);
  });

  it('may fill in one object for every journey: each is sent as it is then', async () => {
    const { loaded } = await performBoth('filled-body');
    expect(new Set(loaded.map(({ body }) => body)).size).toBe(20);
  });

  it('follows pages to the last, whose next is null', async () => {
    const { tried, loaded } = await performBoth('pages', ({ url }) => {
      const at = Number(/page=(\d)/.exec(url)?.[1]);
      return { body: { next: at < 3 ? `/page?page=${at + 1}` : null } };
    });
    expect(tried.map(({ url }) => url)).toEqual(['/page?page=1', '/page?page=2', '/page?page=3']);
    expect(loaded).toHaveLength(60);
  });

  it.each([
    ['an optional field that is no text', 'pages', { next: [1] }, /the field 'next' is an array/],
    ['no JSON where a field is optional', 'pages', 'no page', /is not JSON/],
    [
      'null',
      'required-page',
      { next: { id: null } },
      /'next\.id' is null.*; if it may be, write optional\('next\.id'\)/,
    ],
    ['nothing', 'required-page', { next: null }, /has no field 'next\.id'/],
  ])('fails at %s, tried and loaded, and says which field', async (_what, name, body, says) => {
    const service = await open(() => ({ body }));
    const file = fileOfCase(name);
    expect((await tryFile(file, service.url)).failure?.sentence).toMatch(says);
    expect(await loadFile(file, service.url)).toMatchObject({ ok: 0, failed: 20 });
  });

  it('may perform a step twice and keep what each provided', async () => {
    let carts = 0;
    const { tried } = await performBoth('two-carts', () => ({ body: { id: ++carts } }));
    expect(tried).toHaveLength(2);
  });

  it('that goes on after a failed step has failed all the same', async () => {
    const service = await open(({ url }) => ({ status: url === '/search' ? 503 : 200 }));
    const { failure } = await tryFile(fileOfCase('goes-on'), service.url);
    expect(failure?.sentence).toBe('GET /search returned 503, expected 200');
    expect(service.requests.map(({ url }) => url)).toEqual(['/search', '/home']);
    expect(await loadFile(fileOfCase('goes-on'), service.url)).toMatchObject({ ok: 0, failed: 20, stderr: '' });
  });

  it('sends bytes as they are', async () => {
    const { tried, loaded } = await performBoth('bytes');
    const sent = (all: typeof tried) => all.map(({ url, headers, body }) => [url, headers['content-type'], body]);
    const stream = 'application/octet-stream';
    expect(sent(tried)).toEqual([
      ['/whole', stream, '%\0\xffP'],
      ['/part', stream, '\0\xff'],
      ['/buffer', 'image/png', '%\0\xffP'],
    ]);
    expect(new Set(sent(loaded).map(String))).toEqual(new Set(sent(tried).map(String)));
  });

  it('keeps a cookie that a redirect sets', async () => {
    const { tried } = await performBoth('redirected-login', ({ url, headers }) =>
      url === '/login'
        ? { status: 302, headers: { location: '/me', 'set-cookie': 'sid=1; Path=/' } }
        : { status: headers.cookie === 'sid=1' ? 200 : 401 },
    );
    // Redirects are not followed: a journey says where it goes.
    expect(tried.map(({ url }) => url)).toEqual(['/login', '/me']);
  });

  it('sends a header of any language as k6 does', async () => {
    const { tried, loaded } = await performBoth('unicode-header');
    for (const { headers } of [...tried, ...loaded]) {
      expect(Buffer.from(String(headers['x-user']), 'latin1').toString('utf8')).toBe('김철수');
    }
  });

  it('sends a path of any language encoded once', async () => {
    const { tried, loaded } = await performBoth('unicode-path');
    const encoded = `/find?q=${encodeURIComponent('사과 주스')}&half=50%25`;
    expect(new Set([...tried, ...loaded].map(({ url }) => url))).toEqual(new Set([encoded]));
  });
});

describe('a request that cannot be sent', () => {
  const files = new ScenarioFiles();
  afterAll(() => files.remove());

  it.each([
    [
      'a file in an object',
      "return post('/a', { f: http.file('abc', 'a.txt') } as never);",
      /bytes in its body at 'f'/,
    ],
    ['bytes in a list', "return post('/a', [new Uint8Array(2)] as never);", /bytes in its body at '0'/],
    ['a path that is empty', "return get('');", /has the path '': a path must start with/],
  ])('is the mistake of the scenario: %s', async (_what, body, says) => {
    const service = await open();
    const head = "import http from 'k6/http'; import { post } from '../../lib/contract/scenario.ts';";
    const file = files.withRequest('refused', body, head);
    await expect(tryFile(file, service.url)).rejects.toThrow(says);
    expect(service.requests).toEqual([]);
  });
});

describe('a header that HTTP does not allow', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{ 'X-Note': 'two\nlines' }, /header 'X-Note' of step 'login' cannot be sent: its value/],
    [{ 'X Note': 'one' }, /header 'X Note' of step 'login' cannot be sent: HTTP does not allow its name/],
  ])('is named: %j', async (headers, says) => {
    const service = await open();
    const trial = tryFile(fileOfCase('filled-body'), service.url, headers);
    await expect(trial).rejects.toThrow(UsageError);
    await expect(trial).rejects.toThrow(says);
    expect(service.requests).toEqual([]);
  });
});

describe("users of the user's own", () => {
  it('may be quoted as RFC 4180 has it', () => {
    const file = fileOfCase('x').replace('scenarios/x.ts', 'files/quoted.csv');
    expect(readUsers(file, ['at']).map(({ at }) => at)).toEqual(['plain', 'with, comma', 'quo"te', '한글']);
  });
});
