// Stacks of the compiled command line name our source files. The map is read when a stack is first asked for, which is
// hardly ever.
const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');

/**
 * Makes stacks of that file name the lines of its sources.
 * @param {string} file
 */
function useSourceLines(file) {
  /** @type {SourceMap | undefined} */
  let map;
  /** @param {string} frame */
  const mapped = (frame) =>
    frame.replace(/(?:\/[^()]*\/cli-[0-9a-f]+\.cjs):(\d+):(\d+)/, (place, line, column) => {
      map ??= new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
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

module.exports = { useSourceLines };
