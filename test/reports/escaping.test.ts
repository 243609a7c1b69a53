import { describe, test } from 'vitest';
import { runView } from '../../reports/views/run.ts';
import { escapes, expectXml } from './escapes.ts';
import { harmlessInput, hostileInputs } from './hostile.ts';
import { languages } from './inputs.ts';

const harmless = runView(harmlessInput, languages.ko);
const documents = hostileInputs.map(([text, input]) => ({ text, document: runView(input, languages.ko) }));

describe.each(Object.entries(escapes))('a name from outside, whatever it holds, %s:', (_what, check) => {
  test.each(documents)('$text', ({ document }) => check(document, harmless));
});

test('a name from outside, whatever it holds, leaves XML well-formed', () =>
  expectXml(documents.map(({ document }) => document)));
