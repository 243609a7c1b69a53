import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Environment } from '../../lib/model/environment.ts';
import type { Sweep } from '../../lib/model/sweep.ts';
import { engine, runCli, Scratch, startCli } from './cli.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minutes = { timeout: 240_000 };

/** A project whose service answers after DELAY_MS, and does not start where that is no number. */
function project(): string {
  const folder = scratch.folder('service');
  const server = `import { createServer } from 'node:http';
const delayMs = Number(process.env.DELAY_MS);
if (Number.isNaN(delayMs)) process.exit(1);
createServer((request, response) => {
  request.resume();
  request.on('end', () => setTimeout(() => {
    response.writeHead(request.url === '/health' ? 200 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ accessToken: 'a' }));
  }, request.url === '/health' ? 0 : delayMs));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
  writeFileSync(join(folder, 'server.mjs'), server);
  const config = { target: { start: 'exec node server.mjs' } };
  writeFileSync(join(folder, 'caseload.config.ts'), `export default ${JSON.stringify(config)};\n`);
  return folder;
}

const load = ['-s', 'signup-only', '-p', 'constant', '--rate', '20', '--duration', '2s', '--objective', 'p95 < 20s'];

describe.concurrent('a sweep of the service of the configuration', () => {
  test('starts it anew with each setting, and says which are slower', minutes, async () => {
    const cwd = project();
    const words = ['sweep', '--vary', 'DELAY_MS=10,1500', ...load, '--metric', 'p50', '--repeat', '2'];
    const end = await runCli(scratch, words, { cwd });
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stdout).toContain('DELAY_MS=10 is the fastest.');
    expect(end.stdout).toMatch(/DELAY_MS=1500 is slower: \+\d/);
    expect(end.stderr).toMatch(/run 4 of 4 {2}repetition 2, DELAY_MS=\d+ {2}p50 \d/);
    const runs = join(cwd, 'runs');
    const name = readdirSync(runs).find((one) => one.includes('-sweep-')) ?? '';
    const sweep = JSON.parse(readFileSync(join(runs, name, 'sweep.json'), 'utf8')) as Sweep;
    expect(sweep.points.map(({ result }) => result)).toEqual(['best', 'worse']);
    for (const { values, runs: made } of sweep.points) {
      for (const run of made) {
        const { target } = JSON.parse(readFileSync(join(runs, run.name, 'environment.json'), 'utf8')) as Environment;
        expect(target.settings).toEqual({ DELAY_MS: values[0] });
      }
    }
    const again = await runCli(scratch, ['report', '--run', name], { cwd });
    expect(again).toMatchObject({ code: 0, stdout: end.stdout });
  });

  test('names the setting with which it does not start', minutes, async () => {
    const words = ['sweep', '--vary', 'DELAY_MS=none,nothing', ...load, '--repeat', '2'];
    const end = await runCli(scratch, words, { cwd: project() });
    expect(end).toMatchObject({ code: 10, leftovers: [] });
    expect(end.stderr).toMatch(/repetition 1, DELAY_MS=no\w+: target\.start .* ended with exit code 1/);
  });

  test('keeps what it knows at Ctrl-C', minutes, async () => {
    const cwd = project();
    const cli = startCli(scratch, ['sweep', '--vary', 'DELAY_MS=1,2', ...load, '--metric', 'p50'], { cwd });
    await cli.said('run 5 of 8');
    cli.process.kill('SIGINT');
    expect(await cli.ended).toMatchObject({ code: 130, leftovers: [] });
    const runs = join(cwd, 'runs');
    const name = readdirSync(runs).find((one) => one.includes('-sweep-')) ?? '';
    const shown = await runCli(scratch, ['report', '--run', name], { cwd });
    expect(shown.stdout).toContain('Each setting was tried in 2 runs');
    expect(shown.stdout).toContain('You stopped it');
  });
});
