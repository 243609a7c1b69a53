import fc from 'fast-check';
import type { Objective } from '../../../lib/contract/objective.ts';
import type { Latency, ObjectiveResult, RunResult, StageResult, StepResult } from '../../../lib/model/result.ts';
import type { FlatResult } from '../../flat-result.ts';
import { latencyOf, sampleResult } from './sample-result.ts';

const sample = sampleResult();
const orNull = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { freq: 3 });
const count = fc.oneof(fc.constant(0), fc.nat(20), fc.nat(5_000));
const ratio = fc.oneof(fc.constantFrom(0, 1, 0.98, 0.02, 0.999_9, 0.000_1), fc.double({ min: 0, max: 1, noNaN: true }));
const word = fc.constantFrom('signup', 'charge', 'order', 'a step', 'b-step');
const cause = fc.constantFrom('timeout', 'status 500', 'status 409', 'body', 'refused');

const latency: fc.Arbitrary<Latency | null> = orNull(
  fc
    .record({
      n: fc.integer({ min: 1, max: 5_000 }),
      factor: fc.constantFrom(0, 0.001, 0.1, 1, 10, 100, 5_000),
      holes: fc.boolean(),
      atLeast: fc.constantFrom<Latency['atLeast']>([], [], ['p95Ms', 'p99Ms', 'maxMs']),
    })
    .map(({ n, factor, holes, atLeast }) => ({
      ...{ ...latencyOf(n, factor), atLeast },
      ...(holes && { p50Ms: null, meanMs: null, p99Ms: null }),
    })),
);

const step: fc.Arbitrary<Omit<StepResult, 'name'>> = fc
  .record({
    ...{ reached: orNull(count), succeeded: count, failed: count, unfinished: orNull(count), timeouts: orNull(count) },
    causes: fc.uniqueArray(fc.record({ cause, count: fc.integer({ min: 1, max: 99 }) }), {
      maxLength: 3,
      selector: (one) => one.cause,
    }),
    skipped: fc.array(fc.record({ at: fc.oneof(fc.constant(''), word), count: fc.integer({ min: 1, max: 99 }) }), {
      maxLength: 2,
    }),
    unfinishedAgeMs: fc.constantFrom(null, { min: 200, max: 30_000 }),
    successInterval: fc.constantFrom(null, { low: 0.9, high: 1, method: 'blocks' as const, n: 12 }),
    ...{ latency, okLatency: latency, failedLatency: latency },
  })
  .map((one) => ({ ...one, attempted: one.succeeded + one.failed, causes: one.failed === 0 ? [] : one.causes }));

const objective: fc.Arbitrary<Objective> = fc.oneof(
  fc.record({
    kind: fc.constant('latency' as const),
    percentile: fc.constantFrom(50, 95, 99, 99.9),
    belowMs: fc.constantFrom(1.5, 800, 1_500),
  }),
  fc.record({
    kind: fc.constant('latency' as const),
    percentile: fc.constant(95),
    belowMs: fc.constant(800),
    step: word,
  }),
  fc.record({ kind: fc.constant('failed-requests' as const), belowRatio: fc.constantFrom(0.02, 0.000_5, 0) }),
  fc.record({
    kind: fc.constant('failed-requests' as const),
    belowRatio: fc.constant(0.01),
    severity: fc.constant('warn' as const),
  }),
  fc.record({ kind: fc.constant('step-success' as const), step: word, aboveRatio: fc.constantFrom(0.98, 0.999_5, 1) }),
  fc.record({ kind: fc.constant('journey-success' as const), aboveRatio: fc.constantFrom(0.98, 0.5) }),
  fc.record({
    kind: fc.constant('threshold' as const),
    metric: fc.constantFrom('http_req_duration', 'http_reqs', 'my_rate'),
    expression: fc.constantFrom('p(95)<800', 'rate>10', 'rate<0.02', 'count>=1'),
  }),
);

