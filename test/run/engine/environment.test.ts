import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../../lib/run/engine/environment.ts';

describe('engineEnvironment', () => {
  it('takes out what would change the load or the record, and names it without its value', () => {
    const { env, removed } = engineEnvironment({
      PATH: '/bin',
      K6_VUS: '7',
      K6_DURATION: '1h',
      K6_ITERATIONS: '1',
      K6_OUT: 'cloud',
      K6_CLOUD_TOKEN: 'secret',
      K6_WEB_DASHBOARD: 'true',
      K6_HOSTS: '{}',
    });
    expect(removed).toEqual([
      'K6_CLOUD_TOKEN',
      'K6_DURATION',
      'K6_HOSTS',
      'K6_ITERATIONS',
      'K6_OUT',
      'K6_VUS',
      'K6_WEB_DASHBOARD',
    ]);
    expect(Object.keys(env).sort()).toEqual([
      'K6_AUTO_EXTENSION_RESOLUTION',
      'K6_CONFIG',
      'K6_NO_USAGE_REPORT',
      'PATH',
    ]);
  });

  it('keeps what says how to reach the target or a collector', () => {
    const user = { K6_INSECURE_SKIP_TLS_VERIFY: 'true', K6_LOCAL_IPS: '10.0.0.1', K6_PROMETHEUS_RW_PASSWORD: 'x' };
    const { env, removed } = engineEnvironment(user);
    expect(removed).toEqual([]);
    expect(env).toMatchObject(user);
  });

  it('sends no usage report, fetches no extensions and reads no configuration of the user', () => {
    const { env, removed } = engineEnvironment({ K6_NO_USAGE_REPORT: 'false', K6_AUTO_EXTENSION_RESOLUTION: 'false' });
    expect(env).toMatchObject({ K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' });
    expect(removed).toEqual(['K6_NO_USAGE_REPORT']);
    expect(JSON.parse(readFileSync(env.K6_CONFIG ?? '', 'utf8'))).toEqual({});
  });

  it('leaves the environment it was given as it was', () => {
    const user = { K6_VUS: '7' };
    engineEnvironment(user);
    expect(user).toEqual({ K6_VUS: '7' });
  });
});
