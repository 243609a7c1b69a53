import http from 'node:http';
import https from 'node:https';
import { bodyText, type StepRequest } from '../../contract/scenario.ts';

/** What came back: an answer, or the system's word for why there was none (`ECONNREFUSED`, `timeout`). */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: string;
      readonly durationMs: number;
    }
  | { readonly kind: 'failure'; readonly code: string; readonly message: string; readonly durationMs: number };

export interface HttpClient {
  readonly baseUrl: string;
  send(request: StepRequest): Promise<Answer>;
  /** The headers that `send` would use, for showing (secrets included: redact them). */
  headersOf(request: StepRequest): Record<string, string>;
  close(): void;
}

interface ClientOptions {
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Accept certificates that nobody vouches for. */
  readonly isInsecure?: boolean;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const mostBodyBytes = 1_000_000;

/** A keep-alive client for step requests on the Node side (fixtures, preflight, try). It follows no redirect, as the load does not. */
export function httpClient({
  baseUrl,
  headers = {},
  isInsecure = false,
  timeoutMs,
  signal,
}: ClientOptions): HttpClient {
  const base = baseUrl.replace(/\/+$/, '');
  const library = base.startsWith('https:') ? https : http;
  const agent = new library.Agent({ keepAlive: true, ...(isInsecure ? { rejectUnauthorized: false } : {}) });
  const headersOf = (request: StepRequest): Record<string, string> => ({
    ...headers,
    ...(request.token === undefined ? {} : { Authorization: `Bearer ${request.token}` }),
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...request.headers,
  });

  const send = (request: StepRequest): Promise<Answer> =>
    new Promise((resolve) => {
      const startedMs = performance.now();
      const fail = (code: string, message: string) =>
        resolve({ kind: 'failure', code, message, durationMs: performance.now() - startedMs });
      const body = request.body === undefined ? undefined : bodyText(request.body);
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const outgoing = library.request(
        base + request.path,
        {
          method: request.method,
          agent,
          headers: { ...headersOf(request), ...length },
          timeout: timeoutMs,
          ...(signal ? { signal } : {}),
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          let sizeBytes = 0;
          incoming.on('data', (chunk: Buffer) => {
            sizeBytes += chunk.length;
            if (sizeBytes <= mostBodyBytes) chunks.push(chunk);
          });
          incoming.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'error', error.message));
          incoming.on('end', () =>
            resolve({
              kind: 'answer',
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString('utf8'),
              durationMs: performance.now() - startedMs,
            }),
          );
        },
      );
      outgoing.on('timeout', () =>
        outgoing.destroy(Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'timeout' })),
      );
      outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name, error.message));
      outgoing.end(body);
    });

  return { baseUrl: base, send, headersOf, close: () => agent.destroy() };
}