const objectiveResult: fc.Arbitrary<ObjectiveResult> = fc
  .record({
    objective,
    status: fc.constantFrom('PASS' as const, 'FAIL' as const, 'NO_DATA' as const),
    value: orNull(fc.oneof(ratio, fc.constantFrom(760, 800, 840, 23_220))),
    ...{ n: orNull(count), neededN: fc.constantFrom(1, 72, 368), isLowerBound: fc.boolean() },
    unit: fc.constantFrom('ms' as const, 'ratio' as const),
    interval: fc.constantFrom(
      null,
      { low: 0.9, high: 1, method: 'exact' as const, n: 100 },
      { low: 700, high: 900, method: 'blocks' as const, n: 12 },
      { low: 0.01, high: 0.99, method: 'blocks' as const, n: 30 },
    ),
  })
  .map((one) => ({
    ...one,
    // What only warns is never failed.
    status: one.objective.severity === 'warn' && one.status === 'FAIL' ? ('WARN' as const) : one.status,
    text: `an objective of ${one.objective.kind}`,
  }));

const stages: fc.Arbitrary<StageResult[]> = fc
  .array(
    fc
      .record({
        shape: fc.constantFrom('ramp' as const, 'plateau' as const, 'step' as const),
        ...{ fromRps: fc.constantFrom(0, 5, 10.5), toRps: fc.constantFrom(0, 10, 33.333) },
        ...{ scheduled: count, started: orNull(count), dropped: orNull(count), droppedByGenerator: orNull(count) },
        ...{ ok: orNull(count), failed: orNull(count), unfinished: orNull(count) },
        ...{ completedRps: orNull(fc.constantFrom(0, 4.2, 30)), inFlightMean: orNull(fc.constantFrom(0, 3.3, 500)) },
        generatorCpu: fc.constantFrom(null, { meanCores: 0.3, peakCores: 1.9 }),
        requests: orNull(
          fc.record({ name: fc.constant(''), n: count, failed: count, unknown: fc.constant(0), latency }),
        ),
        steps: fc.array(fc.record({ n: count, failed: count, unknown: fc.constant(0), latency }), {
          minLength: 3,
          maxLength: 3,
        }),
      })
      .map(
        (one): Omit<StageResult, 'index' | 'startMs'> => ({
          ...one,
          ...{ durationMs: one.shape === 'step' ? 0 : 30_000, inFlightMax: one.inFlightMean },
          toRps: one.shape === 'plateau' ? one.fromRps : one.toRps,
          steps: one.steps.map((requests, index) => ({ ...requests, name: sample.latency.steps[index]?.name ?? '' })),
        }),
      ),
    { maxLength: 4 },
  )
  .map((list) => list.map((one, index) => ({ ...one, index, startMs: 30_000 * index })));

/** A minute and a half of what may have been. */
const series: fc.Arbitrary<RunResult['series']['windows']> = orNull(
  fc
    .record({
      levels: fc.array(fc.nat(50), { minLength: 90, maxLength: 90 }),
      slope: fc.constantFrom(0, 1, 20),
      isCold: fc.boolean(),
      hasOffered: fc.boolean(),
    })
    .map(({ levels, slope, isCold, hasOffered }) => {
      const latencies = levels.map((level) => (level === 0 ? null : level));
      const windows = {
        n: levels,
        failed: levels.map((level) => level % 3),
        p50Ms: latencies,
        p95Ms: latencies,
        maxMs: latencies,
      };
      return {
        ...{ windowMs: 1_000, originMs: 0, offered: hasOffered ? levels : null, started: levels, dropped: levels },
        ...{ ended: levels, failed: levels, inFlight: levels.map((level, second) => level + slope * second) },
        meanLogMs: levels.map((level, second) => (level === 0 ? null : level / 100 + (isCold && second < 20 ? 3 : 1))),
        requests: { ...windows, name: '' },
        steps: sample.latency.steps.map(({ name }) => ({ ...windows, name })),
        heat: { columnMs: 1_000, boundsMs: [1, 10], counts: levels.map((level) => [level, 1]) },
      };
    }),
);

