import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../lib/model/result.ts';
import { signalSources } from '../../lib/model/signal.ts';
import { metricsTable } from '../../reports/views/metrics-table.ts';
import { resourcesTable } from '../../reports/views/resources-table.ts';
import { runView } from '../../reports/views/run.ts';
import { signalCharts } from '../../reports/views/signal-charts.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

const { hostCpu, targetThreads, nodeRuntime, databaseSessions } = signalSources;
type Read = readonly [source: string, channel: string, ...values: (number | null)[]];

/** The sample with what collectors read. */
const resultWith = (...read: readonly Read[]): RunResult => ({
  ...sampleResult(),
  signals: {
    windowMs: 1_000,
    series: read.map(([source, channel, ...values]) => ({ source, channel, values })),
    absent: [],
  },
});

const all = resultWith(
  [hostCpu, 'busy', 1, 2],
  [hostCpu, 'total', 2.01, 1.99],
  [targetThreads, 'main', 0.5, 0.9],
  [targetThreads, 'processes', 1, 1],
  [targetThreads, 'runDelay', 0.1, 0.3],
  [nodeRuntime, 'threadPool', 0.5, 900],
  [nodeRuntime, 'poolOpen', 10, 10],
  [nodeRuntime, 'poolIdle', 5, 0],
  [nodeRuntime, 'poolWaiting', 0, 40],
  [nodeRuntime, 'poolMax', 10, 10],
  [databaseSessions, 'lock', 0, 0],
);

describe('what collectors read', () => {
  test('is a row for each resource: how much was used, and what waited', () => {
    const { rows } = resourcesTable(all, languages.en);
    expect(rows).toEqual([
      ['CPUs of this host', '74.9 %', '100 %', ''],
      ['main thread of the target', '70 %', '90 %', 'for a CPU: 20 % of the time (at most 30 %)'],
      ['thread pool of Node.js', '—', '—', 'a job that takes no time: 450 ms (at most 900 ms)'],
      ['connection pool', '75 %', '100 %', '20 requests (at most 40)'],
    ]);
  });

  test('is in charts, each with its limit, and with no line that was not read', () => {
    const charts = signalCharts(all, languages.en);
    const linesOf = charts.map(({ title, drawing }) => [
      title,
      drawing.kind === 'lines' ? drawing.lines.map(({ name }) => name) : [],
      drawing.kind === 'lines' ? drawing.limit?.name : '',
    ]);
    expect(linesOf).toEqual([
      ['CPU: who used how many cores', ['this host in all', 'main thread of the target'], 'cores of this host 2'],
      ['Node.js: waits for the event loop and the thread pool', ['wait for a thread of the pool'], undefined],
      ['Connections of the pool', ['in use', 'requests waiting for one'], 'size of the pool 10'],
      ['Sessions of the database', ['waiting for a lock'], undefined],
    ]);
  });

  test.each(codes)('leaves no hole where a value is missing, in %s', (code) => {
    const result = resultWith(
      [hostCpu, 'busy', null, 1],
      [hostCpu, 'total', null, null],
      [nodeRuntime, 'poolOpen', null, 10],
      [nodeRuntime, 'poolIdle', 3, null],
      [nodeRuntime, 'poolMax', 0, 0],
    );
    for (const format of ['html', 'markdown'] as const) {
      const text = renderers[format](runView(inputOf(result), languages[code]));
      expect(text.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/undefined|NaN|Infinity|\{\{/);
    }
  });

  test('has the metrics of the target that changed, counters per second', () => {
    const { targetMetrics } = signalSources;
    const result = resultWith(
      [targetMetrics, 'jobs_waiting', 1, 3],
      [targetMetrics, 'jobs_total{kind="mail"}', 10, 20],
      [targetMetrics, 'build_info', 1, 1],
    );
    expect(metricsTable(result, languages.en).rows).toEqual([
      ['jobs_waiting', '2', '3'],
      ['jobs_total{kind="mail"}', '15/s', '20/s'],
    ]);
  });

  test('is nowhere where nothing was read', () => {
    expect(resourcesTable(sampleResult(), languages.en).rows).toEqual([]);
    expect(signalCharts(sampleResult(), languages.en)).toEqual([]);
  });
});
