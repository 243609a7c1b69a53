import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { EngineError } from '../../model/errors.ts';
import { type EngineLimits, seconds, throwIfInterrupted } from './context.ts';

interface FetchOptions {
  url: URL;
  limits: EngineLimits;
  signal: AbortSignal;
  /** Called with the bytes so far and, where the server says it, the bytes in all. */
  onBytes?: (doneBytes: number, totalBytes: number | undefined) => void;
}

const maxRedirects = 5;
const maxBytes = 400_000_000;

/**
 * The whole body at the address, redirects followed. Throws an `EngineError` saying why when the host cannot be reached
 * within `connectMs`, sends nothing for `stallMs`, answers anything but 200 or breaks off; `InterruptedError` when the
 * signal fires.
 */
export async function fetchBytes({ url, limits, signal, onBytes }: FetchOptions): Promise<Buffer> {
  throwIfInterrupted(signal);
  const own = new AbortController();
  const fail = (why: string) => own.abort(new EngineError(`${url.href}: ${why}`));
  const onInterrupt = () => own.abort();
  signal.addEventListener('abort', onInterrupt, { once: true });
  const total = setTimeout(fail, limits.downloadMs, `not done within ${seconds(limits.downloadMs)}`);
  const silence = new Countdown(fail);
  try {
    const response = await follow(url, own.signal, silence, limits);
    const totalBytes = Number(response.headers['content-length']) || undefined;
    const pieces: Buffer[] = [];
    let doneBytes = 0;
    for await (const piece of response as AsyncIterable<Buffer>) {
      silence.start(limits.stallMs, `sent nothing for ${seconds(limits.stallMs)}`);
      doneBytes += piece.length;
      if (doneBytes > maxBytes)
        throw new EngineError(`${url.href}: more than ${maxBytes / 1e6} MB, this is not a k6 archive`);
      pieces.push(piece);
      onBytes?.(doneBytes, totalBytes);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    throwIfInterrupted(signal);
    if (own.signal.aborted) throw own.signal.reason;
    if (error instanceof EngineError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new EngineError(
      `${url.href}: ${message === 'aborted' ? 'the server closed the connection' : message || code}`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(total);
    silence.stop();
    signal.removeEventListener('abort', onInterrupt);
    own.abort();
  }
}

async function follow(
  start: URL,
  signal: AbortSignal,
  silence: Countdown,
  limits: EngineLimits,
): Promise<IncomingMessage> {
  let url = start;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    const response = await request(url, signal, silence, limits);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return response;
    response.destroy();
    const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined;
    if (!isRedirect) throw new EngineError(`${url.href}: HTTP status ${statusCode}, 200 was expected`);
    const next = new URL(headers.location ?? '', url);
    if (next.protocol !== 'https:' && next.protocol !== url.protocol)
      throw new EngineError(`${url.href}: redirected to ${next.href}, but only https redirects are followed`);
    url = next;
  }
  throw new EngineError(`${start.href}: more than ${maxRedirects} redirects`);
}

function request(url: URL, signal: AbortSignal, silence: Countdown, limits: EngineLimits): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  silence.start(limits.connectMs, `no connection to ${url.host} within ${seconds(limits.connectMs)}`);
  return new Promise((resolve, reject) => {
    const call = get(url, { signal, agent: false, headers: { 'user-agent': 'caseload', accept: '*/*' } }, resolve);
    call.on('error', reject);
    call.on('socket', (socket) => {
      socket.once('connect', () => {
        silence.start(limits.stallMs, `no answer from ${url.host} within ${seconds(limits.stallMs)}`);
      });
    });
  });
}

/** One timer for the wait that is going on; each `start` replaces the one before. */
class Countdown {
  #timer: NodeJS.Timeout | undefined;
  readonly #onEnd: (why: string) => void;

  constructor(onEnd: (why: string) => void) {
    this.#onEnd = onEnd;
  }

  start(ms: number, why: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onEnd, ms, why);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
