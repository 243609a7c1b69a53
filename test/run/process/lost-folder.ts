// Builds a service whose folder does not exist, and says what came of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRecipe } from '../../../lib/run/target/recipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'lost-folder-'));
try {
  const spec = { kind: 'recipe', name: 'this checkout', isBuilt: false } as const;
  await buildRecipe(
    { ...spec, recipe: { build: 'true', start: 'true' }, folder: join(folder, 'gone'), log: join(folder, 'log') },
    { signal: new AbortController().signal, onProgress: () => {} },
  );
} catch (error) {
  process.stdout.write((error as Error).message);
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(0);