/** Changes of a result that a run may come to: of each field what it may be, however little it fits to the others. */
const changes = fc.record<Partial<FlatResult>>(
  {
    origin: fc.constantFrom('caseload' as const, 'foreign' as const),
    scenario: fc.constantFrom('e2e', 'mine', null),
    profile: fc.constantFrom('case1', 'custom', null),
    changes: fc.constantFrom([], ['--scale 2'], ['--stages 10/5s,20/5s', '--warmup 10s']),
    isList: fc.boolean(),
    load: orNull(
      fc.record({
        executor: fc.constantFrom('ramping-arrival-rate', 'constant-vus'),
        scheduled: orNull(fc.integer({ min: 1, max: 5_000 })),
        ...{ durationMs: fc.constantFrom(1_000, 90_000), peakRps: fc.constantFrom(0.5, 320, null) },
        warmUp: fc.constantFrom(null, { rateRps: 5, durationMs: 10_000 }),
        virtualUsers: fc.constantFrom(
          null,
          { count: 1, wanted: 300, capped: false, chosen: true },
          { count: 2_000, wanted: 3_000, capped: true, chosen: false },
        ),
        ...{ requestTimeoutMs: fc.constantFrom(null, 60_000), gracefulStopMs: fc.constantFrom(null, 30_000) },
        fixtures: fc.constantFrom(
          null,
          { mode: 'file', count: 50, duplicates: 1 },
          { mode: 'per-vu', count: 1, duplicates: 0 },
        ),
      }),
    ),
    durationMs: orNull(fc.constantFrom(0, 30_000, 119_700)),
    ending: fc
      .constantFrom(
        'completed' as const,
        'interrupted' as const,
        'target-died' as const,
        'engine-trouble' as const,
        'aborted' as const,
        'not-started' as const,
      )
      .map((kind) => ({ kind, detail: kind === 'completed' ? '' : 'why it ended', k6ExitCode: null })),
    source: fc.constantFrom('samples' as const, 'summary' as const, 'none' as const),
    precision: fc.constantFrom('exact' as const, 'histogram' as const),
    stampMs: fc.constantFrom(null, 0.001, 1, 1_000),
    recorded: fc.constantFrom('samples' as const, 'journeys' as const, 'none' as const),
    ...{ isTruncated: fc.boolean(), hasSummary: fc.boolean(), isSummaryExport: fc.boolean() },
    malformedRows: fc.constantFrom(0, 1, 3_000),
    mismatch: fc.constantFrom(null, { metric: 'http_reqs', inSummary: 5, inSamples: 4 }),
    sameHost: fc.constantFrom(null, true, false),
    accounting: fc
      .record({
        scheduled: orNull(fc.integer({ min: 1, max: 5_000 })),
        ...{ started: orNull(count), ok: orNull(count), failed: orNull(count), unfinished: orNull(count) },
        missing: orNull(fc.integer({ min: -20, max: 500 })),
        exceptions: fc.constantFrom(null, 0, 1, 20),
        drops: fc.constantFrom(
          { dropped: null, droppedByTarget: null },
          { dropped: 30, droppedByTarget: null },
          { dropped: 0, droppedByTarget: 0 },
          { dropped: 30, droppedByTarget: 0 },
          { dropped: 30, droppedByTarget: 29 },
        ),
        basis: fc.constantFrom('counted' as const, 'derived' as const),
      })
      .map(({ drops, exceptions, ...one }) => ({
        ...one,
        ...drops,
        exceptions: one.started === null ? null : exceptions,
      })),
    steps: fc
      .array(step, { maxLength: 3 })
      .map((list) => list.map((one, index) => ({ ...one, name: sample.latency.steps[index]?.name ?? '' }))),
    requests: fc
      .record({
        ...{ n: orNull(count), failed: orNull(count), timeouts: orNull(count) },
        ...{ latency, okLatency: latency, failedLatency: latency },
      })
      .map((one) => {
        const known = one.n === null || one.failed === null ? null : Math.min(one.n, one.failed);
        return { ...one, failed: known, unknown: known === null ? (one.n ?? 0) : 0 };
      }),
    journeyLatency: latency,
    checks: fc.constantFrom([], [{ name: 'register 201', passes: 1, fails: 2 }]),
    stages,
    series,
    distributions: fc.constantFrom([], sample.latency.distributions, sample.latency.distributions.slice(0, 1)),
    selection: orNull(fc.array(fc.record({ step: word, reachedLast: latency, lost: latency }), { maxLength: 2 })),
    objectives: fc.array(objectiveResult, { maxLength: 4 }),
    thresholds: fc.array(
      fc.record({
        metric: fc.constantFrom('http_req_duration', 'http_reqs'),
        expression: fc.constantFrom('p(95)<800', 'count>=1', 'rate<0.02'),
        ...{ unit: fc.constantFrom('ms' as const, 'ratio' as const, 'perSecond' as const, 'number' as const) },
        ...{ isOk: fc.boolean(), value: orNull(ratio), n: orNull(count), holds: fc.constantFrom(null, true, false) },
      }),
      { maxLength: 3 },
    ),
    generator: orNull(
      fc.record({
        lag: fc.constantFrom(
          null,
          { n: 300, p50Ms: 0, p99Ms: 2, maxMs: 3 },
          { n: 300, p50Ms: 20, p99Ms: 140, maxMs: 2_000 },
        ),
        cpu: fc.constantFrom(null, ...[0.2, 1.7, 1.95].map((meanCores) => ({ meanCores, maxCores: 2, cores: 2 }))),
        host: fc.constantFrom(null, { busyRatioMean: 0.5, stealRatioMean: 0.05 }),
      }),
    ),
    log: fc.constantFrom(
      null,
      { errors: 0, warnings: 0, exceptions: 0, messages: [] },
      {
        ...{ errors: 1, warnings: null, exceptions: 1 },
        messages: [{ level: 'error', text: 'a complaint', count: 1 }],
      },
    ),
    integrity: fc.constantFrom(null, {
      ok: false,
      checks: [
        { name: 'stock', expected: 1, actual: 2, ok: false },
        { name: 'points', expected: 0, actual: 0, ok: true },
      ],
    }),
    integrityTrouble: fc.constantFrom(null, 'no answer within 120 s'),
    inputs: fc.constantFrom([], sample.provenance.inputs),
    target: fc.constantFrom(
      null,
      { kind: 'shop' as const, url: null },
      { kind: 'url' as const, url: 'https://api.example.com/v1' },
    ),
    command: fc.constantFrom(null, 'npm run load -- --scenario e2e --profile case1'),
  },
  { requiredKeys: [] },
);

