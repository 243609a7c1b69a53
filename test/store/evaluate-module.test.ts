import { expect, test } from 'vitest';
import { UsageError } from '../../lib/model/errors.ts';
import { evaluateModule } from '../../lib/store/evaluate-module.ts';

const file = '/project/caseload.config.ts';
const map = '{"version":3,"sources":[],"names":[],"mappings":""}';

/** As a macrotask, which is how the compiler's caller has it. */
const evaluate = (code: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(evaluateModule(file, code, map, 300));
      } catch (error) {
        reject(error);
      }
    });
  });

test.each([
  ['in a loop', 'while (true);'],
  ['in promises', '(async () => { for (;;) await null; })();'],
  ['in ticks', 'const again = () => process.nextTick(again); again();'],
  ['in microtasks', 'const again = () => queueMicrotask(again); again();'],
])('a file that does not end, %s, is one clear error', async (_, code) => {
  const evaluating = evaluate(code);
  await expect(evaluating).rejects.toThrow(UsageError);
  await expect(evaluating).rejects.toThrow(`${file} cannot be read: it is not evaluated after 0.3 s: does it loop?`);
});

test('a file that ends the process is one, too, and the process can still be ended', async () => {
  const { exit, nextTick } = process;
  await expect(evaluate('process.exit(0)')).rejects.toThrow('cannot be read: it calls process.exit');
  expect([process.exit, process.nextTick]).toEqual([exit, nextTick]);
});

test.each(['null', 'undefined', '"text"', '{}'])('whatever it throws is one line: %s', async (thrown) => {
  await expect(evaluate(`throw ${thrown}`)).rejects.toThrow(UsageError);
});
