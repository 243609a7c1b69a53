import { UsageError } from '../../model/errors.ts';
import { type HeaderLine, parseHeaders } from '../../plan/parse-headers.ts';
import { readLimited } from '../../store/read-limited.ts';

/**
 * The headers of `--header`: a line, `@file` with one a line, and `${NAME}` in either for a variable of the
 * environment, so that no secret need stand where all users of a machine can read it: among the arguments of a process.
 */
export function readHeaders(given: readonly string[], env: NodeJS.ProcessEnv): Record<string, string> {
  const lines = given.flatMap((text, index): HeaderLine[] => {
    const name = `--header ${index + 1}`;
    return text.startsWith('@') ? linesOf(text.slice(1)) : [{ name, text }];
  });
  return parseHeaders(lines.map(({ name, text }) => ({ name, text: filled(text, name, env) })));
}

function linesOf(file: string): HeaderLine[] {
  return readLimited(file, `the file of headers '${file}'`)
    .split(/\r?\n/)
    .map((text, index) => ({ name: `line ${index + 1} of ${file}`, text }))
    .filter(({ text }) => text.trim() !== '');
}

/** A text with `${NAME}` replaced by variables of the environment. @param line what to call it in an error */
export const filled = (text: string, line: string, env: NodeJS.ProcessEnv): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = env[name];
    if (value !== undefined && value !== '') return value;
    throw new UsageError(`${line} takes the variable ${name}, which is not set`, {
      hint: `set it in the environment of caseload: export ${name}=…`,
    });
  });
