/**
 * Text of a target, a program or a user as one line that a terminal or a page may show: line breaks, escape sequences'
 * beginnings, other control characters and marks that turn the direction of writing become a blank.
 */
export const printable = (text: string): string => text.replace(unprintable, ' ');

/** C0, DEL and C1; marks of direction; separators of lines and paragraphs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal or a page.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** The same, but line breaks and tabs stay, and with `hasColor` the sequences that set a color. */
export function printableText(text: string, hasColor = false): string {
  return text.replace(hasColor ? unprintableButColor : unprintableInText, ' ');
}

const inText =
  '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]|\\r(?!\\n)';
const unprintableInText = new RegExp(`(?:${inText})+`, 'g');
const unprintableButColor = new RegExp(`(?!\\x1b\\[[\\d;]*m)(?:${inText})`, 'g');

/** How a format writes what a runner of CI would take for a command, so that it is text. */
interface CommandBreaks {
  readonly hashes: string;
  readonly colons: string;
}

const inPlainText: CommandBreaks = { hashes: '## ', colons: ': :' };
/** For formats that are decoded again: the value stays as it was. */
export const inMarkup: CommandBreaks = { hashes: '#&#35;', colons: ':&#58;' };

/**
 * Text that no runner takes for a command: GitHub's reads `##[name]` anywhere in a line (Azure's `##vso[name]`, too),
 * and `::name::` at its start, after blanks or not.
 */
export const withoutCommands = (text: string, { hashes, colons }: CommandBreaks = inPlainText): string =>
  text.replace(/##(?=\w*\[)/g, hashes).replace(colonsAtStart, `$1${colons}`);

/** A sequence that sets a color is no text to a runner that removes them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the beginning of a color.
const colonsAtStart = /^((?:[^\S\n]|\u001b\[[\d;]*m)*)::/gm;
