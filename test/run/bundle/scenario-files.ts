import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../lib/store/package-folder.ts';

/** Scenario files of a test, in a folder of the repository (so that packages resolve) that no other tool looks into. */
export class ScenarioFiles {
  readonly #folder: string;

  constructor() {
    const parent = join(packageFolder, '.tsbuild');
    mkdirSync(parent, { recursive: true });
    this.#folder = mkdtempSync(join(parent, 'scenarios-'));
  }

  /** Writes a scenario of one step, whose `request` is the given body; returns its file. */
  withRequest(name: string, body: string, head = ''): string {
    return this.write(
      name,
      `import { defineScenario, defineStep, get } from '${packageFolder}lib/contract/scenario.ts';
${head}
const look = defineStep({
  name: 'look',
  request: () => {
    ${body}
  },
  expect: { status: [200] },
});
export default defineScenario({ name: '${name}', summary: '-', steps: [look], objectives: [] });
`,
    );
  }

  write(name: string, text: string): string {
    const file = join(this.#folder, `${name}.ts`);
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
