// What a step can send, take and check, each tried and loaded by real k6 against a service.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { preCheck } from '../../lib/run/users/pre-check.ts';
import { withPreparation } from '../run/users/open-preparation.ts';
import { fileOfCase, loadFile, tryFile } from './perform-scenario.ts';
import { type Incoming, type Reply, StandInService } from './stand-in-service.ts';

const services: StandInService[] = [];
const open = async (reply: (incoming: Incoming) => Reply) => {
  const service = await StandInService.open(reply);
  services.push(service);
  return service;
};
afterAll(() => {
  for (const service of services.splice(0)) service.close();
});

/** Tries and loads a scenario that succeeds; what was sent of each. */
async function performBoth(name: string, reply: (incoming: Incoming) => Reply) {
  const service = await open(reply);
  const file = fileOfCase(name);
  const { failure } = await tryFile(file, service.url);
  expect(failure).toBeUndefined();
  const tried = service.requests.splice(0);
  expect(await loadFile(file, service.url)).toMatchObject({ scheduled: 20, ok: 20, failed: 0, stderr: '' });
  return { tried, loaded: service.requests };
}

/** Tries and loads a scenario that fails: the sentence, and how many journeys of the load failed. */
async function failBoth(name: string, reply: (incoming: Incoming) => Reply) {
  const service = await open(reply);
  const file = fileOfCase(name);
  const { failure } = await tryFile(file, service.url);
  const { ok, failed, stderr } = await loadFile(file, service.url);
  return { sentence: failure?.sentence, ok, failed, stderr };
}

const htmlPage = '<h1> Hello </h1><form><input name="_token" value="t&amp;1"></form><!-- build 42 -->';

describe.concurrent('a step takes of an answer', () => {
  const reply = ({ url, headers }: Incoming): Reply => {
    if (url === '/list') {
      return {
        headers: { Location: '/page/3', 'Set-Cookie': 'csrf=c%3D1; Path=/' },
        body: '{"items":[{"id":9007199254740993,"name":"a"},{"id":"b-2","name":"b"}],"codes":["x","y","z"]}',
      };
    }
    if (url === '/page/3') {
      return {
        status: headers['x-csrf'] === 'c%3D1' ? 200 : 403,
        headers: { 'content-type': 'text/html' },
        body: htmlPage,
      };
    }
    return { status: url.startsWith('/view?') ? 200 : 404 };
  };

  it('random elements, headers, cookies, HTML, patterns, and what a function makes of it', async () => {
    const { tried, loaded } = await performBoth('taken', reply);
    const views = [...tried, ...loaded].filter(({ url }) => url.startsWith('/view?')).map(({ url }) => url);
    const seen = views.map((url) => Object.fromEntries(new URLSearchParams(url.slice('/view?'.length))));
    expect(views).toHaveLength(21);
    for (const one of seen) {
      expect(one).toMatchObject({ token: 't&1', title: 'Hello', build: '42', names: 'a+b', later: 'none' });
    }
    // With all their digits, and each of them in time: missed by 20 journeys once in 3,000 runs.
    expect(new Set(seen.map(({ element }) => element))).toEqual(new Set(['9007199254740993', 'b-2']));
    for (const { bare } of seen) expect(['x', 'y', 'z']).toContain(bare);
  });

  it('and fails where there is nothing', async () => {
    const { sentence, ok, failed } = await failBoth('nothing-to-take', () => ({ body: '{"items":[]}' }));
    expect(sentence).toBe("the response to GET /list has no element of 'items.#.id' (the product of this journey)");
    expect({ ok, failed }).toEqual({ ok: 0, failed: 20 });
    const other = await failBoth('nothing-to-take', () => ({ headers: { 'content-type': 'text/html' }, body: 'no' }));
    expect(other.sentence).toBe(sentence);
    expect(other.failed).toBe(20);
  });
});

describe.concurrent('checks of a body', () => {
  const good = { list: '{"shop":"ours","items":[1]}', graph: '{"data":{"product":{"title":"t"}}}' };
  const reply =
    (bodies: typeof good) =>
    ({ url }: Incoming): Reply => ({ body: url === '/list' ? bodies.list : bodies.graph });

  it('that hold let the journey go on', async () => {
    const { tried } = await performBoth('body-checks', reply(good));
    expect(tried.map(({ url }) => url)).toEqual(['/list', '/graphql']);
  });

  it.each([
    [{ list: '{"shop":"ours","items":[]}' }, "GET /list returned 200, but check 'has items' does not hold"],
    [{ list: '{"shop":"other","items":[1]}' }, "GET /list returned 200, but check 'is of this shop' does not hold"],
    [{ list: 'no JSON' }, "GET /list returned 200, but check 'has items' does not hold"],
    [
      { graph: '{"data":null,"errors":[{"message":"boom"}]}' },
      "POST /graphql returned 200, but check 'no GraphQL errors' does not hold",
    ],
  ])('fail with %j', async (changes, sentence) => {
    const end = await failBoth('body-checks', reply({ ...good, ...changes }));
    expect(end).toEqual({ sentence, ok: 0, failed: 20, stderr: '' });
  });
});

it.concurrent('forms, uploads and basic authentication are sent as a browser sends them', async () => {
  const { tried, loaded } = await performBoth('sent', ({ url }) => ({ status: url === '/files' ? 201 : 200 }));
  for (const requests of [tried, loaded]) {
    const of = (url: string) => requests.find((one) => one.url === url);
    expect(of('/login')?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(of('/login')?.body))).toEqual({ user: 'a b&c', password: 'é=+' });
    expect(of('/files')?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(of('/files')?.body).toContain('name="title"\r\n\r\nmine\r\n');
    expect(of('/files')?.body).toContain('name="photo"; filename="photo.png"\r\nContent-Type: image/png');
    expect(of('/files')?.body).toContain('\r\n\r\n\x00\xff\n\r\x89P\r\n');
    const [scheme, credentials = ''] = (of('/account')?.headers.authorization ?? '').split(' ');
    expect([scheme, Buffer.from(credentials, 'base64').toString()]).toEqual(['Basic', 'ünï:p:w?']);
  }
});

