import { expect, test } from 'vitest';
import { guarded } from '../../../lib/cli/terminal/guarded.ts';
import { fakeTerminal } from '../fake-terminal.ts';

const hostile = [
  '\u001b]0;title\u0007',
  '\u009b31m',
  'a\u202eb',
  'a\r::error::x',
  'line\n  ::set-output name=a::b',
  '\u3000::debug::x',
  'x ##[add-mask]y',
  '##vso[task.complete]',
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const dangerous = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##\w*\[|^\s*::/m;

test.each(hostile)('%j reaches no terminal and no runner, by whatever way it is printed', (text) => {
  const fake = fakeTerminal({ isLive: true });
  const terminal = guarded(fake);
  terminal.out(`${text}\n`);
  for (const print of [terminal.say, terminal.warn, terminal.live]) print(text);
  expect(fake.stdout()).not.toMatch(dangerous);
  expect(fake.stderr()).not.toMatch(dangerous);
});

test('colors stay where stdout has colors, and nothing else of an escape does', () => {
  const fake = fakeTerminal();
  const terminal = guarded({ ...fake, isStdoutColored: true });
  terminal.out('\u001b[1mbold\u001b[22m \u001b[2J\u001b]0;x\u0007 \u001b[31m::error::x\n');
  expect(fake.stdout()).toBe('\u001b[1mbold\u001b[22m  [2J ]0;x  \u001b[31m::error::x\n');
});

test('a color before a command does not hide it', () => {
  const fake = fakeTerminal();
  guarded({ ...fake, isStdoutColored: true }).out('\u001b[31m::error::x\n');
  expect(fake.stdout()).toBe('\u001b[31m: :error::x\n');
});

test('line breaks, tabs and the ends of the lines of CSV stay', () => {
  const fake = fakeTerminal();
  guarded(fake).out('a\tb\r\nc\n');
  expect(fake.stdout()).toBe('a\tb\r\nc\n');
});

test('only what is meant as a command is one', () => {
  const fake = fakeTerminal();
  guarded(fake).workflowCommand('::notice::x');
  expect(fake.stdout()).toBe('::notice::x\n');
});
