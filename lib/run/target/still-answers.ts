import { get } from 'node:http';
import { get as getSecurely } from 'node:https';

const limitMs = 10_000;

/** What this host lacks: it says nothing of the target. */
const ownLimits = new Set(['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/**
 * Why a target does not answer: nothing accepts a connection, or a request gets no response. Undefined where any
 * response comes: which one is the scenario's business. A process that hangs may well accept connections. Undefined,
 * too, where we cannot ask.
 */
export function whySilent(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (why?: string) => {
      resolve(why);
      request.destroy();
    };
    const request = (new URL(url).protocol === 'https:' ? getSecurely : get)(
      url,
      // Who signed the certificate does not matter here.
      { agent: false, timeout: limitMs, rejectUnauthorized: false, headers },
      () => end(),
    );
    const deadline = setTimeout(() => end(`a request to ${url} got no response within ${limitMs / 1_000} s`), limitMs);
    request.once('close', () => clearTimeout(deadline));
    request.once('error', ({ code = '' }: NodeJS.ErrnoException) => end(answerBy(code, url)));
  });
}

/**
 * What the error of a request says of the target: see whySilent. A service of another protocol answers what is no HTTP.
 * @internal Tested by itself.
 */
export const answerBy = (code: string, url: string): string | undefined =>
  code.startsWith('HPE_') || ownLimits.has(code) ? undefined : `nothing answers at ${url} any more (${code})`;
