import { describe, expect, it } from 'vitest';
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