it.concurrent('a step of its own timeout gives up then', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { trace, failure } = await tryFile(fileOfCase('own-timeout'), url);
  expect(failure?.sentence).toMatch(/^GET \/slow got no response: .*timeout/);
  expect(trace.exchanges[0]?.durationMs).toBeLessThan(5_000);
  const { ok, failed } = await loadFile(fileOfCase('own-timeout'), url);
  server.closeAllConnections();
  server.close();
  expect({ ok, failed }).toEqual({ ok: 0, failed: 20 });
});

it.concurrent('journeys that choose, repeat and leave out do so by their weights, and end at what fails', async () => {
  const reply = ({ url, method }: Incoming): Reply => {
    if (url === '/list') return { body: { ids: ['x', 'y'], next: '/more?page=2' } };
    return method === 'POST' ? { status: 201, body: { id: 'c7' } } : {};
  };
  const service = await open(reply);
  const file = fileOfCase('branching');
  const { failure } = await tryFile(file, service.url);
  expect(failure).toBeUndefined();
  service.requests.splice(0);
  expect(await loadFile(file, service.url)).toMatchObject({ scheduled: 20, ok: 20, failed: 0, stderr: '' });
  const count = (pattern: RegExp) =>
    service.requests.filter(({ method, url }) => pattern.test(`${method} ${url}`)).length;
  expect(count(/^GET \/list$/)).toBe(20);
  expect(count(/^GET \/more\?page=2$/)).toBe(20);
  const carts = count(/^POST \/carts$/);
  expect(count(/^POST \/carts\/c7\/payments$/)).toBe(carts);
  // Half of them buy: outside of 1 to 19 once in 500,000 runs.
  expect(carts).toBeGreaterThan(0);
  expect(carts).toBeLessThan(20);
  const views = count(/^GET \/items\/[xy]$/);
  expect(views).toBeGreaterThanOrEqual(20);
  expect(views).toBeLessThanOrEqual(80);

  const broken = await failBoth('branching', (incoming) =>
    incoming.url.startsWith('/items') ? { status: 404 } : reply(incoming),
  );
  expect(broken).toMatchObject({ ok: 0, failed: 20 });
  expect(broken.sentence).toMatch(/^GET \/items\/[xy] returned 404, expected 200$/);
});

it.concurrent('a way that fails is found before the load, however seldom it is gone', async () => {
  const service = await open(({ url, method, body }) => {
    if (url === '/list') return { body: { ids: ['x'] } };
    // Only the full cart has no item.
    if (url === '/carts') return body === '{}' ? { status: 404 } : { status: 201, body: { id: 'c7' } };
    return { status: method === 'POST' ? 201 : 200 };
  });
  const file = fileOfCase('branching');
  const checked = withPreparation(file, service.url, (preparation, scenario) =>
    preCheck(preparation, {
      ...{ scenario, runId: 'run', user: undefined, isShop: false, tryCommandLine: 'caseload try' },
      signal: new AbortController().signal,
    }),
  );
  await expect(checked).rejects.toThrow("step 'full-cart' (way 'buy, full'): POST /carts returned 404, expected 201");
  const sent = service.requests.map(({ method, url }) => `${method} ${url}`);
  expect(sent).toEqual([
    ...['GET /list', 'GET /items/x'],
    ...['GET /list', 'GET /items/x', 'POST /carts', 'POST /carts/c7/payments'],
    ...['GET /list', 'GET /items/x', 'GET /items/x', 'POST /carts'],
  ]);
  expect((await tryFile(file, service.url, {}, 1)).failure).toBeUndefined();
});

describe.concurrent('a request that is sent again', () => {
  /** Refuses each journey's first attempts, and needs some asking until a job is done. */
  const service = (refusals: number, asks: number) => {
    const seen = new Map<string, number>();
    const count = (key: string) => {
      seen.set(key, (seen.get(key) ?? 0) + 1);
      return seen.get(key) ?? 0;
    };
    return ({ method, url, body }: Incoming): Reply => {
      if (method === 'POST') {
        const { by } = JSON.parse(body) as { by: string };
        if (count(body) <= refusals) return { status: 503, headers: { 'Retry-After': '0' } };
        return { status: 202, body: { id: by } };
      }
      const isDone = count(url) >= asks;
      return { body: isDone ? { state: 'done', result: 'r' } : { state: 'running' } };
    };
  };

  it('is one attempt, which succeeds if the last one does', async () => {
    const { tried, loaded } = await performBoth('impatient', service(2, 3));
    expect(tried.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'GET', 'GET', 'GET']);
    expect(loaded).toHaveLength(20 * 6);
  });

  it.each([
    ['is refused too often', service(9, 1), 'POST /jobs returned 503, expected 202', 20 * 4],
    [
      'never gets what it polls for',
      service(0, 9),
      "GET /jobs/run-1-0 returned 200, but check 'polled until it was so' does not hold",
      20 * 6,
    ],
  ])('and %s fails the journey', async (_what, reply, sentence, requests) => {
    const own = await open(reply);
    const { failure } = await tryFile(fileOfCase('impatient'), own.url);
    expect(failure?.sentence).toBe(sentence);
    own.requests.splice(0);
    expect(await loadFile(fileOfCase('impatient'), own.url)).toMatchObject({ ok: 0, failed: 20 });
    expect(own.requests).toHaveLength(requests);
  });
});
