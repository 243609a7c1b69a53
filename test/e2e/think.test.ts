// Pauses between steps: in no latency, in no account of what is in flight, and no fault of the target. Branches: counted
// by who took them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryFile } from '../outside/perform-scenario.ts';
import branching from '../outside/scenarios/branching.ts';
import impatient from '../outside/scenarios/impatient.ts';
import { StandInService } from '../outside/stand-in-service.ts';
import { engine, Scratch } from './cli.ts';
import { perform, steady } from './perform.ts';
import pausing from './scenarios/pausing.ts';

const scratch = new Scratch();
let server: Server;
let url = '';
beforeAll(async () => {
  await engine();
  server = createServer((request, response) => {
    setTimeout(() => response.end('{}'), request.url?.startsWith('/slow') ? 900 : 20);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  scratch.remove();
});

const file = './scenarios/pausing.ts';
const load = (record: 'samples' | 'none', profile = steady(20, 4_000), base = '') =>
  perform({ scenario: pausing, file, profile, url: url + base, runsDir: scratch.path('runs'), record });

describe.concurrent('journeys that pause', () => {
  test('are as fast as their requests', { timeout: 60_000 }, async () => {
    const { plan, result, found, verdict } = await load('samples');
    // 1.5 × 20/s × (2 × 5 s + 1.4 s of pauses) would be 342 VUs, and there are 80 journeys.
    expect(plan).toMatchObject({ virtualUsers: { wanted: 80 }, gracefulStopMs: 31_400 });
    expect(result.accounting).toMatchObject({ scheduled: 80, started: 80, ok: 80, unfinished: 0, dropped: 0 });
    const { journeys, steps } = result.latency;
    expect(journeys).toMatchObject({ n: 80 });
    expect(journeys?.p95Ms).toBeLessThan(700);
    expect(journeys?.p50Ms).toBeGreaterThanOrEqual(39);
    expect(steps.map(({ name, attempted, succeeded }) => [name, attempted, succeeded])).toEqual([
      ['look', 80, 80],
      ['buy', 80, 80],
    ]);
    // 20/s × 1.2 s of pauses would be 24 more.
    const inFlight = result.series.windows?.inFlight ?? [];
    expect(Math.max(...inFlight)).toBeLessThan(15);
    expect(Math.min(...inFlight)).toBeGreaterThanOrEqual(-1);
    expect(result.load?.pausesMs).toBe(1_400);
    expect(found('fail', 'suspect', 'invalid')).toEqual([]);
    expect(verdict).toMatchObject({ objectives: 'PASS', exitCode: 0 });
  });

  test('and whose target is slow fail for that', { timeout: 60_000 }, async () => {
    const { result, verdict } = await load('samples', steady(5, 3_000), '/slow');
    expect(result.latency.journeys?.p50Ms).toBeGreaterThan(1_800);
    expect(result.latency.journeys?.p50Ms).toBeLessThan(2_600);
    expect(verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
  });

  test('are judged alike by a summary', { timeout: 60_000 }, async () => {
    const { result, verdict } = await load('none');
    expect(result.latency.journeys?.p95Ms).toBeLessThan(700);
    expect(verdict).toMatchObject({ objectives: 'PASS', exitCode: 0 });
  });

  test('do not in a try', { timeout: 60_000 }, async () => {
    const { failure, trace } = await tryFile(new URL(file, import.meta.url).pathname, url);
    expect(failure).toBeUndefined();
    expect(trace.exchanges.map(({ step }) => step)).toEqual(['look', 'buy']);
  });
});

test.concurrent('journeys that branch are judged by the steps that they took', { timeout: 60_000 }, async () => {
  let lists = 0;
  let refused = 0;
  const service = await StandInService.open(({ url: path, method }) => {
    if (path === '/list') {
      lists++;
      return { body: { ids: ['x'], next: '/more' } };
    }
    // One in the middle of a way fails, after the pre-check.
    if (path === '/carts/c7/payments' && lists > 10) {
      refused++;
      return { status: 500 };
    }
    return method === 'POST' ? { status: 201, body: { id: 'c7' } } : {};
  });
  const { result, verdict } = await perform({
    scenario: branching,
    file: '../outside/scenarios/branching.ts',
    profile: steady(20, 4_000),
    url: service.url,
    runsDir: scratch.path('runs'),
  });
  service.close();
  const steps = Object.fromEntries(result.latency.steps.map((step) => [step.name, step]));
  expect(refused).toBeGreaterThan(10);
  expect(result.accounting).toMatchObject({ scheduled: 80, started: 80, failed: refused, ok: 80 - refused });
  expect(steps.pay).toMatchObject({ failed: refused, reached: null, unfinished: null });
  expect(steps.pay?.attempted).toBe((steps['quick-cart']?.attempted ?? 0) + (steps['full-cart']?.attempted ?? 0));
  expect(steps.list).toMatchObject({ attempted: 80, succeeded: 80 });
  expect(steps.view?.attempted).toBeGreaterThanOrEqual(80);
  expect(verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
});

test.concurrent('a step that sends several requests is one attempt', { timeout: 60_000 }, async () => {
  let sent = 0;
  const asked = new Map<string, number>();
  const service = await StandInService.open(({ url: path, method, body }) => {
    sent++;
    asked.set(path + body, (asked.get(path + body) ?? 0) + 1);
    if (method === 'POST') return asked.get(path + body) === 1 ? { status: 429 } : { status: 202, body: { id: sent } };
    return { body: { state: asked.get(path) === 3 ? 'done' : 'running', result: 'r' } };
  });
  const { plan, result, found } = await perform({
    scenario: impatient,
    file: '../outside/scenarios/impatient.ts',
    profile: steady(10, 4_000),
    url: service.url,
    runsDir: scratch.path('runs'),
  });
  service.close();
  expect(plan.scenario.steps.map(({ isRepeated }) => isRepeated)).toEqual([true, true]);
  expect(result.accounting).toMatchObject({ scheduled: 40, started: 40, ok: 40, failed: 0 });
  expect(
    result.latency.steps.map(({ name, attempted, succeeded, failed }) => [name, attempted, succeeded, failed]),
  ).toEqual([
    ['start', 40, 40, 0],
    ['done', 40, 40, 0],
  ]);
  expect(found('invalid', 'suspect')).toEqual([]);
});
