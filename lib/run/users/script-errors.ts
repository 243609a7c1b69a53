import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../store/library.ts';

const frame = /\(?(file:\/\/\/[^\s()]+?):(\d+):\d+(?:\(\d+\))?\)?/g;
const libraryFolder = /^lib\/(k6|contract)\//;

/** What was thrown in k6 as one line, with the place in the scenario's own source that threw it. */
export function thrownLine(stack: string): string {
  const [head = ''] = stack.split(/\n\s*at /);
  const message = head.trim().replace(/^(Error|GoError): /, '');
  const place = [...stack.matchAll(frame)]
    .map(([, url = '', line]) => ({ path: relative(projectFolder, fileURLToPath(url)), line }))
    .find(({ path }) => !libraryFolder.test(path) && path !== 'preparation.ts');
  return place === undefined || message.includes('file:///') ? message : `${message} (${place.path}:${place.line})`;
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
