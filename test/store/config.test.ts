import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { defineConfig } from '../../lib/model/config.ts';
import { objectivesOfConfig, readConfig } from '../../lib/store/config.ts';
import { loadScenario } from '../../lib/store/library.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (text: string) => writeFileSync(join(folder, 'caseload.config.ts'), text);

describe('the configuration of a project', () => {
  test('is empty where there is none', async () => {
    expect(await readConfig(folder)).toEqual({});
  });

  test('is what its file exports, typed', async () => {
    const config = defineConfig({
      objectives: { e2e: ['order p95 < 500ms'] },
      target: { start: 'node dist/main.js', ready: '/health' },
      gate: { scenario: 'e2e', pairs: 12, alpha: 0.01 },
    });
    const path = JSON.stringify(join(packageFolder, 'lib/model/config.ts'));
    write(`import { defineConfig } from ${path};\nexport default defineConfig(${JSON.stringify(config)});\n`);
    expect(await readConfig(folder)).toEqual(config);
  });

  test.each([
    ['export default { gate: { pairs: 0 } };', /caseload\.config\.ts: gate\.pairs: .*1/],
    ['export default { gate: { alpha: 0.1 } };', /caseload\.config\.ts: gate\.alpha: /],
    ['export default { objectifs: [] };', /unknown key in caseload\.config\.ts 'objectifs'/],
    ['export default { gate: { pairz: 3 } };', /unknown key in caseload\.config\.ts: gate 'pairz'/],
    [
      'export default { objectives: { "orde-only": [] } };',
      /unknown scenario in caseload\.config\.ts: objectives: 'orde-only'/,
    ],
    ['export default { target: { build: "make" } };', /caseload\.config\.ts: target\.start: /],
    ['export default {', /caseload\.config\.ts cannot be read: .*:1: /],
    ['throw new Error("no such file");', /caseload\.config\.ts cannot be read: no such file/],
  ])('that is wrong is told in one line: %s', async (text, says) => {
    write(text);
    await expect(readConfig(folder)).rejects.toThrow(says);
    await expect(readConfig(folder)).rejects.toMatchObject({ exitCode: 2, message: expect.not.stringContaining('\n') });
  });
});

describe('a key that matches nothing', () => {
  test.each([
    ['{ objectives: { "orde-only": [] } }', 'did you mean order-only? known: order-only, charge-only, '],
    ['{ gate: { pairz: 3 } }', 'did you mean pairs? known: pairs, alpha, '],
    ['{ objectifs: [] }', 'did you mean objectives? known: objectives, '],
  ])('%s says what may be meant', async (text, hint) => {
    write(`export default ${text};`);
    await expect(readConfig(folder)).rejects.toMatchObject({ exitCode: 2, hint: expect.stringContaining(hint) });
  });
});

describe('the objectives of a configuration', () => {
  const p95 = (step?: string) => ({ kind: 'latency', percentile: 95, belowMs: 500, ...(step && { step }) });

  test('by scenario are of that one alone', async () => {
    const config = { objectives: { e2e: ['order p95 < 500ms'] } };
    expect(await objectivesOfConfig(config, await loadScenario('e2e'))).toEqual([p95('order')]);
    expect(await objectivesOfConfig(config, await loadScenario('order-only'))).toEqual([]);
  });

  test('as a list are of every scenario that has their step', async () => {
    const config = { objectives: ['p95 < 500ms', 'order p95 < 500ms', 'charge p95 < 500ms'] };
    expect(await objectivesOfConfig(config, await loadScenario('order-only'))).toEqual([p95(), p95('order')]);
    expect(await objectivesOfConfig(config, await loadScenario('signup-only'))).toEqual([p95()]);
  });

  test.each([['orde p95 < 500ms'], ['charge p95 < 5']])('%s is refused', async (objective) => {
    const scenario = await loadScenario('order-only');
    await expect(objectivesOfConfig({ objectives: [objective] }, scenario)).rejects.toMatchObject({ exitCode: 2 });
    const byName = { objectives: { 'order-only': [objective] } };
    await expect(objectivesOfConfig(byName, scenario)).rejects.toMatchObject({ exitCode: 2 });
  });
});
