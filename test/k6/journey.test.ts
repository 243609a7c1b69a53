import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BundlePlan } from '../../lib/contract/bundle-plan.ts';
import { type AnyStep, get, post, type Scenario, type Session } from '../../lib/contract/scenario.ts';
import { freeJourney } from '../../lib/k6/free-journey.ts';
import { makeMetrics, whenNeeded } from '../../lib/k6/init.ts';
import { listJourney } from '../../lib/k6/journey.ts';
import { userFlow } from '../../lib/k6/users.ts';
import { loadScenario } from '../../lib/store/library.ts';
import { type Answer, engine, resetEngine } from '../fakes/k6/engine.ts';

const e2e = await loadScenario('e2e');

/** As the bundle's entry puts it together. */
const journeyOf = (one: Scenario, of: BundlePlan) => {
  const startFlow = of.users ? userFlow(of, of.users) : () => ({});
  const metrics = makeMetrics(of);
  return whenNeeded<unknown>(() => (one.run ? freeJourney : listJourney)(one, of, metrics, startFlow));
};

const plan: BundlePlan = {
  scenario: 'e2e',
  profile: 'case2',
  scheduled: 312,
  requestTimeoutMs: 60_000,
  hasWarmUp: false,
  successMetrics: { order: 'order_success' },
};

const environment: Record<string, string> = { BASE_URL: 'http://127.0.0.1:3000', RUN_ID: 'r1' };

beforeEach(() => {
  resetEngine();
  vi.stubGlobal('__ENV', environment);
  engine.answer = shop();
});

/** The shop that answers every request well, but for those named. */
function shop(answers: Readonly<Record<string, Answer>> = {}) {
  return ({ url }: { url: string }): Answer => {
    const path = url.replace('http://127.0.0.1:3000', '');
    const well: Answer = path.endsWith('/register')
      ? { status: 201, body: JSON.stringify({ accessToken: `token-of-${engine.requests.length}` }) }
      : { status: 201 };
    return answers[path] ?? well;
  };
}

/** What a step is, for scenarios that the types would refuse or that need other requests. */
const step = (fields: Partial<AnyStep> & { readonly name: string }): AnyStep => ({
  needs: [],
  provides: {},
  request: () => get(`/${fields.name}`),
  expect: { status: [200] },
  timeLimitMs: 5_000,
  ...fields,
});
const scenario = (fields: Partial<Scenario>): Scenario => ({
  name: 'typed',
  summary: '-',
  steps: [],
  objectives: [],
  ...fields,
});

const samplesOf = (metric: string) => engine.samples.filter((sample) => sample.metric === metric);
const countOf = (metric: string) => samplesOf(metric).reduce((sum, { value }) => sum + Number(value), 0);
/** How the journeys ended, one entry each: `ok`, or why not. */
const endsOf = () =>
  engine.samples.flatMap(({ metric, value, tags }) => {
    if (metric !== 'journeys_ok' && metric !== 'journeys_failed') return [];
    return [metric === 'journeys_ok' && value === 1 ? 'ok' : { value, ...tags }];
  });
const failedAt = (step: string, cause: string) => [{ value: 1, failed_step: step, cause }];

