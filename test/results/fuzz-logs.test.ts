import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readK6Log } from '../../lib/results/k6-log.ts';
import { readCpu } from '../../lib/results/signals.ts';
import { damaged } from './mutations.ts';
import { scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();

const log = Buffer.from(
  [
    `time="2026-11-24T19:22:59Z" level=warning msg="Request Failed" error="Get \\"http://127.0.0.1:1/\\": refused"`,
    `time="2026-11-24T19:22:59Z" level=error msg="TypeError: x\\n\\tat file:///a.js:3:5" executor=a`,
    `time="2026-11-24T19:22:59Z" level=error msg="thresholds on metrics 'a' have been crossed"`,
    '',
  ].join('\n'),
);

test('a log of k6, whatever it is, is read, and nothing in its messages can harm a terminal', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(damaged(log), async (bytes) => {
      const facts = await readK6Log(write('k6.log', bytes));
      const messages = facts?.messages ?? [];
      told += messages.length;
      expect((facts?.errors ?? Number.NaN) + (facts?.warnings ?? 0)).toBe(
        messages.reduce((sum, { count }) => sum + count, 0),
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not get them.
      expect(messages.filter(({ text }) => /[\u0000-\u001f\u007f]/.test(text))).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
  expect(told).toBeGreaterThan(2_500);
}, 60_000);

const signals = Buffer.from(
  [0, 1, 2, 3]
    .flatMap((s) => [
      { atMs: s * 1_000, source: 'generator-cpu', channel: 'cpu', value: s },
      { atMs: s * 1_000, source: 'host-cpu', channel: 'busy', value: s },
      { atMs: s * 1_000, source: 'host-cpu', channel: 'total', value: 2 * s },
    ])
    .map((signal) => `${JSON.stringify(signal)}\n`)
    .join(''),
);

test('signals, whatever they are, give numbers or nothing', () => {
  let told = 0;
  fc.assert(
    fc.property(damaged(signals), (bytes) => {
      const { cpu, host } = readCpu(write('signals', bytes), { cores: 2, sameHost: false });
      if (cpu === null) return;
      told++;
      expect(Object.values({ ...cpu, ...host }).filter((value) => Number.isNaN(value))).toEqual([]);
      expect(cpu.maxCores).toBeGreaterThanOrEqual(cpu.meanCores);
    }),
    { numRuns: 5_000 },
  );
  expect(told).toBeGreaterThan(2_500);
});
