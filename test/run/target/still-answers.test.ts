import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { answerBy, whySilent } from '../../../lib/run/target/still-answers.ts';

async function whyAt(server: Server): Promise<string | undefined> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const why = await whySilent(url);
  server.close();
  return why?.replace(url, 'URL');
}

test.each([200, 404, 500])('a target that answers with status %i is there', async (status) => {
  expect(await whyAt(createHttp((_, response) => response.writeHead(status).end()))).toBeUndefined();
});

test('a service of another protocol is there', async () => {
  expect(await whyAt(createServer((socket) => socket.end('* OK IMAP4\r\n')))).toBeUndefined();
});

test('a process that accepts connections and answers nothing is not', { timeout: 30_000 }, async () => {
  expect(await whyAt(createServer())).toBe('a request to URL got no response within 10 s');
});

test('nor is one that hangs up, or where nothing listens', async () => {
  expect(await whyAt(createServer((socket) => socket.destroy()))).toBe('nothing answers at URL any more (ECONNRESET)');
  expect(await whySilent('http://127.0.0.1:9')).toBe('nothing answers at http://127.0.0.1:9 any more (ECONNREFUSED)');
});

test('a scheme in capitals is asked like any other', async () => {
  expect(await whySilent('HTTPS://127.0.0.1:9')).toBe('nothing answers at HTTPS://127.0.0.1:9 any more (ECONNREFUSED)');
});

test.each(['EADDRNOTAVAIL', 'EMFILE', 'ENFILE'])('%s is of this host, and says nothing of the target', (code) => {
  expect(answerBy(code, 'URL')).toBeUndefined();
});