describe('a journey of steps', () => {
  it('carries one trace id, with another span for each request, where it is asked to', () => {
    const perform = journeyOf(e2e, { ...plan, tracePrefix: '00f1e2d3c4b5a697' });
    perform();
    vi.stubGlobal('__ITER', 300);
    perform();
    vi.unstubAllGlobals();
    const sent = engine.requests.map(
      ({ headers }) => /^00-(\w{32})-(\w{16})-01$/.exec(headers.traceparent ?? '') ?? [],
    );
    const ids = sent.map(([, traceId]) => traceId);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids.slice(3)).toEqual(Array(3).fill(expect.stringMatching(/^00f1e2d3c4b5a697\w{8}0000012c$/)));
    expect(new Set(sent.map(([, , span]) => span)).size).toBe(6);
  });

  it('carries none otherwise', () => {
    journeyOf(e2e, plan)();
    expect(engine.requests.flatMap(({ headers }) => headers.traceparent ?? [])).toEqual([]);
  });

  it('performs them in order, each with what the ones before provided', () => {
    journeyOf(e2e, plan)();
    expect(engine.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://127.0.0.1:3000/api/auth/register',
      'POST http://127.0.0.1:3000/api/points/charge',
      'POST http://127.0.0.1:3000/api/orders',
    ]);
    expect(engine.requests.map(({ headers }) => headers.Authorization)).toEqual([
      undefined,
      'Bearer token-of-1',
      'Bearer token-of-1',
    ]);
    expect(JSON.parse(engine.requests[0]?.body ?? '')).toMatchObject({ email: 'load-r1-1-0@caseload.test' });
  });

  it('that succeeds is counted once as started and once as ok', () => {
    journeyOf(e2e, plan)();
    expect(countOf('journeys_started')).toBe(1);
    expect(endsOf()).toEqual(['ok']);
    expect(engine.checks).toEqual([
      { name: 'register 201', passed: true },
      { name: 'charge 200/201', passed: true },
      { name: 'order 200/201', passed: true },
    ]);
  });

  it('is counted as started before anything else happens', () => {
    const seen: string[][] = [];
    const looking = step({
      name: 'look',
      expect: { status: [201] },
      request: () => {
        seen.push(engine.samples.map(({ metric }) => metric));
        return get('/');
      },
    });
    journeyOf(scenario({ steps: [looking] }), plan)();
    expect(seen[0]?.[0]).toBe('journeys_started');
    expect(engine.samples.at(-1)?.metric).toBe('journeys_ok');
  });

  it.each<[string, Answer, string]>([
    ['answers 500', { status: 500 }, 'status 500'],
    ['answers 200 where 201 is expected', { status: 200, body: '{"accessToken":"t"}' }, 'status 200'],
    ['answers 302, which is not followed', { status: 302 }, 'status 302'],
    ['gives no answer in time', { status: 0, errorCode: 1_050 }, 'timeout'],
    ['takes no connection in time', { status: 0, errorCode: 1_211 }, 'timeout'],
    ['refuses the connection', { status: 0, errorCode: 1_212 }, 'refused'],
    ['resets the connection', { status: 0, errorCode: 1_220 }, 'reset'],
    ['has no address', { status: 0, errorCode: 1_101 }, 'dns'],
    ['has a bad certificate', { status: 0, errorCode: 1_310 }, 'tls'],
    ['fails for a reason of its own', { status: 0, errorCode: 1_500 }, 'error 1500'],
    ['fails without a reason', { status: 0 }, 'no answer'],
    ['leaves a field out', { status: 201, body: '{"token":"t"}' }, 'body'],
    ['gives null for a field', { status: 201, body: '{"accessToken":null}' }, 'body'],
    ['gives an object for a field', { status: 201, body: '{"accessToken":{}}' }, 'body'],
    ['answers with no JSON', { status: 201, body: '<html>' }, 'body'],
    ['answers with nothing', { status: 201, body: '' }, 'body'],
  ])('ends at a step whose target %s, with the cause', (_what, answer, cause) => {
    engine.answer = shop({ '/api/auth/register': answer });
    journeyOf(e2e, plan)();
    expect(engine.requests).toHaveLength(1);
    expect(countOf('journeys_started')).toBe(1);
    expect(endsOf()).toEqual(failedAt('signup', cause));
  });

  it('that fails at its last step was still of those before', () => {
    engine.answer = shop({ '/api/orders': { status: 409 } });
    journeyOf(e2e, plan)();
    expect(engine.requests).toHaveLength(3);
    expect(endsOf()).toEqual(failedAt('order', 'status 409'));
    expect(engine.checks.map(({ passed }) => passed)).toEqual([true, true, false]);
  });

  it('counts the success of the steps that an objective asks for, of their attempts', () => {
    const journey = journeyOf(e2e, plan);
    journey();
    engine.answer = shop({ '/api/orders': { status: 500 } });
    journey();
    engine.answer = shop({ '/api/points/charge': { status: 500 } });
    journey();
    expect(samplesOf('order_success').map(({ value }) => value)).toEqual([true, false]);
    expect(engine.metrics).not.toContain('rate signup_success');
  });

  it('that throws is counted as an exception, ends as failed and throws on', () => {
    const bug = new TypeError('no such field');
    const broken = step({
      name: 'broken',
      request: () => {
        throw bug;
      },
    });
    expect(journeyOf(scenario({ steps: [broken] }), plan)).toThrow(bug);
    expect(countOf('journeys_started')).toBe(1);
    expect(endsOf()).toEqual(failedAt('broken', 'exception'));
  });

  it('is recorded by three counters and by the success of steps: how long it took, k6 records itself', () => {
    journeyOf(e2e, plan)();
    expect(engine.metrics.toSorted()).toEqual([
      'counter journeys_failed',
      'counter journeys_ok',
      'counter journeys_started',
      'rate order_success',
    ]);
  });

  const originsOf = () => samplesOf('journeys_started').map(({ tags }) => tags.origin_ms);

  it('records the origin of the schedule once, with its first start', () => {
    const journey = journeyOf(e2e, plan);
    for (engine.scenario.iterationInTest of [3, 0, 1]) journey();
    expect(originsOf()).toEqual(['1700000000000.25', undefined, undefined]);
  });

  it('records the origin of the load, whatever that of a warm-up was', () => {
    const journey = journeyOf(e2e, { ...plan, hasWarmUp: true });
    for (const name of ['warmup', 'warmup', 'load', 'load']) {
      Object.assign(engine.scenario, { name, startTime: name === 'load' ? 2 : 1 });
      journey();
    }
    expect(originsOf()).toEqual(['1', '1', '2', undefined]);
  });

  it('knows no origin in the many other VUs, each of which would pay for it', () => {
    engine.vu.idInTest = 9;
    journeyOf(e2e, plan)();
    expect(originsOf()).toEqual([undefined]);
  });
});

