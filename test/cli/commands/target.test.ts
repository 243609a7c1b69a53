import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { run } from '../run-command.ts';

test('a port that is taken is refused before a database is started', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const end = await run('target', '--port', `${port}`);
  other.close();
  expect(end).toMatchObject({ code: 10, stdout: '' });
  expect(end.stderr).toContain(`port ${port} is taken: stop the other program`);
});

test.each(['x', '70000', '-1', '1.5'])('--port %s is no port', async (port) => {
  const end = await run('target', `--port=${port}`);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain(`--port is '${port}'`);
});
