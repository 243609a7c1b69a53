// The example of docs/scenarios.md, as a reader would copy it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../../lib/run/process/free-port.ts';
import { journeyFailure } from '../../../lib/run/users/journey-failure.ts';
import { packageFolder } from '../../../lib/store/package-folder.ts';
import { ScenarioFiles } from '../bundle/scenario-files.ts';
import { withPreparation } from './open-preparation.ts';

const files = new ScenarioFiles();
afterAll(() => files.remove());

/** A block of code of the page by the comment that it begins with. */
function block(name: string): string {
  const page = readFileSync(join(packageFolder, 'docs', 'scenarios.md'), 'utf8');
  const code = page.split('```').find((part) => new RegExp(`^(js|ts)\n// ${name}\n`).test(part));
  return (code ?? expect.fail(`docs/scenarios.md has no ${name}`)).replace(/^\w+\n/, '');
}

test('a new service works with the two files of the page', { timeout: 60_000 }, async () => {
  const scenario = files.write('books', block('scenarios/books.ts').replaceAll("'../lib/", `'${packageFolder}lib/`));
  const port = await freePort();
  const service = spawn(process.execPath, ['--input-type=module', '-'], {
    env: { PORT: `${port}` },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  service.stdin.end(block('books.mjs'));
  try {
    const url = `http://127.0.0.1:${port}`;
    while (!(await fetch(url).catch(() => undefined))) await sleep(50);
    await withPreparation(scenario, url, async (preparation, books) => {
      const trace = await preparation.trace({ runId: 'docs' });
      expect(journeyFailure(books, trace, preparation)).toBeUndefined();
      expect(trace.exchanges.map(({ step, status }) => [step, status])).toEqual([
        ['login', 201],
        ['search', 200],
        ['buy', 201],
      ]);
      const { headers } = trace.exchanges[2]?.request ?? expect.fail('nothing was bought');
      expect(headers).toMatchObject({ Authorization: 'Bearer a-token', 'Idempotency-Key': expect.any(String) });
    });
  } finally {
    service.kill();
    await once(service, 'exit');
  }
});