describe("a journey's id", () => {
  const idsOf = (iterations: readonly number[]) => {
    const ids: string[] = [];
    const keeping = step({
      name: 'keep',
      request: (_flow, { id, index }) => {
        ids.push(id);
        expect(index).toBe(engine.scenario.iterationInTest);
        return get('/');
      },
    });
    const journey = journeyOf(scenario({ steps: [keeping] }), plan);
    for (engine.scenario.iterationInTest of iterations) journey();
    return ids;
  };

  it('is its own for each of them, for each VU and for each run', () => {
    expect(idsOf([0, 1, 17])).toEqual(['r1-1-0', 'r1-1-1', 'r1-1-17']);
    engine.vu.idInTest = 2;
    expect(idsOf([0])).toEqual(['r1-2-0']);
  });

  it('of a bare k6 run begins with the instant of the first journey', () => {
    vi.stubGlobal('__ENV', { BASE_URL: environment.BASE_URL });
    vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
    expect(idsOf([5])).toEqual([`${(1_700_000_000_000).toString(36)}-1-5`]);
    vi.restoreAllMocks();
  });
});

describe('where the load goes', () => {
  // Where k6 first reads the script.
  beforeEach(() => {
    engine.vu.idInTest = 0;
  });

  it.each([undefined, ''])('is asked for when BASE_URL is %j', (url) => {
    vi.stubGlobal('__ENV', url === undefined ? {} : { BASE_URL: url });
    expect(() => journeyOf(e2e, plan)).toThrow('BASE_URL is missing: pass -e BASE_URL=http://127.0.0.1:3000');
  });

  it.each(['127.0.0.1:3000', '/', 'http://', 'ftp://127.0.0.1', 'localhost'])('is no URL when it is %s', (url) => {
    vi.stubGlobal('__ENV', { BASE_URL: url });
    expect(() => journeyOf(e2e, plan)).toThrow(
      `BASE_URL is '${url}', which is not an http(s) URL: write it like http://127.0.0.1:3000`,
    );
  });

  it('may end in slashes', () => {
    vi.stubGlobal('__ENV', { ...environment, BASE_URL: 'http://127.0.0.1:3000//' });
    journeyOf(e2e, plan)();
    expect(engine.requests[0]?.url).toBe('http://127.0.0.1:3000/api/auth/register');
  });
});

