import { expect, test } from 'vitest';
import { interruptedOr } from '../../../lib/cli/terminal/interrupt.ts';

test('a command that was over when it was told to stop ends with 130, whatever it found', () => {
  const stopping = new AbortController();
  expect([0, 1, 3].map((code) => interruptedOr(stopping.signal, code as 0 | 1 | 3))).toEqual([0, 1, 3]);
  stopping.abort();
  expect([0, 1, 3].map((code) => interruptedOr(stopping.signal, code as 0 | 1 | 3))).toEqual([130, 130, 130]);
});
