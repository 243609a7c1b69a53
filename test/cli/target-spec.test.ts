import { describe, expect, it } from 'vitest';
import { type GateOptions, parseGateBase } from '../../lib/cli/args/gate-base.ts';
import { parseRunRequest } from '../../lib/cli/args/run-request.ts';
import { parseTarget } from '../../lib/cli/args/target-spec.ts';
import { usageErrorOf } from '../usage-error.ts';

const target = 'http://127.0.0.1:3000';

describe('where the metrics of a target are', () => {
  it.each([
    [{}, '/metrics'],
    [{ target }, '/metrics'],
    [{ target }, 'http://localhost:9464/metrics'],
    [{ target: 'https://a.example', allowHost: 'a.example' }, 'https://a.example/metrics'],
  ])('with %j may be %s', (options, metricsUrl) => {
    expect(parseTarget({ ...options, metricsUrl }).metricsUrl).toBe(metricsUrl);
  });

  it.each([
    [{}, 'metrics', 'which is no plain address'],
    [{}, '//a.example/metrics', 'which is no plain address'],
    [{}, 'ftp://127.0.0.1/', 'which is no plain address'],
    [{}, 'http://127.0.0.1/?token=s3cr3t', 'which is no plain address'],
    [{}, 'http://me:s3cr3t@127.0.0.1/', 'which is no plain address'],
    [{}, 'http://a.example/metrics', 'a.example is not this machine'],
    [{ target: 'https://a.example', allowHost: 'a.example' }, 'https://b.example/', 'b.example is not this machine'],
  ])('with %j may not be %s', (options, metricsUrl, message) => {
    const said = usageErrorOf(() => parseTarget({ ...options, metricsUrl }));
    expect(said).toContain(message);
    expect(said).not.toContain('s3cr3t');
  });
});

describe('the address of its database', () => {
  it('is one of PostgreSQL', () => {
    expect(parseTarget({ dbUrl: 'postgres://a@127.0.0.1/b' }).databaseUrl).toBe('postgres://a@127.0.0.1/b');
    const said = usageErrorOf(() => parseTarget({ dbUrl: 'mysql://me:s3cr3t@127.0.0.1/b' }));
    expect(said).toContain('which is not an address of PostgreSQL');
    expect(said).not.toContain('s3cr3t');
  });
});

describe("the project's own service", () => {
  const atUrl = { url: target, folder: '/project', headers: { 'x-key': 'k' } };
  const started = { recipe: { start: 'node main.js' }, folder: '/project', headers: { 'x-key': 'k' } };

  it('is the target where no other is named, and is sent its headers', () => {
    expect(parseTarget({ ownService: atUrl })).toMatchObject({ kind: 'url', url: target, headers: { 'x-key': 'k' } });
    expect(parseTarget({ ownService: atUrl, target, header: ['y: 1'] }).headers).toEqual({ 'x-key': 'k', y: '1' });
    expect(parseTarget({ ownService: started, runsDir: '/project/runs' })).toMatchObject({
      kind: 'recipe',
      recipe: started.recipe,
      folder: '/project',
      log: '/project/runs/target.log',
      headers: { 'x-key': 'k' },
    });
  });

  it.each([
    [
      { target: 'http://127.0.0.1:4000', header: ['y: 1'] },
      { kind: 'url', headers: { y: '1' } },
    ],
    [{ setting: ['DB_POOL_SIZE=5'] }, { kind: 'shop', headers: {} }],
  ])('is not what %j names, which gets no header of it', (options, expected) => {
    for (const ownService of [atUrl, started]) expect(parseTarget({ ...options, ownService })).toMatchObject(expected);
  });

  it('keeps its headers from the other side of a gate', async () => {
    const run = parseRunRequest({ scenario: 'e2e', profile: 'smoke', header: ['y: 1'], ownService: atUrl });
    const options = { against: 'http://127.0.0.1:4000', header: ['y: 1'], ownService: atUrl };
    const base = await parseGateBase(options as unknown as GateOptions, run, {});
    expect(run.target.headers).toEqual({ 'x-key': 'k', y: '1' });
    expect(base).toMatchObject({ target: { url: 'http://127.0.0.1:4000', headers: { y: '1' } } });
    expect(JSON.stringify(base)).not.toContain('x-key');
  });
});
