// Stacks of the compiled command line name our source files. The map is read when a stack is first asked for, which is
// hardly ever.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Makes stacks of that file name the lines of its sources.
 * @param {string} url
 */
export function useSourceLines(url) {
  /** @type {SourceMap | undefined} */
  let map;
  /** @param {string} frame */
  const mapped = (frame) =>
    frame.replace(/(?:file:\/\/[^\s()]*\/cli-[0-9a-f]+\.mjs):(\d+):(\d+)/, (place, line, column) => {
      map ??= new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')));
      const entry = map.findEntry(line - 1, column - 1);
      return 'originalSource' in entry
        ? `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
        : place;
    });
  Error.prepareStackTrace = (error, frames) =>
    [errorLine(error), ...frames.map((frame) => `    at ${mapped(String(frame))}`)].join('\n');
}

/** @param {Error} error */
function errorLine(error) {
  try {
    return String(error);
  } catch {
    return 'an error that cannot be shown';
  }
}
