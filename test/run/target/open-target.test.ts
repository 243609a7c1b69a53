import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { TargetError } from '../../../lib/model/errors.ts';
import { openTarget } from '../../../lib/run/target/open-target.ts';
import { buildRecipe } from '../../../lib/run/target/recipe.ts';
import { whySilent } from '../../../lib/run/target/still-answers.ts';
import { isAlive, neverAborted, pidOf } from '../../target/shop-client.ts';

const root = mkdtempSync(join(tmpdir(), 'open-target-'));
afterAll(() => rmSync(root, { recursive: true }));

const lines: string[] = [];
const options = { signal: neverAborted, onProgress: (line: string) => lines.push(line) };
const log = join(root, 'service.log');
writeFileSync(
  join(root, 'service.mjs'),
  `import { createServer } from 'node:http';
   createServer((_, response) => response.end('ok')).listen(process.env.PORT, '127.0.0.1');`,
);
const recipe = {
  build: 'echo built >> steps',
  reset: 'echo reset >> steps',
  start: `exec '${process.execPath}' service.mjs`,
};
const service = { kind: 'recipe', recipe, folder: root, log } as const;
const steps = () =>
  existsSync(join(root, 'steps')) ? readFileSync(join(root, 'steps'), 'utf8').trim().split('\n') : [];

test('a URL is a target of which only its address is known', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = await openTarget({ kind: 'url', url }, options);
  expect(target).toMatchObject({ kind: 'url', name: url, url, settings: null, processes: [] });
  expect([target.integrity, target.reset]).toEqual([undefined, undefined]);
  server.close();
  await target.stop();
});

describe('a recipe', () => {
  test('is given the usual variables and those that it names, and its log keeps no secret', async () => {
    vi.stubEnv('NPM_TOKEN', 's3cret-of-npm');
    vi.stubEnv('DATABASE_URL', 'postgres://me:s3cret@127.0.0.1/db');
    vi.stubEnv('OTHER', 'not named');
    const printing = join(root, 'printing.log');
    const build = 'env | cut -d= -f1 | sort | tr "\\n" " "; echo; echo "key s3cret-of-header"; echo "$DATABASE_URL"';
    const spec = { kind: 'recipe', recipe: { build, start: 'true', env: ['DATABASE_URL', 'ABSENT'] } } as const;
    await buildRecipe({ ...spec, folder: root, log: printing, secrets: ['s3cret-of-header'] }, options);
    vi.unstubAllEnvs();
    const [names = '', ...rest] = readFileSync(printing, 'utf8').trim().split('\n');
    expect(names.split(' ')).toEqual(expect.arrayContaining(['DATABASE_URL', 'HOME', 'PATH']));
    expect(names).not.toMatch(/NPM_TOKEN|OTHER|ABSENT/);
    expect(rest).toEqual([`key ${'*'.repeat('s3cret-of-header'.length)}`, 'postgres://me:s3cret@127.0.0.1/db']);
  });

  test('that fails shows a line without the secret in it', async () => {
    const spec = { kind: 'recipe', recipe: { build: 'echo s3cret-of-header; exit 1', start: 'true' } } as const;
    const failing = buildRecipe({ ...spec, folder: root, log, secrets: ['s3cret-of-header'] }, options);
    await expect(failing).rejects.toThrow(/last line of its output: \*+$/);
  });

  test('is built once, reset and started for each run, and stopped whole', async () => {
    await buildRecipe(service, options);
    const target = await openTarget(service, options);
    expect(lines).toContain(`building ${root}: ${recipe.build}`);
    expect(steps()).toEqual(['built', 'reset']);
    expect(await whySilent(target.url)).toBeUndefined();
    await target.reset?.();
    expect(steps()).toEqual(['built', 'reset', 'reset']);
    const pid = pidOf(target, 'service');
    expect(isAlive(pid)).toBe(true);
    await target.stop();
    expect(isAlive(pid)).toBe(false);
    const word = await Promise.race([target.died, new Promise((resolve) => setTimeout(resolve, 50, 'silence'))]);
    expect(word).toBe('silence');
  });

  test('whose service ends during the run says so', async () => {
    const target = await openTarget(service, options);
    process.kill(pidOf(target, 'service'), 'SIGKILL');
    expect(await target.died).toBe(`the service was killed by SIGKILL during the run; its output is in ${log}`);
    await target.stop();
  });

  test('whose service does not start is one clear error, with the end of its output', async () => {
    const broken = { ...service, recipe: { start: 'echo no database >&2; exit 3' } };
    const opening = openTarget(broken, options);
    await expect(opening).rejects.toThrow(TargetError);
    await expect(opening).rejects.toThrow(/ended with exit code 3; the last line of its output: no database$/);
  });
});
