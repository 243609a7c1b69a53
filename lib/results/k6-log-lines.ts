import { printable } from '../model/printable.ts';

/** What one line of k6's log says. */
export interface LogLine {
  /** k6's level; undefined where the format leaves it out. */
  readonly level: string | undefined;
  readonly text: string;
  /** An exception of the script. */
  readonly isException: boolean;
}

/**
 * One line in logfmt or JSON, the formats with levels; undefined for any other (`K6_LOG_FORMAT=raw`, or k6's
 * screen).
 */
export function parseLine(line: string): LogLine | undefined {
  if (line.startsWith('{')) return ofJson(line);
  return levelOf(line) === undefined ? undefined : ofLogfmt(line);
}

/** A line of a stack, which belongs to the message before it. */
export const isStackLine = (line: string): boolean => /^\s+at /.test(line);

/** An exception in a log without levels, which shows only in the stack trace that follows the message. */
export const rawException = (message: string): LogLine => ({
  level: 'error',
  text: textOf([message]),
  isException: true,
});

const levelOf = (line: string): string | undefined => /\blevel=(\w+)/.exec(line)?.[1];

function ofLogfmt(line: string): LogLine {
  const message = quotedIn(line, 'msg') ?? /\bmsg=(\S*)/.exec(line)?.[1] ?? '';
  return {
    level: levelOf(line),
    text: textOf([message, quotedIn(line, 'error')].map((one) => one?.replace(/\\n.*$/s, '').replace(/\\(.)/g, '$1'))),
    // Every version of k6 names the source; the hint "script exception" came later.
    isException: /\bsource=stacktrace\b/.test(line),
  };
}

const quotedIn = (line: string, key: string): string | undefined =>
  new RegExp(`\\b${key}="([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"`).exec(line)?.[1];

function ofJson(line: string): LogLine | undefined {
  try {
    const { level, msg, error, source } = JSON.parse(line) as Record<string, unknown>;
    const texts = [msg ?? '', error].map((one) => (typeof one === 'string' ? one.replace(/\n.*$/s, '') : undefined));
    return {
      level: typeof level === 'string' ? level : undefined,
      text: textOf(texts),
      isException: source === 'stacktrace',
    };
  } catch {
    return undefined;
  }
}

const maxCharacters = 200;

/** The message with its numbers, ports and addresses made alike, so that a thousand refused connections are one. */
const textOf = (parts: readonly (string | undefined)[]): string =>
  printable(parts.filter((part) => part !== undefined).join(': '))
    .replace(/\bk6\b|\d+(?:\.\d+)*/g, (found) => (found === 'k6' ? found : '#'))
    .slice(0, maxCharacters);
