import { describe, expect, test } from 'vitest';
import { readCpu, stageCpu } from '../../lib/results/signals.ts';
import { scratchFolder } from './samples/samples-file.ts';

const { path, write } = scratchFolder();
const signal = (
  atMs: number,
  generatorCpuS: number,
  host: readonly [busy: number, steal: number, all: number] = [0, 0, 0],
) =>
  [
    { atMs, source: 'generator-cpu', channel: 'cpu', value: generatorCpuS },
    ...['busy', 'steal', 'total'].map((channel, index) => ({ atMs, source: 'host-cpu', channel, value: host[index] })),
    { atMs, source: 'another', channel: 'cpu', value: 99 },
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');
const read = (text: string, sameHost = true) => readCpu(write('signals.ndjson', text), { cores: 2, sameHost });
const unknown = { cpu: null, host: null };

describe('the CPUs of a run', () => {
  test('are what the counters rose by, over the time and in the busiest second', () => {
    const text = [
      signal(1_000, 5, [10, 1, 100]),
      signal(2_000, 5.5, [11, 1, 102]),
      signal(3_000, 7.4, [13, 1.5, 104]),
      signal(5_000, 7.6, [14, 2, 108]),
    ].join('');
    expect(read(text)).toEqual({
      cpu: { meanCores: expect.closeTo(0.65, 12), maxCores: expect.closeTo(1.9, 12), cores: 2 },
      host: { busyRatioMean: expect.closeTo(0.5, 12), stealRatioMean: expect.closeTo(0.125, 12) },
    });
  });

  test('are those of other programs where all of the target is known', () => {
    const text = `${signal(0, 0, [0, 0, 0])}${signal(10_000, 5, [18, 0, 20])}`;
    const shop = [0, 10_000]
      .flatMap((atMs) =>
        ['shop', 'database'].map((role) =>
          JSON.stringify({ atMs, source: 'target-processes', channel: `${role}.cpu`, value: (atMs / 1_000) * 0.3 }),
        ),
      )
      .join('\n');
    expect(read(text).host).not.toHaveProperty('foreignRatioMean');
    expect(read(text, false).host?.foreignRatioMean).toBeCloseTo(0.65, 12);
    expect(read(`${text}${shop}\n`).host?.foreignRatioMean).toBeCloseTo(0.35, 12);
  });

  test('are never busiest in a stretch shorter than half a second', () => {
    const text = `${signal(0, 0)}${signal(1_000, 1)}${signal(1_010, 1.1)}${signal(2_000, 1.5)}`;
    expect(read(text).cpu).toMatchObject({ meanCores: 0.75, maxCores: 1 });
  });

  test('are busiest on the whole where every stretch is shorter', () => {
    expect(read(`${signal(0, 0)}${signal(300, 0.1)}${signal(600, 0.6)}`).cpu).toEqual({
      meanCores: 1,
      maxCores: 1,
      cores: 2,
    });
  });

  test('are known for the generator where the host’s are not', () => {
    expect(read(`${signal(0, 0)}${signal(1_000, 1)}`)).toMatchObject({ cpu: { meanCores: 1 }, host: null });
  });

  test('are read over the lines that are whole', () => {
    const text = `rubbish\n{}\n${signal(0, 0)}null\n${signal(1_000, 1)}{"atMs":"2000"}\n${signal(2_000, 2).slice(0, 30)}`;
    expect(read(text).cpu).toEqual({ meanCores: 1, maxCores: 1, cores: 2 });
  });

  test('are read of days of signals', () => {
    const lines = Array.from({ length: 150_000 }, (_, second) => signal(second * 1_000, second / 2));
    expect(read(lines.join('')).cpu).toEqual({ meanCores: 0.5, maxCores: 0.5, cores: 2 });
  });

  test.each([
    ['nothing', ''],
    ['rubbish', '\u0000{\n[]'],
    ['one signal', signal(0, 0)],
    ['less than half a second', `${signal(0, 0)}${signal(499, 1)}`],
    ['a clock that was set back', `${signal(9_000, 0)}${signal(1_000, 1)}`],
  ])('are unknown after %s', (_name, text) => {
    expect(read(text)).toEqual(unknown);
  });

  test('are unknown without a file', () => {
    expect(readCpu(path('nowhere'), { cores: 2, sameHost: true })).toEqual(unknown);
  });
});

describe('the CPU of a stage', () => {
  const stages = [
    { startMs: 0, durationMs: 2_000 },
    { startMs: 2_000, durationMs: 0 },
    { startMs: 2_000, durationMs: 2_000 },
    { startMs: 4_000, durationMs: 1_000 },
  ];

  test('is that of its own seconds, and not of the whole life of k6', () => {
    const text = [0, 0.1, 0.2, 2.1, 3.9].map((cpuS, second) => signal(10_000 + second * 1_000, cpuS)).join('');
    expect(stageCpu(write('signals.ndjson', text), 10_000, stages)).toEqual([
      { meanCores: expect.closeTo(0.1, 12), peakCores: expect.closeTo(0.1, 12) },
      null,
      { meanCores: expect.closeTo(1.85, 12), peakCores: expect.closeTo(1.9, 12) },
      null,
    ]);
  });

  test('is unknown without signals', () => {
    expect(stageCpu(path('nowhere'), 0, stages)).toEqual([null, null, null, null]);
  });
});
