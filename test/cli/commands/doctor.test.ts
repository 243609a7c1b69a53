import { afterEach, expect, test, vi } from 'vitest';
import { run } from '../run-command.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('says of each need whether it is met', async () => {
  const end = await run('doctor');
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toMatch(/^✓ Node \d+/);
  expect(end.stdout).toMatch(/^[✓!] k6 /m);
  expect(end.stdout).toMatch(/^✓ loopback ports/m);
});

test('ends with 10 and says what to do where a run could not start', async () => {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('CASELOAD_POSTGRES', 'sytem');
  const end = await run('doctor', '--k6', '/nowhere/k6');
  expect(end.code).toBe(10);
  expect(end.stdout).toMatch(/^✗ .*"\/nowhere\/k6", does not exist\n {4}\S/m);
  expect(end.stdout).toMatch(/^✗ .*"sytem"; allowed: embedded, system/m);
});