describe('a journey that is a function', () => {
  const token = (flow: object) => (flow as { token: string }).token;
  const running = (run: (session: Session) => Promise<void>, steps = e2e.steps) =>
    journeyOf(scenario({ steps, run }), plan)();
  const [signup, charge, order] = e2e.steps as unknown as Parameters<Session['perform']>[0][];
  const perform = (session: Session, one: typeof signup) => session.perform(one as Parameters<Session['perform']>[0]);

  it('performs steps in the order that it likes, and is handed what they provide', async () => {
    const tokens: string[] = [];
    await running(async (session) => {
      tokens.push(token(await perform(session, signup)));
      await perform(session, order);
      await perform(session, order);
      await perform(session, charge);
    });
    expect(tokens).toEqual(['token-of-1']);
    expect(engine.requests.map(({ url, headers }) => [url.split('/').at(-1), headers.Authorization])).toEqual([
      ['register', undefined],
      ['orders', 'Bearer token-of-1'],
      ['orders', 'Bearer token-of-1'],
      ['charge', 'Bearer token-of-1'],
    ]);
    expect(endsOf()).toEqual(['ok']);
    expect(samplesOf('order_success')).toHaveLength(2);
  });

  it('ends with a step that fails: nothing after it is performed, and that is no exception', async () => {
    engine.answer = shop({ '/api/points/charge': { status: 503 } });
    await running(async (session) => {
      await perform(session, signup);
      await perform(session, charge);
      await perform(session, order);
    });
    expect(engine.requests).toHaveLength(2);
    expect(endsOf()).toEqual(failedAt('charge', 'status 503'));
  });

  it('has failed even if it goes on after a step that failed', async () => {
    engine.answer = shop({ '/api/points/charge': { status: 503 } });
    await running(async (session) => {
      await perform(session, signup);
      await perform(session, charge).catch(() => {});
      await perform(session, order);
    });
    expect(engine.requests).toHaveLength(3);
    expect(endsOf()).toEqual(failedAt('charge', 'status 503'));
  });

  it('that throws of its own is counted as an exception and throws on', async () => {
    const bug = new RangeError('off by one');
    const journey = running(async (session) => {
      await perform(session, signup);
      throw bug;
    });
    await expect(journey).rejects.toBe(bug);
    expect(countOf('journeys_started')).toBe(1);
    expect(endsOf()).toEqual(failedAt('', 'exception'));
  });

  it('may not perform a step that its scenario does not list', async () => {
    const journey = running((session) => perform(session, order).then(() => {}), e2e.steps.slice(0, 1));
    await expect(journey).rejects.toThrow("step 'order' is not in the scenario's steps");
    expect(engine.requests).toEqual([]);
    expect(endsOf()).toEqual(failedAt('', 'exception'));
  });

  it('pauses as long as it says, and knows its own id', async () => {
    const ids: string[] = [];
    await running(async (session) => {
      ids.push(session.journey.id);
      await session.pause(1.5);
    });
    expect(engine.pauses).toEqual([1.5]);
    expect(ids).toEqual(['r1-1-0']);
  });

  it('is counted as started before it runs', async () => {
    const seen: string[] = [];
    await running(async () => {
      seen.push(...engine.samples.map(({ metric }) => metric));
    });
    expect(seen[0]).toBe('journeys_started');
  });
});

