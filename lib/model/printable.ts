/**
 * Text of a target, a program or a user as one line that a terminal or a page may show: line breaks, escape sequences'
 * beginnings, other control characters and marks that turn the direction of writing become a blank.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal or a page.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}
