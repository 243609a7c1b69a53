import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArtifactError } from '../model/errors.ts';
import type { LogFacts } from '../model/result.ts';
import { limitIn } from './generator-limits.ts';
import { isGzipFile } from './gzip.ts';
import { isStackLine, type LogLine, leftOutOf, ownLine, parseLine, rawException } from './k6-log-lines.ts';
import { utf8Chunks } from './text-encoding.ts';

const maxKinds = 1_000;
const maxMessages = 5;

/**
 * What k6 said in its log, in any of its formats: how many errors, warnings and exceptions of the script, and the most
 * frequent messages, in which numbers are one and the same. Throws an ArtifactError when it cannot be read.
 */
export async function readK6Log(path: string): Promise<LogFacts> {
  const counter = lineCounter();
  try {
    const input = Readable.from(chunksOf(path), { objectMode: false });
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      counter.add(ownLine(line));
    }
  } catch (cause) {
    throw new ArtifactError(`the log ${path} cannot be read: ${(cause as Error).message}`, {
      hint: 'name the file that k6 wrote with --log-output=file=FILE, or what it printed',
      cause,
    });
  }
  return counter.end();
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const toUtf8 = utf8Chunks();
  const content = isGzipFile(path) ? createReadStream(path).pipe(createGunzip()) : createReadStream(path);
  for await (const chunk of content) yield toUtf8(chunk as Buffer);
}

function lineCounter(): { add(line: string): void; end(): LogFacts } {
  const kinds = new Map<string, { level: string; text: string; count: number }>();
  let hasLevels = false;
  let hasPlain = false;
  let [errors, warnings, exceptions] = [0, 0, 0];
  const limits: { -readonly [Limit in keyof NonNullable<LogFacts['limits']>]: number } = {};
  // Of a line without a level, the one after it says whether it was an exception.
  let plain: string | undefined;
  // So it is of an error on k6's screen.
  let mayBeException = false;

  const count = ({ level, text, isException }: LogLine): void => {
    if (level !== 'error' && level !== 'warning' && level !== 'fatal' && level !== 'panic') return;
    // The verdict says so, too.
    if (/thresholds on metrics .* have been crossed/.test(text)) return;
    if (level === 'warning') warnings++;
    else errors++;
    if (isException) exceptions++;
    const kind = kinds.get(`${level} ${text}`);
    if (kind !== undefined) kind.count++;
    else if (kinds.size < maxKinds) kinds.set(`${level} ${text}`, { level, text, count: 1 });
  };

  return {
    add: (line) => {
      if (line.trim() === '') return;
      const leftOut = leftOutOf(line);
      if (leftOut !== undefined) {
        errors += leftOut.errors;
        warnings += leftOut.warnings;
        exceptions += leftOut.exceptions;
      }
      const limit = limitIn(line);
      if (limit !== undefined) limits[limit] = (limits[limit] ?? 0) + 1;
      const parsed = parseLine(line);
      if (mayBeException && isStackLine(line)) exceptions++;
      mayBeException = parsed?.level === 'error' && !parsed.isException;
      if (parsed !== undefined) {
        hasLevels = true;
        count(parsed);
      } else if (plain !== undefined && isStackLine(line)) count(rawException(plain));
      plain = parsed !== undefined || isStackLine(line) ? undefined : line;
      hasPlain ||= plain !== undefined;
    },
    end: () => ({
      errors,
      // Lines without levels may be warnings.
      warnings: hasPlain && !hasLevels ? null : warnings,
      exceptions,
      ...(Object.keys(limits).length > 0 && { limits }),
      messages: [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, maxMessages),
    }),
  };
}
