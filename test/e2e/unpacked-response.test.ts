import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, Scratch } from './cli.ts';

const scratch = new Scratch();
const mebibyte = 2 ** 20;
/** Members of a gzip stream follow each other: 3 MB that are 3 GiB. */
const bomb = Buffer.concat(Array(96).fill(gzipSync(Buffer.alloc(32 * mebibyte))));
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(201, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  scratch.remove();
});

test.runIf(process.platform === 'linux')(
  'a response of a few megabytes that are gigabytes unpacked ends k6, not the machine',
  async () => {
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = ['load', '-s', 'e2e', '--rate', '5', '--duration', '2s', '--target', target];
    const end = await runCli(scratch, words, { env: { CASELOAD_K6_MEMORY_MIB: '512' } });
    expect(end).toMatchObject({ code: 10, leftovers: [] });
    expect(end.stderr).toContain('k6 needed more than 512 MiB of memory');
  },
  120_000,
);
