import { describe, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';

const commands = [
  ['try', '-s', 'signup-only'],
  ['load', '-s', 'signup-only', '-p', 'smoke'],
  ['users', '-s', 'order-only', '-p', 'smoke', '--output', 'x.json'],
];

describe('a header that no request can carry is exit 2 and named, before anything is sent', () => {
  test.each(commands)('%s', async (...command) => {
    for (const value of ['한글', 'a\r\nX-Other: b']) {
      const terminal = fakeTerminal();
      const words = [...command, '-t', 'http://127.0.0.1:9', '-H', `X-Name: ${value}`];
      expect(await runCommand(words, terminal)).toBe(2);
      expect(terminal.stderr()).toContain("the value of --header 'X-Name' contains U+");
    }
  });
});
