import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { defineConfig } from '../../lib/model/config.ts';
import { objectivesOfConfig, readConfig } from '../../lib/store/config.ts';
import { projectFolder } from '../../lib/store/library.ts';

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
    const path = JSON.stringify(join(projectFolder, 'lib/model/config.ts'));
    write(`import { defineConfig } from ${path};\nexport default defineConfig(${JSON.stringify(config)});\n`);
    expect(await readConfig(folder)).toEqual(config);
    expect(objectivesOfConfig(config, 'e2e')).toEqual(['order p95 < 500ms']);
    expect(objectivesOfConfig(config, 'order-only')).toEqual([]);
    expect(objectivesOfConfig({ objectives: ['p95 < 1s'] }, 'order-only')).toEqual(['p95 < 1s']);
  });

  test.each([
    ['export default { gate: { pairs: 0 } };', /caseload\.config\.ts: gate\.pairs: .*1/],
    ['export default { gate: { alpha: 0.1 } };', /caseload\.config\.ts: gate\.alpha: /],
    ['export default { objectifs: [] };', /caseload\.config\.ts: its default export: .*objectifs/],
    ['export default { target: { build: "make" } };', /caseload\.config\.ts: target\.start: /],
    ['export default {', /caseload\.config\.ts cannot be read: .*:1: /],
    ['throw new Error("no such file");', /caseload\.config\.ts cannot be read: no such file/],
  ])('that is wrong is told in one line: %s', async (text, says) => {
    write(text);
    await expect(readConfig(folder)).rejects.toThrow(says);
    await expect(readConfig(folder)).rejects.toMatchObject({ exitCode: 2, message: expect.not.stringContaining('\n') });
  });
});
