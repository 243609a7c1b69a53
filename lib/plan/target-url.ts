import { shownUrl } from '../model/credentials.ts';
import { UsageError } from '../model/errors.ts';

/** Characters that k6 and Node do not read alike in the path of a URL. */
const notInPath = /[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9a-f]{2})/iu;

/**
 * The base URL of a target that the user named, without a trailing slash. Load only goes to loopback, unless
 * `allowedHost` names the host.
 * @param text as on the command line; credentials in it are refused, since a URL is printed and stored
 * @param hostname host of the URL, as the WHATWG URL parser gives it (lower case, IPv6 in brackets)
 */
export function checkTargetUrl(
  text: string,
  parsed: { protocol: string; hostname: string; hasCredentials: boolean; hasQuery: boolean } | undefined,
  allowedHost: string | undefined,
): string {
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new UsageError(`--target is '${shownUrl(text)}', which is not an http(s) URL`, {
      hint: 'write it like http://127.0.0.1:3000',
    });
  }
  if (parsed.hasCredentials)
    throw new UsageError('--target contains a user name or password, which would be stored with the run', {
      hint: "use --header 'Authorization: …'",
    });
  if (parsed.hasQuery)
    throw new UsageError(`--target is '${shownUrl(text)}': a base URL has no query or fragment`, {
      hint: 'leave out everything from ? or #',
    });
  // k6 has another parser: to it 2130706433 is a name to look up, and a backslash is not a slash.
  const start = `${parsed.protocol}//${parsed.hostname}`;
  if (!text.toLowerCase().startsWith(start) || !/^(:\d*)?(\/|$)/.test(text.slice(start.length))) {
    throw new UsageError(`--target is '${text}', an unusual way to write the host ${parsed.hostname}`, {
      hint: `write ${start}`,
    });
  }
  checkPath(text, text.slice(start.length));
  const allowed = allowedHost?.toLowerCase();
  if (!isLoopback(parsed.hostname) && allowed !== parsed.hostname && `[${allowed}]` !== parsed.hostname) {
    throw new UsageError(
      `${parsed.hostname} is not this machine; load is only sent to loopback unless you allow the host`,
      {
        hint: `if you are allowed to load it, add --allow-host ${parsed.hostname}`,
      },
    );
  }
  return text.replace(/\/+$/, '');
}

function checkPath(text: string, path: string): void {
  const [character] = notInPath.exec(path) ?? [];
  if (character === undefined) return;
  throw new UsageError(`--target is '${text}', whose path contains an unencoded '${character}'`, {
    hint: `encode it: ${encodeURIComponent(character)}`,
  });
}

/** localhost, 127.0.0.0/8 and ::1. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
