// The compiled command line, in a process of its own: what it prints of a bug names our sources.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFolder } from '../../lib/store/package-folder.ts';

it('a stack of the compiled command line names the lines of its sources', () => {
  const script = `
    import { compiledMain } from '${packageFolder}bin/compile.js';
    import { useSourceLines } from '${packageFolder}bin/source-lines.js';
    const { file, load } = await compiledMain();
    useSourceLines(file);
    const { runCommand } = load();
    // No terminal at all: the first use of it is a bug.
    await runCommand(['--version'], undefined).catch((error) => console.log(error.stack));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const [, line] = / at .*\(?lib\/cli\/main\.ts:(\d+):\d+/.exec(stdout) ?? [];
  expect(stdout).toMatch(/^TypeError: /);
  expect(stdout).not.toMatch(/cli-[0-9a-f]+\.cjs|data:/);
  const source = readFileSync(join(packageFolder, 'lib/cli/main.ts'), 'utf8').split('\n');
  expect(source[Number(line) - 1]).toContain('terminal');
});
