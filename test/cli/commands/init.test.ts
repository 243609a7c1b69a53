import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initProject } from '../../../lib/app/init-project.ts';
import { projectFiles } from '../../../lib/app/project-files.ts';
import { listNames } from '../../../lib/store/library.ts';
import { inProject, ownFolder } from '../../../lib/store/own-folder.ts';
import { scratchFolder } from '../../results/samples/samples-file.ts';
import { run } from '../run-command.ts';

const { path } = scratchFolder();
const here = process.cwd();
let folder = '';
let count = 0;
beforeEach(() => {
  folder = path(`project-${++count}`);
  mkdirSync(folder);
  process.chdir(folder);
});
afterEach(() => process.chdir(here));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('caseload init', () => {
  test('writes what a project begins with, and nothing that is there', async () => {
    writeFileSync(join(folder, '.gitignore'), 'node_modules');
    const end = await run('init');
    expect(end.code).toBe(0);
    expect(end.stdout.split('\n')).toEqual([
      'caseload.config.ts',
      'scenarios/first.ts',
      'scenarios/tsconfig.json',
      '.gitignore',
      '',
    ]);
    expect(read('.gitignore')).toBe('node_modules\nruns/\n');
    writeFileSync(join(folder, 'scenarios/first.ts'), '// mine');
    const again = await run('init');
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(read('scenarios/first.ts')).toBe('// mine');
  });

  test('finds out how the service is started, and what may be asked', async () => {
    writeFileSync(join(folder, 'package.json'), '{"scripts":{"start":"node x.js"}}');
    const paths = { '/a/{id}': { get: {} }, '/b': { get: { parameters: [{ required: true }] } }, '/c': { get: {} } };
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify({ paths }));
    await initProject(folder);
    expect(read('scenarios/first.ts')).toContain("get('/c')");
    expect(read('caseload.config.ts')).toContain('npm start');
  });

  test('names the service that runs, else the command that starts it, else the usual port', () => {
    const config = (facts: Partial<Parameters<typeof projectFiles>[0]>) =>
      projectFiles({ port: undefined, start: undefined, path: '/', ...facts })['caseload.config.ts'];
    expect(config({ port: 8080, start: 'npm start' })).toContain("url: 'http://127.0.0.1:8080'");
    expect(config({ start: 'npm start' })).toContain("target: { start: 'npm start', ready: '/' }");
    expect(config({})).toContain("url: 'http://127.0.0.1:3000'");
  });
});

describe('a project of its own', () => {
  test('is found upward, has its own scenarios, and the profiles of caseload beside its own', async () => {
    await run('init');
    await run('new', 'scenario', 'checkout');
    mkdirSync(join(folder, 'src/deep'), { recursive: true });
    process.chdir(join(folder, 'src/deep'));
    await run('new', 'profile', 'rush-hour');
    expect(existsSync(join(folder, 'profiles/rush-hour.ts'))).toBe(true);
    expect(ownFolder()).toBe(process.cwd().replace('/src/deep', ''));
    expect(inProject('runs')).toBe('../../runs');
    expect(listNames('scenarios')).toEqual(['checkout', 'first']);
    expect(listNames('profiles')).toEqual(expect.arrayContaining(['case3', 'rush-hour']));
    const { stdout } = await run('list', '--json');
    const { scenarios, profiles } = JSON.parse(stdout);
    expect(scenarios).toContainEqual(expect.objectContaining({ name: 'checkout', steps: ['home'] }));
    expect(profiles).toContainEqual(expect.objectContaining({ name: 'rush-hour', scheduled: 650 }));
  });

  test.runIf(process.getuid?.() === 0)('is none above that belongs to somebody else', async () => {
    await run('init');
    mkdirSync(join(folder, 'inner'));
    process.chdir(join(folder, 'inner'));
    expect(ownFolder()).toBe(dirname(process.cwd()));
    chownSync(join(folder, 'caseload.config.ts'), 65_534, 65_534);
    expect(ownFolder()).toBe(process.cwd());
    process.chdir('..');
    expect(ownFolder()).toBe(process.cwd());
  });

  test('takes the address of its configuration where no other is named', async () => {
    await run('init');
    writeFileSync(
      join(folder, 'caseload.config.ts'),
      `export default { url: 'http://127.0.0.1:9', headers: { 'x-key': '\${OWN_KEY}' } };`,
    );
    process.env.OWN_KEY = 'k';
    const words = ['load', '-s', 'first', '-p', 'smoke', '--dry-run', '--json'];
    const target = async (...more: string[]) => JSON.parse((await run(...words, ...more)).stdout).target;
    expect(await target()).toMatchObject({ kind: 'url', url: 'http://127.0.0.1:9', headerNames: ['x-key'] });
    expect(await target('-t', 'http://127.0.0.1:7')).toMatchObject({ url: 'http://127.0.0.1:7', headerNames: [] });
    writeFileSync(join(folder, 'caseload.config.ts'), "export default { target: { start: 'node service.js' } };");
    expect(await target()).toEqual({ kind: 'recipe', start: 'node service.js' });
    expect((await run(...words.slice(0, -1))).stdout).toContain('node service.js, started for this run on 127.0.0.1');
    writeFileSync(
      join(folder, 'caseload.config.ts'),
      `export default { url: 'http://127.0.0.1:9', headers: { 'x-key': '\${OWN_KEY}' } };`,
    );
    delete process.env.OWN_KEY;
    expect((await run(...words)).stderr).toContain(
      'header x-key in caseload.config.ts takes the variable OWN_KEY, which is not set',
    );
  });

  test.each([
    [['scenario', 'first'], 'exists already'],
    [['scenario', 'No Name'], "'No Name' is no name"],
    [['scenarios', 'x'], "unknown kind 'scenarios': did you mean scenario?"],
  ])('new %j is refused', async (words, says) => {
    await run('init');
    const end = await run('new', ...words);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain(says);
  });

  test('cannot have two services at once', async () => {
    writeFileSync(join(folder, 'caseload.config.ts'), "export default { url: 'http://x', target: { start: 'y' } };");
    expect((await run('list', '--json')).code).toBe(0);
    const end = await run('try', '-s', 'e2e');
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('caseload.config.ts has both url and target');
  });
});
