import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { printable } from '../model/printable.ts';
import type { LogFacts } from '../model/result.ts';

const mostKinds = 1_000;
const mostMessages = 5;
const mostCharacters = 200;

/**
 * What k6 said in its log (logfmt, a line each): how many errors and warnings, and the most frequent ones, in which numbers are one and the same. undefined when there is no
 * log.
 */
export async function readK6Log(path: string): Promise<LogFacts | undefined> {
  const kinds = new Map<string, { level: string; text: string; count: number }>();
  let errors = 0;
  let warnings = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      const level = /\blevel=(\w+)/.exec(line)?.[1];
      if (level !== 'error' && level !== 'warning' && level !== 'fatal' && level !== 'panic') continue;
      // The verdict says so, too.
      if (/thresholds on metrics .* have been crossed/.test(line)) continue;
      if (level === 'warning') warnings++;
      else errors++;
      const text = messageOf(line);
      const kind = kinds.get(`${level} ${text}`);
      if (kind !== undefined) kind.count++;
      else if (kinds.size < mostKinds) kinds.set(`${level} ${text}`, { level, text, count: 1 });
    }
  } catch {
    return undefined;
  }
  const messages = [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, mostMessages);
  return { errors, warnings, messages };
}

/** The message with its numbers, ports and addresses made alike, so that a thousand refused connections are one. */
function messageOf(line: string): string {
  const quoted = /\bmsg="([^"\\]*(?:\\.[^"\\]*)*)"/.exec(line)?.[1] ?? /\bmsg=(\S*)/.exec(line)?.[1] ?? '';
  const cause = /\berror="([^"\\]*(?:\\.[^"\\]*)*)"/.exec(line)?.[1];
  const text = [quoted, ...(cause === undefined ? [] : [cause])]
    .join(': ')
    .replace(/\\n.*$/s, '')
    .replace(/\\(.)/g, '$1');
  return printable(text)
    .replace(/\bk6\b|\d+(?:\.\d+)*/g, (found) => (found === 'k6' ? found : '#'))
    .slice(0, mostCharacters);
}
