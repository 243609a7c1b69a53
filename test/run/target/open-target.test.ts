import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
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
