import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { engine, readRun, Scratch } from './cli.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const server = `
import http from 'node:http';
http.createServer((request, response) => {
  const send = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.url === '/health') return send(200, {});
  if (request.headers['x-api-key'] !== 'secret-of-mine') return send(401, {});
  if (request.url === '/login') return send(200, { token: 'mine' });
  if (request.headers.authorization !== 'Bearer mine') return send(403, {});
  const terms = ['/items?q=a%26b%20%EA%B0%80&page=1', '/items?q=red%20shoes&page=1'];
  if (terms.includes(request.url)) return send(200, { items: [{ id: 'p-1' }, { id: 'p-2' }] });
  return send(['/cart/p-1', '/cart/p-2'].includes(request.url) ? 201 : 404, {});
}).listen(process.env.PORT, '127.0.0.1');
`;
const config = `import { defineConfig } from 'caseload';
export default defineConfig({
  target: { start: 'node server.mjs', ready: '/health' },
  headers: { 'x-api-key': '\${OWN_KEY}' },
  objectives: ['error rate < 1%', 'list success > 90%'],
});
`;
const scenario = (
  steps: string,
) => `import { csv, defineScenario, defineStep, get, post, randomOf, think } from 'caseload';
declare module 'caseload' {
  interface Flow {
    token: string;
    term: string;
    itemId: string;
  }
}
const login = defineStep({
  name: 'login',
  request: () => post('/login', {}),
  expect: { status: [200] },
  provides: { token: 'token' },
});
const list = defineStep({
  name: 'list',
  needs: ['token', 'term'],
  request: ({ token, term }) => get('/items', { token, query: { q: term, page: 1, none: undefined } }),
  expect: { status: [200], body: { 'has items': (answer) => Number(answer.json('items.#')) > 0 } },
  provides: { itemId: randomOf('items.#.id') },
});
const add = defineStep({
  name: 'add',
  needs: ['token', 'itemId'],
  request: ({ token, itemId }) => post(\`/cart/\${itemId}\`, {}, { token, name: '/cart/:id' }),
  expect: { status: [201] },
});
export default defineScenario({
  name: 'store',
  summary: 'log in, look, put one into the cart',
  data: { term: csv('data/terms.csv') },
  steps: [${steps}],
  objectives: [],
});
`;

/** The package as npm would install it, its dependencies being those of this repository. */
function install(folder: string): void {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', scratch.root], {
    cwd: packageFolder,
    encoding: 'utf8',
  });
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'caseload'), { recursive: true });
  const archive = join(scratch.root, packed.trim().split('\n').at(-1) ?? '');
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', join(modules, 'caseload')]);
  const { dependencies } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@esbuild', '@typescript']) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(packageFolder, 'node_modules', name), join(modules, name));
  }
}

test('in a repository of its own, a service is described, tried and loaded with nothing but the package', {
  timeout: 180_000,
}, () => {
  const folder = scratch.folder('내 서비스');
  install(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'server.mjs'), server);
  const bin = join(folder, 'node_modules/caseload/bin/caseload.js');
  const inFolder = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const end = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
    return { code: end.status, stdout: end.stdout, stderr: end.stderr };
  };
  const caseload = (...words: string[]) => inFolder(process.execPath, [bin, ...words], { OWN_KEY: 'secret-of-mine' });
  const typesOf = (...more: string[]) =>
    inFolder(join(packageFolder, 'node_modules/.bin/tsc'), ['-p', 'scenarios', ...more]);

  expect(caseload('load', '-s', 'first', '-p', 'smoke').stderr).toMatch(
    /there are no scenarios in .*: begin with: npx/,
  );
  expect(caseload('init').code).toBe(0);
  expect(typesOf()).toMatchObject({ code: 0, stdout: '' });

  writeFileSync(join(folder, 'caseload.config.ts'), config);
  mkdirSync(join(folder, 'scenarios/data'));
  writeFileSync(join(folder, 'scenarios/data/terms.csv'), 'term\r\na&b 가\r\nred shoes\r\n');
  writeFileSync(join(folder, 'scenarios/store.ts'), scenario("list, think('1s'), login, add"));
  expect(typesOf().stdout).toContain("step 'list' needs 'token'");
  writeFileSync(join(folder, 'scenarios/store.ts'), scenario("login, think('100ms..200ms'), list, add"));
  expect(typesOf()).toMatchObject({ code: 0, stdout: '' });
  expect(typesOf('--module', 'nodenext', '--moduleResolution', 'nodenext')).toMatchObject({ code: 0, stdout: '' });

  const tried = caseload('try', '--scenario', 'store');
  expect(tried).toMatchObject({ code: 0 });
  expect(tried.stdout).toContain('store works: login → list → add');
  const loaded = caseload('load', '-s', 'store', '-p', 'constant', '--rate', '20', '--duration', '2s');
  expect(loaded.code).toBe(0);
  const run = readRun(join(folder, 'runs'));
  expect(run.result.accounting).toMatchObject({ scheduled: 40, ok: 40 });
  expect(run.plan.objectives).toHaveLength(2);
  expect(run.plan.command).toMatch(/^npx caseload load /);
  expect(tried.stdout + loaded.stdout + loaded.stderr + run.files.map(run.text).join('')).not.toContain(
    'secret-of-mine',
  );
});
