// One journey before the load, by k6, against a small stand-in.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { EngineError, InterruptedError, TargetError, UsageError } from '../../../lib/model/errors.ts';
import { preCheck } from '../../../lib/run/users/pre-check.ts';
import { fileOf } from '../../../lib/store/library.ts';
import { packageFolder } from '../../../lib/store/package-folder.ts';
import { type Incoming, type Reply, StandInService } from '../../outside/stand-in-service.ts';
import { ScenarioFiles } from '../bundle/scenario-files.ts';
import { withPreparation } from './open-preparation.ts';

const minute = { timeout: 60_000 };
const files = new ScenarioFiles();
afterAll(() => files.remove());
const services: StandInService[] = [];
const open = async (reply?: (incoming: Incoming) => Reply) => {
  const service = await StandInService.open(reply);
  services.push(service);
  return service;
};
afterEach(() => {
  for (const service of services.splice(0)) service.close();
});

const shopReply = ({ url }: Incoming): Reply => ({
  status: 201,
  body: url.endsWith('register') ? { accessToken: 'tok' } : {},
});

const check = (file: string, url: string, changes = {}, user?: Record<string, string>, isShop = false) =>
  withPreparation(
    file,
    url,
    (preparation, scenario) =>
      preCheck(preparation, {
        scenario,
        runId: 'run',
        user,
        signal: new AbortController().signal,
        isShop,
        tryCommandLine: 'caseload try -s x',
      }),
    changes,
  );

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Error & { hint?: string },
  );

describe('the pre-check', () => {
  it('prepares a user of its own where the scenario needs one, then performs the journey', async () => {
    const service = await open(shopReply);
    await check(fileOf('scenarios', 'order-only'), service.url);
    expect(service.requests.map(({ url }) => url)).toEqual(['/api/auth/register', '/api/points/charge', '/api/orders']);
    expect(service.requests[2]?.headers.authorization).toBe('Bearer tok');
  });

  it("starts from the first of the user's own users where there are any", async () => {
    const service = await open(shopReply);
    await check(fileOf('scenarios', 'order-only'), service.url, {}, { token: '내 "것"' });
    expect(service.requests.map(({ url }) => url)).toEqual(['/api/orders']);
    expect(Buffer.from(service.requests[0]?.headers.authorization ?? '', 'latin1').toString()).toBe('Bearer 내 "것"');
  });

  it.each<[unknown, string | null]>([
    [{ ok: true, error: null, errors: [] }, null],
    [{ success: false, error: 'database down' }, 'error'],
    [{ data: null, errors: [{ message: 'no such field' }] }, 'errors'],
    [{ ok: false }, 'ok'],
    [{ orders: [{ ok: false }] }, null],
  ])('keeps what it was answered, here %j', async (body, errorField) => {
    const service = await open((incoming) =>
      incoming.url.endsWith('/orders') ? { status: 201, body } : shopReply(incoming),
    );
    const size = Number(JSON.stringify(body).length.toPrecision(2));
    const answered = await check(fileOf('scenarios', 'order-only'), service.url);
    expect(answered).toEqual([
      {
        ...{ step: 'order', status: 201, type: 'application/json', encoding: '', sizeBytes: size },
        ...{ sent: 'application/json', errorField },
      },
    ]);
  });

  it('is tried again after a 5xx, with another identity', async () => {
    let orders = 0;
    const service = await open((incoming) =>
      incoming.url === '/api/orders' && ++orders < 3 ? { status: 500 } : shopReply(incoming),
    );
    await check(fileOf('scenarios', 'e2e'), service.url);
    const emails = service.requests.flatMap(({ body }) => /load-[^@]+/.exec(body) ?? []);
    expect(emails).toHaveLength(3);
    expect(new Set(emails).size).toBe(3);
  });

  it.each<[string, Reply, RegExp, number]>([
    ['a 5xx that stays', { status: 503 }, /answers differently .* returned 503, expected 201 \(8 times\)$/, 8],
    ['another status', { status: 404 }, /answers differently from what the scenario expects: step 'signup'/, 1],
    [
      'a redirect',
      { status: 302, headers: { location: '/' } },
      /POST \/api\/auth\/register returned 302, expected 201$/,
      1,
    ],
    ['a refusal', { status: 409 }, /refuses the first journey: step 'signup': POST .* returned 409/, 1],
    ['a page', { status: 201, body: '<h1>' }, /is not JSON, so it has no 'accessToken'/, 1],
    ['no such field', { status: 201, body: { id: 1 } }, /has no field 'accessToken' \(the token of this journey\)/, 1],
    ['an object', { status: 201, body: { accessToken: {} } }, /'accessToken' is an object, not a text or number/, 1],
  ])('is a trouble of the target after %s', async (_what, reply, says, requests) => {
    const service = await open(() => reply);
    const error = await errorOf(check(fileOf('scenarios', 'e2e'), service.url));
    expect(error).toBeInstanceOf(TargetError);
    expect(error.message).toMatch(says);
    expect(error.hint).toContain('caseload try -s x');
    expect(service.requests).toHaveLength(requests);
  });

  it('says that the target is the built-in shop where no other was named', async () => {
    const service = await open(() => ({ status: 404 }));
    const hintOf = async (isShop: boolean) =>
      (await errorOf(check(fileOf('scenarios', 'e2e'), service.url, {}, undefined, isShop))).hint;
    expect(await hintOf(true)).toBe(
      'the target is the built-in shop; name your own with --target URL; to see one journey: caseload try -s x',
    );
    expect(await hintOf(false)).not.toContain('built-in shop');
  });

  it('says that nothing listens', async () => {
    const error = await errorOf(check(fileOf('scenarios', 'e2e'), 'http://127.0.0.1:9'));
    expect(error).toBeInstanceOf(TargetError);
    expect(error.message).toMatch(/^http:\/\/127\.0\.0\.1:9 cannot be reached: .*connection refused/);
  });

  it('ends at once when its user wants it to', async () => {
    const stop = new AbortController();
    const service = await open(() => {
      stop.abort();
      return { status: 500 };
    });
    const error = await errorOf(check(fileOf('scenarios', 'e2e'), service.url, { signal: stop.signal }));
    expect(error).toBeInstanceOf(InterruptedError);
    expect(service.requests).toHaveLength(1);
  });
});

