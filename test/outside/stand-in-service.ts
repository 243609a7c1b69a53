import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that came in. */
export interface Incoming {
  readonly method: string;
  /** As it was sent, query included. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a string unchanged. */
  readonly body?: unknown;
}

/** A small HTTP service that answers what a test wants, and keeps what it was sent. */
export class StandInService {
  readonly requests: Incoming[] = [];
  readonly #server: Server;
  url = '';

  private constructor(reply: (incoming: Incoming) => Reply) {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url = '', headers } = request;
      const incoming = { method, url, headers, body: Buffer.concat(chunks).toString('latin1') };
      this.requests.push(incoming);
      const { status = 200, headers: own, body = { ok: true } } = reply(incoming);
      response.writeHead(status, { 'content-type': 'application/json', ...own });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }).on('error', () => {});
  }

  static async open(reply: (incoming: Incoming) => Reply = () => ({})): Promise<StandInService> {
    const service = new StandInService(reply);
    service.#server.keepAliveTimeout = 65_000;
    service.#server.listen(0, '127.0.0.1');
    await once(service.#server, 'listening');
    service.url = `http://127.0.0.1:${(service.#server.address() as AddressInfo).port}`;
    return service;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
