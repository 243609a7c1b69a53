// A scenario's module as Node evaluates it, with what k6 has at module level.
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from '../../lib/model/errors.ts';
import { importTypeScript } from '../../lib/store/import-typescript.ts';
import { loadScenarioFile } from '../../lib/store/library.ts';
import { ScenarioFiles } from '../run/bundle/scenario-files.ts';

const files = new ScenarioFiles();
afterAll(() => files.remove());
afterEach(() => vi.unstubAllEnvs());

const exportOf = async (text: string) => (await importTypeScript(files.write('module', text))).default;
const errorOf = (text: string) =>
  exportOf(text).then(
    () => expect.unreachable(),
    (error: unknown) => error as Error,
  );

describe('a module', () => {
  it.each<[string, string, unknown]>([
    ['__ENV', 'export default __ENV.TENANT', 'blue'],
    [
      "the target's address, whatever it will be",
      "export default __ENV.BASE_URL.replace(/:\\d+$/, '')",
      'http://127.0.0.1',
    ],
    ['__VU and __ITER', 'export default [__VU, __ITER]', [0, 0]],
    ['its own address', "export default new URL('.', import.meta.url).protocol", 'file:'],
    ['open', "export default open('./module.ts').slice(0, 14)", 'export default'],
    ['open of bytes', "export default open('module.ts', 'b').byteLength", 48],
    [
      'SharedArray',
      "import { SharedArray } from 'k6/data'; export default new SharedArray('a', () => [1, 2]).length",
      2,
    ],
    [
      'crypto',
      "import crypto from 'k6/crypto'; export default crypto.md5('a', 'hex')",
      '0cc175b9c0f1b6a831c399e269772661',
    ],
    [
      'crypto by name',
      "import { hmac } from 'k6/crypto'; export default hmac('sha512_256', 'k', 'a', 'base64').length",
      44,
    ],
    [
      'encoding',
      "import encoding from 'k6/encoding'; export default JSON.parse(encoding.b64decode('WzFd', 'std', 's'))",
      [1],
    ],
    ['metrics', "import { Counter } from 'k6/metrics'; new Counter('a').add(1); export default 'made'", 'made'],
    ['anything of k6 as text', "import exec from 'k6/execution'; export default 'a' + exec.vu.idInTest + 'b'", 'ab'],
    ['anything of k6 in a loop', "import http from 'k6/http'; export default [...http.batch([])]", []],
  ])('may use %s', async (_what, text, value) => {
    vi.stubEnv('TENANT', 'blue');
    vi.stubEnv('BASE_URL', undefined);
    expect(await exportOf(text)).toEqual(value);
  });

  it('that the library refuses is told by the line that called it', async () => {
    const { message } = await errorOf("import { think } from 'caseload';\n\nexport default think('5');\n");
    expect(message).toMatch(/think\('5'\): write '2s', '1s\.\.3s' or 'exponential 2s' \(\S*module\.ts:3\)$/);
  });

  it.each<[string, string, RegExp]>([
    [
      'throws',
      '\n\nfunction check(): never {\n  throw new Error("no tenant");\n}\ncheck();',
      /: no tenant \(.*module\.ts:4\)$/,
    ],
    [
      'uses what is not there',
      '\nexport default nothing.at.all;',
      /: ReferenceError: nothing is not defined \(.*module\.ts:2\)$/,
    ],
    ['opens what is not there', "export default open('none.txt');", /ENOENT.*none\.txt' \(.*module\.ts:1\)$/],
    ['does not compile', 'export default {', /cannot be read: .*module\.ts:1: Expected identifier/],
    ['awaits at module level', 'export default await 1;', /module\.ts:1: await at module level is not supported/],
    ['throws no error', 'throw "a text";', /: a text/],
  ])('that %s is a mistake of the user, with its place', async (_what, text, says) => {
    const error = await errorOf(text);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(says);
    expect(error.message).not.toMatch(/data:|base64|\n/);
  });
});

describe('a scenario file', () => {
  const scenario = (fields: string) =>
    `export default { name: 'broken', summary: '-', steps: [], objectives: [], ${fields} };`;

  it.each<[string, string, RegExp]>([
    ['exports nothing', 'export {};', /has no default export with a name/],
    ['is empty', '', /has no default export with a name/],
    ['has another name', "export default { name: 'other' };", /is named 'other'/],
    ['is a script of k6', 'export default function () {}', /exports a function, as a script of k6's own does/],
    ['has no steps', scenario('steps: undefined'), /: steps: /],
    [
      'has a step without request',
      scenario("steps: [{ name: 'a', needs: [], provides: {} }]"),
      /: steps\.0\.request: /,
    ],
    ['has a run that is none', scenario('run: 1'), /: run: is not a function/],
  ])('that %s is refused by its field', async (_what, text, says) => {
    const file = files.write('broken', text);
    await expect(loadScenarioFile(file, 'broken')).rejects.toThrow(UsageError);
    await expect(loadScenarioFile(file, 'broken')).rejects.toThrow(says);
  });
});