describe('what the scenario throws is its own mistake, with its place', () => {
  it.each<[string, () => string, RegExp]>([
    [
      'in request()',
      () => files.withRequest('throws', "throw new Error('no word for this');"),
      /^step 'look' throws: no word for this \(\.tsbuild\/.*throws\.ts:6\)$/,
    ],
    [
      'in request(), of another kind',
      () => files.withRequest('undef', 'const own = undefined as never as { a: never };\n    return own.a;'),
      /^step 'look' throws: TypeError: .* \(\.tsbuild\/.*undef\.ts:7\)$/,
    ],
    [
      'as no request at all, which has the place of its step',
      () => files.withRequest('nothing', 'return undefined as never;'),
      /^step 'look' returned undefined from request\(\): return .* \(\.tsbuild\/.*nothing\.ts:4\)$/,
    ],
    [
      'as a header without a value',
      () => files.withRequest('header', "return get('/', { headers: { 'X-Tenant': undefined as never } });"),
      /^step 'look' has the header 'X-Tenant', whose value is undefined: .* \(\.tsbuild\/.*header\.ts:4\)$/,
    ],
    [
      'in run()',
      () =>
        files.write(
          'running',
          `import { defineScenario } from '${packageFolder}lib/contract/scenario.ts';
export default defineScenario({ name: 'running', summary: '-', steps: [], objectives: [],
  run: async () => { throw new RangeError('too far'); } });`,
        ),
      /^scenario 'running' throws: RangeError: too far \(\.tsbuild\/.*running\.ts:3\)$/,
    ],
    [
      'at module level, in k6 alone',
      () =>
        files.withRequest(
          'module',
          "return get('/');",
          "import http from 'k6/http';\nhttp.get('http://127.0.0.1:9/');",
        ),
      /module\.ts cannot be run: Making http requests in the init context is not supported \(\.tsbuild\/.*module\.ts:3\)$/,
    ],
    [
      'as a URL that is none',
      () => files.withRequest('escape', "return get('/%zz');"),
      /^step 'look' has a URL that cannot be sent: .*%zz/,
    ],
  ])('%s', async (_what, file, says) => {
    const service = await open();
    const error = await errorOf(check(file(), service.url));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(says);
    expect(service.requests).toEqual([]);
  });
});

