export { quoteNumbers } from '../contract/exact-numbers.ts';

/**
 * A value as JSON, indented for readers, that is safe on a terminal and in a log of CI: control characters, marks that
 * turn the direction of writing, commands to a runner and tags of HTML are escaped. A parser gets the same value.
 */
export const jsonText = (value: unknown, indent = 2): string =>
  `${JSON.stringify(value, null, indent)}`.replace(unsafe, (found) =>
    found === '##' ? '#\\u0023' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

// JSON leaves DEL and C1 as they are.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|##(?=\w*\[)|<(?=[/!a-z])/gi;