/** The windows with the attempts and failures of the steps in them, as evenly as whole numbers are. */
function withFailuresOfSteps(result: RunResult): RunResult {
  const { windows } = result.series;
  if (windows === null) return result;
  const spread = (count: number) =>
    windows.started.map(
      (_, at, { length }) => Math.floor((count * (at + 1)) / length) - Math.floor((count * at) / length),
    );
  const steps = windows.steps.map((step) => {
    const own = result.latency.steps.find(({ name }) => name === step.name);
    return { ...step, n: spread(own?.attempted ?? 0), failed: spread(own?.failed ?? 0) };
  });
  return { ...result, series: { ...result.series, windows: { ...windows, steps } } };
}

const resultWith = (one: Partial<FlatResult>, isInStep: boolean): RunResult => {
  const result = sampleResult({ ...one, ...(one.steps?.length === 0 && { selection: null }) });
  return isInStep ? withFailuresOfSteps(result) : result;
};

/** Results near and far from one in which all went well. */
export const anyResult: fc.Arbitrary<RunResult> = fc
  .tuple(changes, fc.boolean())
  .map(([one, isInStep]) => resultWith(one, isInStep));

/** Results that differ in three things at most from one in which all went well. */
export const nearResult: fc.Arbitrary<RunResult> = fc
  .tuple(changes, fc.boolean(), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })))
  .map(([one, isInStep, order]) => {
    const keys = Object.keys(one).map((key) => ({ key, at: order.next().value as number }));
    const kept = keys.sort((a, b) => a.at - b.at).slice(0, 3);
    return resultWith(Object.fromEntries(kept.map(({ key }) => [key, one[key as keyof FlatResult]])), isInStep);
  });