describe('a traced journey', () => {
  it('has every request of a scenario, whichever function of k6/http sent it, with what the load would see', async () => {
    const file = files.write(
      'every',
      `import http, { get as fetchIt } from 'k6/http';
import { defineScenario } from '${packageFolder}lib/contract/scenario.ts';
const base = __ENV.BASE_URL;
export default defineScenario({ name: 'every', summary: '-', steps: [], objectives: [], run: async () => {
  const text = { responseType: 'text', tags: { step: 'tagged' } };
  const bodies = [
    fetchIt(base + '/get', text), http.head(base + '/head'), http.post(base + '/post', { a: '1' }, text),
    http.put(base + '/put', 'x'), http.patch(base + '/patch', 'x'), http.del(base + '/del'), http.options(base + '/options'),
    http.request('GET', base + '/request', null, text), await http.asyncRequest('GET', base + '/async'),
    ...http.batch([base + '/b1', ['GET', base + '/b2', null, text], { method: 'GET', url: base + '/b3', params: text }]),
    http.get(http.url\`\${base}/by-url\`),
    http.get(base + '/binary', { responseType: 'binary' }),
  ].map(({ body }) => (body === null ? '-' : typeof body === 'string' ? body : body.byteLength));
  console.log(JSON.stringify(bodies));
} });`,
    );
    const service = await open(({ url }) => ({ body: url, headers: { 'set-cookie': 'sid=secret' } }));
    const printed: string[] = [];
    const { exchanges, end } = await withPreparation(file, service.url, (preparation) =>
      preparation.trace({ runId: 'run', onConsole: (line) => printed.push(line) }),
    );
    expect(end).toEqual({ phase: 'journey' });
    const sent = service.requests.map(({ method, url }) => `${method} ${url}`);
    expect(sent).toHaveLength(14);
    const traced = exchanges.map(({ request }) => `${request.method} ${request.url.slice(service.url.length)}`);
    expect(traced.toSorted()).toEqual(sent.toSorted());
    expect(exchanges.filter(({ step }) => step === 'tagged')).toHaveLength(5);
    expect(exchanges.find(({ request }) => request.url.endsWith('/put'))?.body).toBe('/put');
    expect(exchanges.find(({ request }) => request.url.endsWith('/post'))?.request).toMatchObject({
      body: 'a=1',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: 'sid' },
    });
    const bodies = ['/get', '-', '/post', '-', '-', '-', '-', '/request', '-', '-', '/b2', '/b3', '-', 7];
    expect(printed).toEqual([JSON.stringify(bodies)]);
  });

  it('keeps of a large body what a message needs', async () => {
    const service = await open(() => ({ body: 'x'.repeat(3_000_000) }));
    const file = files.withRequest('large', "return get('/large');");
    const { exchanges } = await withPreparation(file, service.url, (preparation) => preparation.trace({ runId: 'r' }));
    expect(exchanges[0]?.body).toHaveLength(1_000_000);
  });

  it('is an engine trouble when k6 cannot be started', async () => {
    const trial = check(fileOf('scenarios', 'e2e'), 'http://127.0.0.1:9', { enginePath: '/nowhere/k6' });
    const error = await errorOf(trial);
    expect(error).toBeInstanceOf(EngineError);
    expect(error.message).toBe('/nowhere/k6 could not be started (ENOENT)');
  });

  const limits = { silenceMs: 2_000, memoryBytes: 300 * 2 ** 20 };

  it('is ended when the scenario loops', { timeout: 30_000 }, async () => {
    const file = files.withRequest('looping', "for (;;) Math.random(); return get('/');");
    const error = await errorOf(check(file, 'http://127.0.0.1:9', { limits }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`${file}: the journey has sent nothing for 2 s`);
  });

  it('is ended when an answer comes a byte at a time: its limit is that of the whole request', minute, async () => {
    const server = createServer((_, response) => {
      const trickle = setInterval(() => response.write(' '), 100);
      response.once('close', () => clearInterval(trickle));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = files.withRequest('trickle', "return get('/');");
    const error = await errorOf(check(file, url, { requestTimeoutMs: 1_000 }));
    server.closeAllConnections();
    server.close();
    expect(error).toBeInstanceOf(TargetError);
    expect(error.message).toContain('GET / got no response: request timeout');
  });

  it('is ended when an answer has no end', { timeout: 60_000 }, async () => {
    const piece = Buffer.alloc(2 ** 20);
    const server = createServer((_, response) => {
      const more = () => {
        while (response.write(piece));
        response.once('drain', more);
      };
      more();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = files.withRequest('endless', "return get('/');");
    const error = await errorOf(check(file, url, { limits: { ...limits, silenceMs: 50_000 } }));
    server.closeAllConnections();
    server.close();
    expect(error).toBeInstanceOf(TargetError);
    expect(error.message).toBe('k6 takes more than 300 MiB to hold the answers of one journey');
  });

  it("has the variables of the user's own arguments for k6", async () => {
    const service = await open();
    const file = files.withRequest(
      'variable',
      "return get('/' + __ENV.OWN);",
      'declare const __ENV: Record<string, string>;',
    );
    await check(file, service.url, { extraArgs: ['-e', 'OWN=yes', '--tag', 'a=b'] });
    expect(service.requests.map(({ url }) => url)).toEqual(['/yes']);
  });
});
