import { stripVTControlCharacters } from 'node:util';
import { printable } from '../model/printable.ts';

/** What one line of k6's log says. */
export interface LogLine {
  /** k6's level; undefined where the format leaves it out. */
  readonly level: string | undefined;
  readonly text: string;
  /** An exception of the script. */
  readonly isException: boolean;
}

/** What a container's runtime or `kubectl logs` puts before a line. */
const containerPrefix =
  /^(?:\[pod\/[^\]]*\] )?(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?)?/;

/** A line as k6 wrote it: Docker keeps each as the `log` of a JSON document, other runtimes put something before it. */
export function ownLine(line: string): string {
  if (!line.startsWith('{"log":')) return line.replace(containerPrefix, '');
  const { log } = objectOf(line) ?? {};
  return typeof log === 'string' ? log.replace(/\r?\n$/, '') : line;
}

/**
 * One line in logfmt or JSON, the formats with levels; undefined for any other (`K6_LOG_FORMAT=raw`, or k6's
 * screen).
 */
export function parseLine(line: string): LogLine | undefined {
  if (line.startsWith('{')) return ofJson(line);
  if (levelOf(line) !== undefined) return ofLogfmt(line);
  const plain = stripVTControlCharacters(line);
  const [start, name = ''] = onScreen.exec(plain) ?? [];
  const level = screenLevels[name];
  if (start === undefined || level === undefined) return undefined;
  return { level, text: textOf([plain.slice(start.length)]), isException: line.includes('source=stacktrace') };
}

/** How k6 writes a level where its output is a terminal: `ERRO[0012] `. */
const onScreen = /^([A-Z]{4})\[\d+\] ?/;
const screenLevels: Readonly<Record<string, string>> = {
  ...{ ERRO: 'error', WARN: 'warning', FATA: 'fatal', PANI: 'panic', INFO: 'info', DEBU: 'debug' },
};

/** What `k6.log` says of the lines that it left out, being too many. */
export function leftOutOf(line: string): Record<'errors' | 'warnings' | 'exceptions', number> | undefined {
  if (!line.startsWith('level=info msg="caseload left out')) return undefined;
  const numberOf = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(line)?.[1] ?? 0);
  return { errors: numberOf('errors'), warnings: numberOf('warnings'), exceptions: numberOf('exceptions') };
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
    isException: /\bsource=stacktrace\b/.test(line) || isUncaught(message, line.includes('source=console')),
  };
}

const quotedIn = (line: string, key: string): string | undefined =>
  new RegExp(`\\b${key}="([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"`).exec(line)?.[1];

function ofJson(line: string): LogLine | undefined {
  const fields = objectOf(line);
  if (fields === undefined) return undefined;
  const { level, msg, error, source } = fields;
  const texts = [msg ?? '', error].map((one) => (typeof one === 'string' ? one.replace(/\n.*$/s, '') : undefined));
  return {
    level: typeof level === 'string' ? level : undefined,
    text: textOf(texts),
    isException: source === 'stacktrace' || isUncaught(String(msg), source === 'console'),
  };
}

/** k6 names no source for a promise that was rejected and that nobody awaited. */
const isUncaught = (message: string, isOfScript: boolean): boolean =>
  !isOfScript && message.startsWith('Uncaught (in promise)');

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
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
