import { secretName } from '../../model/credentials.ts';
import { quoteNumbers } from '../../model/json-text.ts';

const redacted = '‹redacted›';

/**
 * A JSON-like value with every secret field replaced.
 * @internal Tested by itself.
 */
export function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, secretName.test(key) ? redacted : redactValue(one)]),
  );
}

/** Headers with their secrets replaced; headers that the user added may all be secret. */
export function redactHeaders(
  headers: Readonly<Record<string, unknown>>,
  userNames: readonly string[],
): Record<string, string> {
  const isSecret = (name: string) =>
    secretName.test(name) || userNames.some((own) => own.toLowerCase() === name.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? redacted : String(value)]),
  );
}

/** Before the digits of a number: no text of a service begins so. */
const numberMark = '\ue000';
const markedNumber = new RegExp(`"${numberMark}([^"]*)"`, 'g');

/**
 * A body to be shown: JSON with its secrets replaced and its numbers as they were sent, other text only by its size,
 * since secrets cannot be found in it.
 */
export function redactBody(text: string): string {
  if (text === '') return '(empty)';
  try {
    const value = redactValue(JSON.parse(quoteNumbers(text, numberMark)));
    return JSON.stringify(value).replaceAll(markedNumber, '$1');
  } catch {
    return `(${text.length} characters, not JSON)`;
  }
}
