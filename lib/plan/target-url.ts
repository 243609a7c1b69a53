import { UsageError } from '../model/errors.ts';

/** What k6 and Node read alike in the path of a URL: they disagree on what stands for itself elsewhere. */
const notInPath = /[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9a-f]{2})/iu;

/**
 * The base URL of a target that the user named, without a trailing slash. Load goes to loopback only, unless
 * `allowedHost` names the very host.
 * @param word as on the command line; credentials in it are refused, since a URL is printed and stored
 * @param hostname host of the URL, as the WHATWG URL parser gives it (lower case, IPv6 in brackets)
 */
export function checkTargetUrl(
  word: string,
  parsed: { protocol: string; hostname: string; hasCredentials: boolean; hasQuery: boolean } | undefined,
  allowedHost: string | undefined,
): string {
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new UsageError(`--target is '${word}', which is no http(s) URL`, {
      hint: 'write it like http://127.0.0.1:3000',
    });
  }
  if (parsed.hasCredentials)
    throw new UsageError('--target holds a user name or password, which would be stored with the run', {
      hint: "use --header 'Authorization: …'",
    });
  if (parsed.hasQuery)
    throw new UsageError(`--target is '${word}': a query or fragment has no place in a base URL`, {
      hint: 'leave away what follows ? or #',
    });
  // k6 reads the word with another parser: to it 2130706433 is a name to look up, and a backslash no slash.
  const start = `${parsed.protocol}//${parsed.hostname}`;
  if (!word.toLowerCase().startsWith(start) || !/^(:\d*)?(\/|$)/.test(word.slice(start.length))) {
    throw new UsageError(`--target is '${word}', whose host is ${parsed.hostname} in other words`, {
      hint: `write it out: ${start}`,
    });
  }
  checkPath(word, word.slice(start.length));
  const allowed = allowedHost?.toLowerCase();
  if (!isLoopback(parsed.hostname) && allowed !== parsed.hostname && `[${allowed}]` !== parsed.hostname) {
    throw new UsageError(
      `${parsed.hostname} is not this machine; load is sent to loopback only, unless you name the host`,
      {
        hint: `if you may load it, add --allow-host ${parsed.hostname}`,
      },
    );
  }
  return word.replace(/\/+$/, '');
}

function checkPath(word: string, path: string): void {
  const [character] = notInPath.exec(path) ?? [];
  if (character === undefined) return;
  throw new UsageError(`--target is '${word}', whose path holds '${character}' as it stands`, {
    hint: `encode it: ${encodeURIComponent(character)}`,
  });
}

/** localhost, 127.0.0.0/8 and ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
