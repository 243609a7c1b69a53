import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import type { Arrivals, Profile } from '../../../lib/contract/profile.ts';
import type { Scenario } from '../../../lib/contract/scenario.ts';
import { UsageError } from '../../../lib/model/errors.ts';
import type { RunPlan } from '../../../lib/model/plan.ts';
import { type BundleOptions, bundleScript, bundleWarning } from '../../../lib/run/bundle/bundle.ts';
import { fileOf, listNames, loadProfile, loadScenario } from '../../../lib/store/library.ts';
import { planOf as planOfBoth } from '../../plan-of.ts';
import { ScenarioFiles } from './scenario-files.ts';

const files = new ScenarioFiles();
afterAll(() => files.remove());

const planOf = (scenario: Scenario, profile: Profile): RunPlan =>
  planOfBoth(scenario, profile, { allowLarge: true }, { runId: 'build', toolVersion: '0.1.0', command: '' });
const smokePlan = planOf(await loadScenario('e2e'), await loadProfile('smoke'));

async function bundleOf(scenario: string, profile: string, options: BundleOptions = {}) {
  const plan = planOf(await loadScenario(scenario), await loadProfile(profile));
  return bundleScript(fileOf('scenarios', scenario), plan, options);
}

const pairs = listNames('scenarios').flatMap((scenario) =>
  listNames('profiles').map((profile) => [scenario, profile] as const),
);
const importsOf = (code: string) => [...code.matchAll(/\bimport\b[^'"`;]*["']([^"']+)["']/g)].map(([, name]) => name);

/** What of the script follows from the load. */
const optionsOf = (code: string) => /^\/\/ e2e\.[\s\S]*?^var metrics/m.exec(code)?.[0] ?? expect.unreachable();

describe('a bundle', () => {
  it.each(pairs)('of %s × %s is small, and imports nothing but k6', async (scenario, profile) => {
    const { code, sizeBytes } = await bundleOf(scenario, profile, { minify: true });
    expect(sizeBytes).toBeLessThanOrEqual(20_000);
    const imports = importsOf(code);
    expect(imports).toContain('k6/http');
    for (const name of imports) expect(name).toMatch(/^k6($|\/)/);
    expect(code).not.toMatch(/zod|ZodError|safeParse/);
    expect(bundleWarning({ sizeBytes })).toBeUndefined();
  });

  it('has its size in bytes, which are more than its letters', async () => {
    const { code, sizeBytes } = await bundleOf('e2e', 'case1');
    expect(sizeBytes).toBe(Buffer.byteLength(code));
    expect(sizeBytes).toBeGreaterThan(code.length);
  });

  it('is the same for the same words', async () => {
    expect((await bundleOf('e2e', 'case1')).code).toBe((await bundleOf('e2e', 'case1')).code);
  });

  it('draws Poisson arrivals for k6, which reads the options of VU 0; one of even arrivals has nothing of it', async () => {
    const [scenario, profile] = await Promise.all([loadScenario('order-only'), loadProfile('constant')]);
    const warmUp = { rateRps: 2, durationMs: 1_000 };
    const codeOf = async (arrivals: Arrivals) => {
      const plan = planOf(scenario, { ...profile, warmUp, arrivals } as Profile);
      return (await bundleScript(fileOf('scenarios', 'order-only'), plan)).code;
    };
    const drawn = 'if (__VU === 0) Object.assign(options.scenarios.';
    const poisson = await codeOf('poisson');
    expect(poisson).toContain(`${drawn}load, evaluate().drawnStages(`);
    expect(poisson).toContain(`${drawn}warmup, evaluate().drawnStages(`);
    expect(await codeOf('even')).not.toMatch(/drawnStages|seed/);
  });

  it('exports what k6 looks for, and no setup whose data would land in the summary', async () => {
    const { code } = await bundleOf('order-only', 'case3');
    const exported = /export \{([^}]+)\}/.exec(code)?.[1] ?? '';
    expect(
      exported
        .split(',')
        .map((name) => name.trim())
        .sort(),
    ).toEqual(['handleSummary', 'journey', 'options']);
  });

  it('holds no path of this machine', async () => {
    expect((await bundleOf('e2e', 'case1', { minify: true })).code).not.toContain(process.cwd());
  });

  it('evaluates nothing of the scenario before the first journey, unless its files use what k6 allows only while a VU is made', async () => {
    const isLazy = (code: string) => /^var evaluate = \(\) => \{$/m.test(code);
    expect(isLazy((await bundleOf('order-only', 'case3')).code)).toBe(true);
    const own = async (name: string, head: string) =>
      (await bundleScript(files.withRequest(name, "return get('/');", head), smokePlan)).code;
    expect(isLazy(await own('plain', ''))).toBe(true);
    expect(
      isLazy(await own('metric', "import { Counter } from 'k6/metrics';\nexport const c = new Counter('c');")),
    ).toBe(false);
    expect(isLazy(await own('file', "declare function open(path: string): string;\nexport const t = open('x');"))).toBe(
      false,
    );
  });

  it('of another load has the code of the first, whatever has happened to the scenario since', async () => {
    const file = files.withRequest('frozen', "return get('/before');");
    const first = await bundleScript(file, smokePlan);
    files.withRequest('frozen', "return get('/after');");
    const casePlan = planOf(await loadScenario('e2e'), await loadProfile('case1'));
    const { code } = await bundleScript(file, casePlan, { firstJourney: first.firstJourney });
    expect(code).toBe(first.code.replace(optionsOf(first.code), optionsOf(code)));
    expect(optionsOf(code)).toContain('320');
    expect(code).toContain('/before');
    expect((await bundleScript(file, casePlan)).code).toContain('/after');
  });

  it('carries a source map when asked, that leads to the line of the TypeScript source', async () => {
    const { code } = await bundleOf('e2e', 'case1', { sourcesFrom: '.' });
    const lines = code.split('\n');
    const line = lines.findIndex((text) => text.includes('"Bearer') || text.includes('`Bearer')) + 1;
    const [, base64 = ''] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(code) ?? [];
    const map = new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()));
    const entry = map.findEntry(line - 1, lines[line - 1]?.indexOf('`Bearer') ?? 0);
    if (!('originalSource' in entry)) throw new Error('no mapping');
    const { originalSource, originalLine } = entry;
    expect(originalSource).toMatch(/lib\/k6\/request-headers\.ts$/);
    const source = readFileSync(new URL('../../../lib/k6/request-headers.ts', import.meta.url), 'utf8').split('\n');
    expect(source[originalLine]).toContain('`Bearer');
  });

  it('carries a source map when asked, that names the TypeScript sources', async () => {
    expect((await bundleOf('e2e', 'case1')).code).not.toContain('sourceMappingURL');
    const { code } = await bundleOf('e2e', 'case1', { sourcesFrom: '.' });
    const [, base64 = ''] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(code) ?? [];
    const { sources } = JSON.parse(Buffer.from(base64, 'base64').toString()) as { sources: string[] };
    expect(sources.some((source) => source.endsWith('scenarios/steps/order.ts'))).toBe(true);
  });

  it('that is too large is warned of: size and budget are named', () => {
    expect(bundleWarning({ sizeBytes: 1_000_000 })).toMatch(/^the bundle is 1000000 bytes, above \d+: every VU/);
  });
});

describe('a scenario that k6 could not run is refused', () => {
  const look = "return get('/');";

  it.each<[string, string, string, RegExp]>([
    [
      'Node modules',
      look,
      "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
      /node-modules\.ts imports node:fs, which k6 does not have/,
    ],
    [
      'bare Node modules',
      look,
      "import { readFileSync } from 'fs';\nexport const read = readFileSync;",
      /bare-node-modules\.ts:\d+: .*"fs"/,
    ],
    [
      'a script from the network',
      look,
      "import { sum } from 'https://jslib.k6.io/sum.js';\nexport const total = sum;",
      /imports https:\/\/jslib\.k6\.io\/sum\.js from the network/,
    ],
    [
      'zod',
      look,
      "import { z } from 'zod';\nexport const schema = z.string();",
      /imports zod: validation belongs on the Node side/,
    ],
    [
      'a package that is not there',
      look,
      "import { x } from 'no-such-package';\nexport const y = x;",
      /"no-such-package"/,
    ],
    ['URL', "return get(new URL('http://a/b').pathname);", '', /uses URL, which k6's engine lacks/],
    ['structuredClone', "return get(structuredClone('/'));", '', /uses structuredClone, which k6's engine lacks/],
    ['process', "return get(process.env.ROUTE ?? '/');", '', /uses process, which k6's engine lacks/],
    ['fetch', "void fetch('/');\n    return get('/');", '', /uses fetch, which k6's engine lacks/],
    [
      'two of them',
      "return get(new URLSearchParams({ a: btoa('b') }).toString());",
      '',
      /uses (URLSearchParams, btoa|btoa, URLSearchParams), which/,
    ],
    ['a syntax error', 'return get(;', '', /a-syntax-error\.ts:6: /],
  ])('because of %s', async (what, body, head, says) => {
    const file = files.withRequest(what.toLowerCase().replaceAll(' ', '-'), body, head);
    for (const minify of [false, true]) {
      const error = await bundleScript(file, smokePlan, { minify }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UsageError);
      const { message, hint } = error as UsageError;
      expect(message).toMatch(says);
      expect(message).toContain(file);
      expect(hint).toBeTruthy();
    }
  });

  it('and one that only names such things in its texts or has its own is taken', async () => {
    const file = files.withRequest(
      'own',
      "const fetch = (path: string) => path;\n    return get(fetch('/'), { name: 'process URL structuredClone' });",
    );
    await expect(bundleScript(file, smokePlan)).resolves.toMatchObject({
      code: expect.stringContaining('process URL'),
    });
  });
});
