import { expect } from 'vitest';
import { ArtifactError } from '../../lib/model/errors.ts';

/** Anything but an ArtifactError of one line is a bug. */
function refuse(error: unknown): void {
  if (!(error instanceof ArtifactError)) throw error;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not get them.
  expect(error.message).not.toMatch(/[\u0000-\u001f\u007f]/);
  expect(error.hint).toBeTruthy();
}

/** What is read; undefined when it was refused as it should be. */
export function tryTo<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    refuse(error);
    return undefined;
  }
}

export async function tryToAsync<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    refuse(error);
    return undefined;
  }
}

/** How many inputs of a property came through, so that one that is always refused shows. */
export function tally() {
  const counts = { read: 0, refused: 0 };
  return {
    of: <Value>(value: Value | undefined): Value | undefined => {
      counts[value === undefined ? 'refused' : 'read']++;
      return value;
    },
    expectBoth: () => {
      expect(counts.read).toBeGreaterThan(20);
      expect(counts.refused).toBeGreaterThan(20);
    },
  };
}
