// @ts-check
// Stands in for the shop: speaks its contract and does nothing, so that the generator is what is measured. Counts what
// it answers, for the bench to see that all contestants did the same. Prints its address; ends with its stdin, so that
// it never outlives the bench.
import { createServer } from 'node:http';

const none = () => ({ register: 0, charge: 0, order: 0, bodyBytes: 0, refused: 0 });
let counts = none();

/** @param {string} json @param {number} status */
const answerOf = (status, json) => ({
  status,
  body: Buffer.from(json),
  headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) },
});
const refusal = answerOf(400, '{"message":"refused"}');
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c3RhbmQtaW4tc2lnbmF0dXJlLW9mLTQzLWNoYXJzLWxvbmc';
/**
 * @type {Record<string, { counter: 'register' | 'charge' | 'order'; needsToken: boolean; answer: ReturnType<typeof
 * answerOf> }>}
 */
const routes = {
  '/api/auth/register': {
    counter: 'register',
    needsToken: false,
    answer: answerOf(201, `{"id":1,"accessToken":"${token}"}`),
  },
  '/api/points/charge': { counter: 'charge', needsToken: true, answer: answerOf(200, '{"balance":1000}') },
  '/api/orders': {
    counter: 'order',
    needsToken: true,
    answer: answerOf(201, '{"id":1,"productId":1,"quantity":1,"price":1}'),
  },
};

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/answered') {
      response.end(JSON.stringify(counts));
      counts = none();
      return;
    }
    const route = request.method === 'POST' ? routes[request.url ?? ''] : undefined;
    const body = Buffer.concat(chunks);
    const isComplete =
      body.at(0) === 0x7b && body.at(-1) === 0x7d && request.headers['content-type'] === 'application/json';
    if (
      route === undefined ||
      !isComplete ||
      (route.needsToken && request.headers.authorization !== `Bearer ${token}`)
    ) {
      counts.refused++;
      response.writeHead(refusal.status, refusal.headers).end(refusal.body);
      return;
    }
    counts[route.counter]++;
    if (route.needsToken) counts.bodyBytes += body.length;
    response.writeHead(route.answer.status, route.answer.headers).end(route.answer.body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.stdin.resume().on('end', () => process.exit());
