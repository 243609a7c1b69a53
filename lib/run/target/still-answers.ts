import { get } from 'node:http';
import { get as getSecurely } from 'node:https';

const limitMs = 10_000;

/**
 * Why a target does not answer: nothing accepts a connection, or a request gets no response. Undefined where any
 * response comes: which one is the scenario's business. A process that hangs may well accept connections.
 */
export function whySilent(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (why?: string) => {
      resolve(why);
      request.destroy();
    };
    const request = (url.startsWith('https:') ? getSecurely : get)(
      url,
      // Who signed the certificate does not matter here.
      { agent: false, timeout: limitMs, rejectUnauthorized: false },
      () => end(),
    );
    const deadline = setTimeout(() => end(`a request to ${url} got no response within ${limitMs / 1_000} s`), limitMs);
    request.once('close', () => clearTimeout(deadline));
    // A service of another protocol answers what is no HTTP.
    request.once('error', ({ code = '' }: NodeJS.ErrnoException) =>
      end(code.startsWith('HPE_') ? undefined : `nothing answers at ${url} any more (${code})`),
    );
  });
}
