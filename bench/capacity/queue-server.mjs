// A server that answers like the reference shop, by c workers with exponential service times and a queue before them:
// its capacity is known from queueing theory. Workers wait on a timer, so that it needs hardly any CPU time.
// Arguments: workers, mean service time in ms, what it does beyond so many waiting (0: nothing): `shed` or `slow`.
import { createServer } from 'node:http';

const [workers = 1, meanMs = 20, most = 0, mode = 'none'] = process.argv
  .slice(2)
  .map((value) => (/^[\d.]+$/.test(value) ? Number(value) : value));
const waiting = [];
let busy = 0;

function next() {
  while (busy < workers && waiting.length > 0) {
    const respond = waiting.shift();
    busy++;
    const factor = mode === 'slow' && waiting.length > most ? 3 : 1;
    setTimeout(
      () => {
        busy--;
        respond(201);
        next();
      },
      -Math.log(1 - Math.random()) * meanMs * factor,
    );
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const respond = (status) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(request.url.endsWith('/register') ? { accessToken: `t-${body.email}` } : { ok: true }),
      );
    };
    if (mode === 'shed' && waiting.length >= most) return respond(503);
    waiting.push(respond);
    next();
  });
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
