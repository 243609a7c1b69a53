import { describe, expect, test } from 'vitest';
import type { Ending } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import type { RunFiles } from '../../lib/results/run-artifacts.ts';
import { foreignSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary } from '../../lib/results/summary.ts';
import { flatResult } from '../flat-result.ts';
import { type Fate, journeyOf, rowsOf } from './journey-rows.ts';
import {
  columns,
  completed,
  csvOf,
  line,
  originMs,
  planOf,
  requestRows,
  samplesFile,
  scratchFolder,
} from './samples/samples-file.ts';

const { path, write } = scratchFolder();
const constant = { executor: 'constant-arrival-rate', rateRps: 10, durationMs: 1_000 } as const;
const plan = planOf(constant);
const noFiles: RunFiles = { samples: [], summary: undefined, k6Log: undefined, signals: undefined };
const foreign = foreignSubject({ scenario: undefined, load: undefined });

const summaryOf = (metrics: object) =>
  readSummary(write('summary.json', JSON.stringify({ metrics, root_group: { checks: [] } })));
const counter = (count: number) => ({ type: 'counter', values: { count } });

const fates = (...kinds: Fate['kind'][]) =>
  kinds.map((kind, index) =>
    journeyOf(
      { kind, atMs: index * 100, step: 1, isTimeout: false, durationsMs: [1, 1, 1], blockedMs: [0, 0, 0] },
      index,
    ),
  );

describe('the artifacts of a run', () => {
  test('that are all missing make a result of nothing, in which nothing passes', async () => {
    const result = await buildResult(subjectOfPlan(plan), { ...noFiles, samples: [path('nowhere')] }, completed);
    expect(flatResult(result)).toMatchObject({
      source: 'none',
      hasSummary: false,
      isTruncated: true,
      thresholds: [],
      inputs: [],
      series: null,
    });
    expect(result.accounting).toMatchObject({ scheduled: 10, started: null, ok: null, dropped: null, missing: null });
    expect(result.objectives.results.map(({ status }) => status)).not.toContain('PASS');
    expect(result.latency.steps).toEqual([]);
  });

  test('of a load without a summary have what k6’s own thresholds would have said, from the samples', async () => {
    const file = write('only.csv', csvOf(rowsOf(fates('ok', 'ok', 'failed'), { originMs, hasVu: false })));
    const objectives = ['count<3', 'count<9'].map(
      (expression) => ({ kind: 'threshold', metric: 'http_reqs', expression }) as const,
    );
    const subject = { ...subjectOfPlan(plan), objectives, isSamplesOnly: true };
    const result = await buildResult(subject, { ...noFiles, samples: [file] }, completed);
    expect(result.objectives.results.map(({ status, value }) => [status, value])).toEqual([
      ['FAIL', 8],
      ['PASS', 8],
    ]);
    expect(result.provenance).toMatchObject({ hasSummary: false, isSamplesOnly: true });
  });

  test('of a run that never began say that no journey started', async () => {
    const ending = { kind: 'not-started' as const, detail: 'there is no k6', k6ExitCode: null };
    const { accounting } = await buildResult(subjectOfPlan(plan), noFiles, { ...completed, ending });
    expect(accounting).toMatchObject({ scheduled: 10, started: 0, ok: 0, dropped: 0, missing: 10 });
  });

  test('without the samples that were to be recorded are not whole', async () => {
    const summary = summaryOf({ vus: { type: 'gauge', values: { max: 1 } } });
    const files = { ...noFiles, samples: [path('nowhere')], summary };
    const recorded = await buildResult(subjectOfPlan(plan), files, completed);
    expect(flatResult(recorded)).toMatchObject({ source: 'summary', hasSummary: true, isTruncated: true });
    const unrecorded = await buildResult(subjectOfPlan(planOf(constant, 'none')), files, completed);
    expect(flatResult(unrecorded)).toMatchObject({ source: 'summary', hasSummary: true, isTruncated: false });
  });

  test('are told with their sizes, digests and rows', async () => {
    const samples = write('samples.csv.gz', samplesFile([{ metric: 'vus', atMs: 1 }]));
    const {
      provenance: { inputs },
    } = await buildResult(subjectOfPlan(plan), { ...noFiles, samples: [samples], summary: summaryOf({}) }, completed);
    expect(inputs).toEqual([
      {
        name: 'samples.csv.gz',
        sizeBytes: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        rows: 1,
      },
      {
        name: 'summary.json',
        sizeBytes: expect.any(Number),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        rows: null,
      },
    ]);
  });

  test('that end in the middle give what there is, and are not whole', async () => {
    const text = csvOf(rowsOf(fates('ok', 'ok', 'failed')));
    const samples = write('samples.csv', text.slice(0, text.lastIndexOf('journeys_failed') + 20));
    const result = await buildResult(subjectOfPlan(plan), { ...noFiles, samples: [samples] }, completed);
    expect(flatResult(result)).toMatchObject({
      source: 'samples',
      isTruncated: true,
      accounting: { started: 3, ok: 2, failed: 0, unfinished: 1 },
    });
  });

  test('with rows that make no sense say how many', async () => {
    const samples = write(
      'samples.csv',
      `${columns}\n${line({ metric: 'journeys_started', atMs: 1 })}\nchecks,1,\njourneys_ok,x,1,,,,,,,,,\n`,
    );
    expect(
      flatResult(await buildResult(subjectOfPlan(plan), { ...noFiles, samples: [samples] }, completed)),
    ).toMatchObject({
      malformedRows: 2,
      isTruncated: false,
    });
  });

  test('say when the run began and how long it lasted', async () => {
    const of = async (rows: Parameters<typeof samplesFile>[0]) => {
      const samples = write('samples.csv.gz', samplesFile(rows));
      return buildResult(foreign, { ...noFiles, samples: [samples] }, undefined);
    };
    expect(flatResult(await buildResult(subjectOfPlan(plan), noFiles, completed))).toMatchObject({
      ...{ startedAt: '2026-01-01T00:00:00.000Z', durationMs: 10_000, generator: { lag: null, cpu: null, host: null } },
    });
    const started = { metric: 'journeys_started', atMs: 700, tags: { origin_ms: originMs + 500 } };
    expect(flatResult(await of([started]))).toMatchObject({
      startedAt: '2026-01-01T00:00:00.500Z',
      durationMs: null,
      generator: null,
    });
  });

  test.each([
    ['an origin that is no instant', { metric: 'journeys_started', atMs: 700, tags: { origin_ms: '1e300' } }],
    ['an origin that is no number', { metric: 'journeys_started', atMs: 700, tags: { origin_ms: 'soon' } }],
    ['an origin before all time', { metric: 'journeys_started', atMs: 700, tags: { origin_ms: '-5' } }],
  ])('began with their first row where they tell %s', async (_name, row) => {
    const samples = write('samples.csv.gz', samplesFile([row]));
    const {
      run: { startedAt },
    } = await buildResult(foreign, { ...noFiles, samples: [samples] }, undefined);
    expect(startedAt).toBe('2026-01-01T00:00:00.700Z');
  });

  test('with a request that lasted longer than time itself began nobody knows when', async () => {
    const [row] = requestRows({ step: 'a', endMs: 5, durationMs: 1 }).filter(
      ({ metric }) => metric === 'http_req_duration',
    );
    const text = `${columns}\n${line(row ?? { metric: '', atMs: 0 }).replace('1.000000', `1${'0'.repeat(40)}`)}\n`;
    const samples = write('samples.csv', text);
    const result = await buildResult(
      { ...foreign, originMs: undefined },
      { ...noFiles, samples: [samples] },
      undefined,
    );
    expect(flatResult(result)).toMatchObject({ startedAt: null, requests: { n: 1 } });
  });

  test.each<Ending['kind']>(['interrupted', 'aborted', 'engine-trouble', 'not-started'])(
    'of a run that ended %s say nothing of journeys that were never due',
    async (kind) => {
      const facts = { ...completed, ending: { kind, detail: 'it ended', k6ExitCode: null } };
      const samples = write('samples.csv.gz', samplesFile(rowsOf(fates(...Array(10).fill('ok')))));
      const {
        objectives: { results: objectives },
      } = await buildResult(subjectOfPlan(plan), { ...noFiles, samples: [samples] }, facts);
      const journeys = objectives.find(({ objective }) => objective.kind === 'journey-success');
      expect(journeys).toMatchObject({ status: 'NO_DATA', value: 1 });
    },
  );
});

