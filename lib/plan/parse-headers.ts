import { UsageError } from '../model/errors.ts';

const notInName = /[^!#$%&'*+.^_`|~\w-]/u;
// What HTTP takes in a value and k6 and Node send alike: tab, ASCII and Latin-1, no control characters.
const notInValue = /[^\t\x20-\x7e\xa0-\xff]/u;

/** A header as it was written, and what a message calls it: `--header 2`. */
export interface HeaderLine {
  readonly name: string;
  readonly text: string;
}

/** `Name: value` lines as headers. The message of a mistake never repeats the value: it may be a secret. */
export function parseHeaders(lines: readonly HeaderLine[]): Record<string, string> {
  return Object.fromEntries(lines.map(parseHeader));
}

function parseHeader({ name: where, text: line }: HeaderLine): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 1) {
    throw new UsageError(`${where} is not of the form 'Name: value'`, {
      hint: "write it like --header 'X-Api-Key: …'; a file of headers is --header @FILE",
    });
  }
  const name = line.slice(0, colon);
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  const inName = notInName.exec(name);
  if (inName !== null) {
    throw new UsageError(`the name of ${where} contains ${characterAt(inName)}`, {
      hint: "letters, digits and !#$%&'*+-.^_`|~ are allowed in the name of a header",
    });
  }
  const inValue = notInValue.exec(value);
  if (inValue !== null) {
    throw new UsageError(`the value of --header '${name}' contains ${characterAt(inValue)}`, {
      hint: 'a header takes one line of ASCII or Latin-1; percent-encode the rest, or as the service expects it',
    });
  }
  return [name, value];
}

/** `U+D55C as its character 3`. */
function characterAt({ 0: character, index }: RegExpExecArray): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} as its character ${index + 1}`;
}
