import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request that came in, with how many came before it. */
export interface Incoming {
  readonly path: string;
  readonly index: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
  /**
   * How many journeys of its run signed up before this one (a warm-up's counted), from the user's address or token; -1
   * for the pre-check and prepared users.
   */
  readonly journey: number;
}

/** A status, a whole answer, or 'hang' for none; undefined for what the shop would say. */
export type Reply =
  | number
  | { readonly status: number; readonly type?: string; readonly body: string }
  | 'hang'
  | undefined;

/** A server that speaks the shop's contract, has no database, and answers what a test wants. */
export class StandInShop {
  readonly requests: Incoming[] = [];
  readonly #server: Server;
  /** Of each run, its users in the order in which they came. */
  readonly #users = new Map<string, string[]>();
  url = '';

  private constructor(reply: (incoming: Incoming) => Reply | Promise<Reply>) {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      const user = `${body.email ?? ''} ${request.headers.authorization ?? ''}`;
      const incoming = {
        path: request.url ?? '',
        index: this.requests.length,
        headers: request.headers,
        body,
        journey: this.#journeyOf(user),
      };
      this.requests.push(incoming);
      const answer = await reply(incoming);
      if (answer === 'hang') return;
      if (typeof answer === 'object') {
        const length = Buffer.byteLength(answer.body);
        const headers = { 'content-type': answer.type ?? 'application/json', 'content-length': length };
        response.writeHead(answer.status, headers).end(answer.body);
        return;
      }
      const token = `token-of-${String(body.email)}`;
      response.writeHead(answer ?? 201, { 'content-type': 'application/json' });
      response.end(JSON.stringify(incoming.path.endsWith('/register') ? { accessToken: token } : { ok: true }));
    }).on('error', () => {});
  }

  #journeyOf(user: string): number {
    const [email, runId] = /load-(\w+)-\d+-\d+@/.exec(user) ?? [];
    if (email === undefined || runId === undefined) return -1;
    const known = this.#users.get(runId) ?? [];
    this.#users.set(runId, known);
    const at = known.indexOf(email);
    return at === -1 ? known.push(email) - 1 : at;
  }

  static async open(reply: (incoming: Incoming) => Reply | Promise<Reply> = () => undefined): Promise<StandInShop> {
    const shop = new StandInShop(reply);
    // With Node's 5 s a reused connection may be closed under a request.
    shop.#server.keepAliveTimeout = 65_000;
    shop.#server.listen(0, '127.0.0.1');
    await once(shop.#server, 'listening');
    shop.url = `http://127.0.0.1:${(shop.#server.address() as AddressInfo).port}`;
    return shop;
  }

  count(path: string): number {
    return this.requests.filter((request) => request.path.endsWith(path)).length;
  }

  /** Waits until so many requests to the path have come. */
  async came(count: number, path = ''): Promise<void> {
    for (const deadlineMs = Date.now() + 60_000; this.count(path) < count; await sleep(10)) {
      if (Date.now() > deadlineMs) throw new Error(`${this.count(path)} of ${count} requests to ${path} came`);
    }
  }

  /** Ends it and every open connection, as a crash would. */
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
