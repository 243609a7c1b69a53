import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BundlePlan, UsersMode } from '../../lib/contract/bundle-plan.ts';
import { userFlow } from '../../lib/k6/users.ts';
import { engine, resetEngine } from '../fakes/k6/engine.ts';

const flowOf = (one: BundlePlan) => {
  if (one.users === undefined) throw new Error('a plan without users');
  return userFlow(one, one.users);
};

const planOf = (mode: UsersMode, count: number): BundlePlan => ({
  scenario: 'order-only',
  profile: 'case3',
  scheduled: 430,
  requestTimeoutMs: 60_000,
  hasWarmUp: false,
  successMetrics: {},
  users: { mode, provides: ['token'], count },
});

const users = (count: number) => JSON.stringify(Array.from({ length: count }, (_, row) => ({ token: `t${row}` })));
const opened: string[] = [];

function withFiles(files: Record<string, string>, env: Record<string, string> = { USERS: 'users.json' }) {
  opened.length = 0;
  vi.stubGlobal('__ENV', env);
  vi.stubGlobal('open', (file: string) => {
    opened.push(file);
    const text = files[file];
    if (text === undefined) throw new Error(`stat ${file}: no such file or directory`);
    return text;
  });
}

beforeEach(() => {
  resetEngine();
  withFiles({ 'users.json': users(5) });
});

describe('a journey begins', () => {
  it.each<UsersMode>(['per-vu', 'file'])('with the user of its VU, for good (%s)', (mode) => {
    for (const [idInTest, token] of [
      [1, 't0'],
      [5, 't4'],
    ] as const) {
      engine.vu.idInTest = idInTest;
      const start = flowOf(planOf(mode, 5));
      for (engine.scenario.iterationInTest of [0, 7, 300]) expect(start()).toEqual({ token });
    }
  });

  it('with a user of its own, per journey', () => {
    const start = flowOf(planOf('per-journey', 5));
    const tokens = [0, 1, 4].map((iteration) => {
      engine.scenario.iterationInTest = iteration;
      engine.vu.idInTest = 1;
      return start().token;
    });
    expect(tokens).toEqual(['t0', 't1', 't4']);
  });

  it('with one from the end, per journey of the warm-up: none serves it and the load', () => {
    const start = flowOf(planOf('per-journey', 5));
    engine.scenario.name = 'warmup';
    expect(
      [0, 1].map((iteration) => {
        engine.scenario.iterationInTest = iteration;
        return start().token;
      }),
    ).toEqual(['t4', 't3']);
  });

  it.each<UsersMode>(['per-vu', 'per-journey'])('with a copy: what it adds is gone in the next one (%s)', (mode) => {
    const start = flowOf(planOf(mode, 5));
    const flow = start();
    flow.token = 'changed';
    flow.orderId = '7';
    expect(start()).toEqual({ token: 't0' });
  });
});

describe('the file of users', () => {
  const make = "'caseload users --scenario order-only --profile case3 --target URL --output users.json'";

  it('is read once, while the script is loaded', () => {
    const start = flowOf(planOf('per-vu', 5));
    expect(opened).toEqual(['users.json']);
    start();
    start();
    expect(engine.arraysBuilt).toBe(1);
  });

  it.each([{}, { USERS: '' }])('is asked for when there is none, with the command that makes it', (env) => {
    withFiles({ 'users.json': users(5) }, env as Record<string, string>);
    expect(() => flowOf(planOf('per-vu', 5))).toThrow(/^order-only needs prepared users: /);
    expect(() => flowOf(planOf('per-vu', 5))).toThrow(make);
    expect(() => flowOf(planOf('per-vu', 5))).toThrow('-e USERS=');
  });

  it.each([
    ['beside the script', 'users.json', ['users.json']],
    [
      'in the folder where k6 was started, if there is none beside it',
      '/here/users.json',
      ['users.json', '/here/users.json'],
    ],
  ])('may lie %s', (_where, there, tried) => {
    withFiles({ [there]: users(5) }, { USERS: 'users.json', PWD: '/here' });
    expect(flowOf(planOf('per-vu', 5))()).toEqual({ token: 't0' });
    expect(opened).toEqual(tried);
  });

  it.each([
    ['users.json', 'USERS=users.json cannot be read next to the script or in /here'],
    ['/elsewhere/users.json', 'USERS=/elsewhere/users.json cannot be read'],
  ])('that is nowhere is an error that says where it was looked for: %s', (file, says) => {
    withFiles({}, { USERS: file, PWD: '/here' });
    expect(() => flowOf(planOf('per-vu', 5))).toThrow(says);
  });

  it('that is too short is refused: both counts are named', () => {
    expect(() => flowOf(planOf('per-vu', 6))).toThrow(
      `users.json has 5 users, but this script needs 6: make new ones with ${make}`,
    );
  });
});
