import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownFolder } from '../../store/own-folder.ts';
import { packageFolder } from '../../store/package-folder.ts';

const frame = /\(?(file:\/\/\/[^\s()]+?):(\d+):\d+(?:\(\d+\))?\)?/g;
const libraryFile = /^(lib\/(k6|contract)\/|preparation\.ts:)/;

/**
 * What was thrown in k6 as one line, with the place in the scenario's own source that threw it.
 * @param fallback the place, `file:line`, of what was thrown by the library
 */
export function thrownLine(stack: string, fallback?: string): string {
  const [head = ''] = stack.split(/\n\s*at /);
  const message = head.trim().replace(/^(Error|GoError): /, '');
  const place = [...stack.matchAll(frame)]
    .map(([, url = '', line]) => `${shownPath(fileURLToPath(url))}:${line}`)
    .find((one) => !libraryFile.test(one));
  const known = place ?? (fallback && shownPath(fallback));
  return known === undefined || message.includes('file:///') ? message : `${message} (${known})`;
}

/** From the folder of this package or of the user's project. */
function shownPath(file: string): string {
  const path = relative(packageFolder, file);
  return path.startsWith('..') ? relative(ownFolder(), file) : path;
}

/** The errors in a log of k6 that was written as JSON, one line each. */
export function errorLines(log: string): string[] {
  return log.split('\n').flatMap((line) => {
    try {
      const { level, msg } = JSON.parse(line) as { level?: string; msg?: string };
      return level === 'error' && msg !== undefined ? [thrownLine(msg)] : [];
    } catch {
      return [];
    }
  });
}