describe('a summary beside the samples', () => {
  const journeys = fates('ok', 'ok', 'ok', 'failed', 'unfinished', 'dropped');
  const rows = [...rowsOf(fates('ok'), { scenario: 'warmup' }), ...rowsOf(journeys)];
  // The warm-up's three requests are among them all.
  const requests = 3 + journeys.reduce((sum, { requests: own }) => sum + own.length, 0);
  const whole = {
    ...{ http_reqs: counter(requests), iterations: counter(5), journeys_started: counter(5), journeys_ok: counter(3) },
    ...{ journeys_failed: counter(1), dropped_iterations: counter(1) },
  };
  const mismatchOf = async (metrics: object, content = samplesFile(rows), hasWarmUp = false) => {
    const samples = write('samples.csv.gz', content);
    const subject = { ...subjectOfPlan(plan), hasWarmUp };
    return (await buildResult(subject, { ...noFiles, samples: [samples], summary: summaryOf(metrics) }, completed))
      .provenance.mismatch;
  };

  test('of the same run does not differ', async () => {
    expect(await mismatchOf(whole)).toBeNull();
    expect(await mismatchOf({ http_reqs: counter(requests) })).toBeNull();
    expect(await mismatchOf({})).toBeNull();
  });

  test.each([
    ['http_reqs', requests],
    ['iterations', 5],
    ['journeys_started', 5],
    ['journeys_ok', 3],
    ['journeys_failed', 1],
    ['dropped_iterations', 1],
  ])('that has one more of %s is of another run', async (metric, inSamples) => {
    const inSummary = inSamples + 1;
    expect(await mismatchOf({ ...whole, [metric]: counter(inSummary) })).toEqual({ metric, inSummary, inSamples });
  });

  test('has the load’s journeys apart from the warm-up’s', async () => {
    const all = { ...whole, journeys_started: counter(6), journeys_ok: counter(4) };
    const ofLoad = { 'journeys_started{scenario:load}': counter(5), 'journeys_ok{scenario:load}': counter(3) };
    expect(await mismatchOf({ ...all, ...ofLoad }, undefined, true)).toBeNull();
    const other = { ...ofLoad, 'journeys_ok{scenario:load}': counter(4) };
    expect(await mismatchOf({ ...all, ...other }, undefined, true)).toMatchObject({
      metric: 'journeys_ok',
      inSummary: 4,
    });
  });

  test('is not compared with samples that are not whole: that is said already', async () => {
    expect(await mismatchOf({ http_reqs: counter(999) }, samplesFile(rows).subarray(0, -10))).toBeNull();
  });
});