describe('a request', () => {
  const performed = (one: AnyStep, times = 1) => {
    const journey = journeyOf(scenario({ steps: [one] }), plan);
    for (let n = 0; n < times; n++) {
      engine.scenario.iterationInTest = n;
      journey();
    }
    return engine.requests;
  };

  it('is tagged with its step, and counted under its path', () => {
    expect(performed(step({ name: 'look' }))[0]?.tags).toEqual({ step: 'look', name: '/look' });
  });

  it.each([
    ['GET', undefined],
    ['POST', '{"n":1}'],
    ['PUT', '{"n":1}'],
    ['PATCH', '{"n":1}'],
    ['DELETE', undefined],
    ['DELETE', '{"n":1}'],
  ] as const)('goes by %s with the body %s', (method, body) => {
    const one = step({ name: 'do', request: () => ({ method, path: '/do', body }) });
    expect(performed(one)).toMatchObject([{ method, body: body ?? null, tags: { step: 'do', name: '/do' } }]);
  });

  it('has the method that its step says, one after another', () => {
    const methods = ['POST', 'GET', 'PUT', 'PUT', 'GET', 'DELETE'] as const;
    const one = step({
      name: 'do',
      request: (_flow, { index }) => ({ method: methods[index] ?? 'GET', path: `/${index}` }),
    });
    expect(performed(one, methods.length).map(({ method }) => method)).toEqual(methods);
  });

  it('is counted under its name where its path holds an id', () => {
    const one = step({ name: 'show', request: (_flow, { index }) => get(`/orders/${index}`, { name: '/orders/:id' }) });
    const requests = performed(one, 2);
    expect(requests.map(({ url }) => url.slice(-8))).toEqual(['orders/0', 'orders/1']);
    expect(requests.map(({ tags }) => tags.name)).toEqual(['/orders/:id', '/orders/:id']);
  });

  it('has its response looked at now and then, which costs nothing else', () => {
    engine.answer = () => ({
      status: 200,
      headers: { 'Content-Type': 'Text/HTML; charset=utf-8', 'Content-Length': '1234' },
    });
    const journey = journeyOf(scenario({ steps: [step({ name: 'list' })] }), plan);
    for (let i = 0; i < 200; i++) journey();
    // The first five, then one in seven (10 of those up to the 75th), then one in twenty.
    expect(engine.checkTags).toEqual(Array(21).fill({ step: 'list', response: '200 text/html - 1.2e+3' }));
    expect(engine.checks).toHaveLength(200);
    expect(samplesOf('journeys_ok')).toHaveLength(200);
  });

  it('is described by itself, whatever the one before was', () => {
    const types = ['text/html', 'text/html', 'text/plain', 'text/html', 'text/html'];
    let index = 0;
    engine.answer = () => ({ status: 200, headers: { 'Content-Type': types[index++] ?? '', 'Content-Length': '9' } });
    const journey = journeyOf(scenario({ steps: [step({ name: 'list' })] }), plan);
    for (const _ of types) journey();
    expect(engine.checkTags.map(({ response }) => response)).toEqual(types.map((type) => `200 ${type} - 9.0`));
  });

  it.each([
    [100, 1],
    [101, 0],
    [110, 1],
  ])('of VU %i is looked at %i times', (vu, times) => {
    engine.vu.idInTest = vu;
    journeyOf(scenario({ steps: [step({ name: 'list' })] }), plan)();
    expect(engine.checkTags).toHaveLength(times);
  });

  it('that got no response is not looked at', () => {
    engine.answer = () => ({ status: 0, errorCode: 1212 });
    journeyOf(scenario({ steps: [step({ name: 'list' })] }), plan)();
    expect(engine.checkTags).toEqual([]);
  });

  it('has the time that the plan gives it, and the statuses of its step decide whether it failed', () => {
    const [sent] = performed(step({ name: 'look', expect: { status: [200, 404] } }));
    expect(sent).toMatchObject({ timeout: 60_000, expectedStatuses: [200, 404] });
  });

  it('has its answer read only when the step provides something from it', () => {
    engine.answer = () => ({ status: 200, body: '{"a":{"b":7}}' });
    expect(performed(step({ name: 'look' }))[0]?.responseType).toBe('none');
    expect(performed(step({ name: 'take', provides: { token: 'a.b' } }))[1]?.responseType).toBe('text');
    expect(countOf('journeys_ok')).toBe(2);
  });

  it('hands a number of a nested field on as text', () => {
    engine.answer = ({ url }) => (url.endsWith('/take') ? { status: 200, body: '{"a":{"b":7}}' } : { status: 200 });
    const take = step({ name: 'take', provides: { token: 'a.b' } });
    const use = step({ name: 'use', request: ({ token }: { token: string }) => get('/use', { token }) });
    journeyOf(scenario({ steps: [take, use] }), plan)();
    expect(engine.requests[1]?.headers.Authorization).toBe('Bearer 7');
  });

  it('has a JSON body, or none', () => {
    const [posted] = performed(step({ name: 'buy', request: () => post('/buy', { n: 1 }) }));
    expect(posted).toMatchObject({ method: 'POST', body: '{"n":1}', headers: { 'Content-Type': 'application/json' } });
    expect(performed(step({ name: 'look' }))[1]).toMatchObject({ method: 'GET', body: null, headers: {} });
  });

  it('sends a text as its body unchanged, with the type that its headers say', () => {
    const asForm = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    const [form] = performed(step({ name: 'buy', request: () => post('/buy', 'a=1&b=2', asForm) }));
    expect(form).toMatchObject({ body: 'a=1&b=2', headers: asForm.headers });
    const [json] = performed(step({ name: 'sell', request: () => post('/sell', '{"n":1}') })).slice(-1);
    expect(json).toMatchObject({ body: '{"n":1}', headers: { 'Content-Type': 'application/json' } });
  });

  it("carries the user's own headers, and those of its own for itself only", () => {
    vi.stubGlobal('__ENV', { ...environment, HEADERS: '{"X-Key":"k","X-Try":"user"}' });
    const one = step({
      name: 'look',
      request: (_flow, { index }) => get('/', index === 0 ? { headers: { 'X-Try': 'step' } } : {}),
    });
    expect(performed(one, 2).map(({ headers }) => headers)).toEqual([
      { 'X-Key': 'k', 'X-Try': 'step' },
      { 'X-Key': 'k', 'X-Try': 'user' },
    ]);
  });

  it('without a token carries none of the journey before', () => {
    const one = step({
      name: 'look',
      request: (_flow, { index }) => get('/', index === 0 ? { token: 'secret' } : {}),
    });
    expect(performed(one, 2).map(({ headers }) => headers.Authorization)).toEqual(['Bearer secret', undefined]);
  });

  it("without a token carries the user's own Authorization", () => {
    vi.stubGlobal('__ENV', { ...environment, HEADERS: '{"Authorization":"Basic x"}' });
    const one = step({ name: 'look', request: (_flow, { index }) => get('/', index === 1 ? { token: 't' } : {}) });
    expect(performed(one, 3).map(({ headers }) => headers.Authorization)).toEqual(['Basic x', 'Bearer t', 'Basic x']);
  });
});
