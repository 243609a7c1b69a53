import type { Comparison } from '../../lib/model/comparison.ts';
import type { CheckedResponse, RunResult, Signals } from '../../lib/model/result.ts';
import { sessionClasses } from '../../lib/model/signal.ts';
import { soakOf } from '../judge/soak-of.ts';
import { comparison } from './experiments.ts';
import { troubled } from './inputs.ts';

const { windows } = troubled.series;
const count = windows?.started.length ?? 0;

/** What was read of each channel, in every window. */
const channels: Readonly<Record<string, number>> = {
  ...{ 'host-cpu busy': 1.2, 'host-cpu steal': 0, 'host-cpu total': 2, 'generator-cpu cpu': 0.2 },
  ...{ 'target-threads main': 0.4, 'target-threads others': 0.1, 'target-threads runDelay': 0.02 },
  ...{ 'target-threads processes': 1, 'target-processes database.cpu': 0.3 },
  ...{ 'node-runtime eventLoopUtilization': 0.4, 'node-runtime eventLoopDelay': 1 },
  ...{ 'node-runtime eventLoopDelayP99': 8, 'node-runtime gc': 0.02, 'node-runtime threadPool': 0.5 },
  ...{ 'node-runtime poolOpen': 10, 'node-runtime poolIdle': 0, 'node-runtime poolMax': 10 },
  'node-runtime poolWaiting': 80,
  ...Object.fromEntries(
    sessionClasses.flatMap((name) => [
      [`database-sessions ${name}`, name === 'lock' ? 8.9 : name === 'idleInTransaction' ? 1 : 0.1],
      [`database-sessions blocker.${name}`, name === 'idleInTransaction' ? 1 : 0],
    ]),
  ),
};

/** @param text stands in every name and statement, if it is given */
const signalsOf = (text: string | undefined): Signals => ({
  windowMs: windows?.windowMs ?? 1_000,
  series: Object.entries(channels).map(([key, value]) => {
    const [source = '', channel = ''] = key.split(' ');
    return { source, channel, values: new Array<number>(count).fill(value) };
  }),
  absent: [{ source: 'cpu-profile', because: text ?? 'nobody asked for it' }],
  addons: [text ?? 'bcrypt'],
  cpuProfile: {
    ...{ durationMs: 20_000, busyRatio: 0.4, samples: 20_000 },
    groups: [
      { name: text ?? 'typeorm', selfRatio: 0.7 },
      { name: 'app', selfRatio: 0.3 },
    ],
    functions: [
      {
        ...{ name: text ?? 'transform', group: text ?? 'typeorm', file: text ?? 'transform.js', line: 12 },
        ...{ calledBy: null, selfRatio: 0.4, inclusiveRatio: 0.6 },
      },
      {
        ...{ name: text ?? 'stringify', group: 'node:core', file: '', line: null, calledBy: text ?? 'send' },
        ...{ selfRatio: 0.3, inclusiveRatio: 0.3 },
      },
    ],
    flame: [
      { depth: 0, from: 0, ratio: 1, name: text ?? 'handle', group: 'app' },
      { depth: 1, from: 0.1, ratio: 0.6, name: text ?? 'transform', group: text ?? 'typeorm' },
    ],
  },
  database: {
    slices: [
      {
        ...{ atMs: windows?.originMs ?? 0, durationMs: 20_000, samples: 100 },
        statements: [{ class: 'lock', text: text ?? 'update stocks set quantity = $1', sessions: 8.9 }],
        blockers: [{ class: 'idleInTransaction', text: text ?? 'insert into orders', sessions: 1 }],
        relations: [{ name: text ?? 'stocks', waiting: 8.9 }],
      },
    ],
    costs: [{ id: '1', text: text ?? 'select 1', calls: 900, totalMs: 90, rows: 900, blocks: 1_800, walBytes: 9_000 }],
  },
});

const responsesOf = (text: string | undefined): NonNullable<RunResult['responses']> => {
  const order = { step: 'order', status: 201, type: text ?? 'text/html', encoding: '', sizeBytes: 900 };
  const checked: CheckedResponse = { ...order, type: 'application/json', sent: 'application/json', errorField: 'ok' };
  return {
    load: [
      { ...order, count: 40, firstMs: 3_000 },
      { ...order, type: 'application/json', sizeBytes: 55, count: 40, firstMs: 0 },
    ],
    preCheck: [text === undefined ? checked : { ...checked, type: text, errorField: text }],
  };
};

/** The troubled run, of which everything was read that can be. */
export const watchedResult = (text?: string): RunResult => ({
  ...troubled,
  responses: responsesOf(text),
  soak: soakOf({ 'shop.memory': (window) => (100 + window) * 2 ** 20 }),
  signals: signalsOf(text),
  cost: {
    ...{ journeys: 280, targetCpuMs: 20, mainThreadMs: 15, databaseCpuMs: 5 },
    statements: {
      ...{ perJourney: 5, standardError: 0.1, windows: 10, rows: 5, blocks: 9, walBytes: 900 },
      byText: [{ text: text ?? 'update stocks set quantity = $1', perJourney: 4, ms: 2 }],
    },
  },
});

/** A comparison that has something to say of everything. */
export const fullComparison = (text?: string): Comparison => ({
  ...comparison,
  differences: [{ name: 'k6', a: text ?? '1', b: text ?? '2', kind: 'other' }],
  objectives: [
    {
      objective: { kind: 'latency', percentile: 95, belowMs: 800, step: text ?? 'order' },
      unit: 'ms',
      a: { runs: 8, missed: 0, lacking: 1, value: 700, isLowerBound: false },
      b: { runs: 8, missed: 3, lacking: 0, value: 900, isLowerBound: true },
    },
  ],
  statements: [{ text: text ?? 'select 1', a: 1, b: 2 }],
  functions: [{ name: text ?? 'transform', group: text ?? 'typeorm', a: 1, b: 2, inclusiveA: 1.5, inclusiveB: 2.5 }],
  causes: [{ step: text ?? 'order', cause: text ?? 'status 500', a: 1, b: 9 }],
});
