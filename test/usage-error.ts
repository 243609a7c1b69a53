import { expect } from 'vitest';
import { UsageError } from '../lib/model/errors.ts';

/** Message and hint of the UsageError that the action throws, as the user reads them; fails when it throws none. */
export function usageErrorOf(action: () => unknown): string {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UsageError);
  const { message, hint } = thrown as UsageError;
  expect(hint, `no hint: ${message}`).toBeTruthy();
  return `${message} — ${hint}`;
}
