import * as z from 'zod';
import { endingKinds } from './result.ts';

/*
 * The schema of result.json, published as docs/schema/result.schema.json. lib/model/result.ts says what each field means.
 */

const count = z.number();
const optional = z.number().nullable();
const optionalText = z.string().nullable();

const latency = z.strictObject({
  n: count,
  minMs: optional,
  meanMs: optional,
  p50Ms: optional,
  p90Ms: optional,
  p95Ms: optional,
  p99Ms: optional,
  maxMs: optional,
});
const interval = z.strictObject({ low: z.number(), high: z.number(), method: z.enum(['blocks', 'wilson']), n: count });
const causes = z.array(z.strictObject({ cause: z.string(), count }));

const step = z.strictObject({
  name: z.string(),
  reached: optional,
  attempted: count,
  succeeded: count,
  failed: count,
  causes,
  interrupted: optional,
  skipped: z.array(z.strictObject({ at: z.string(), count })),
  successInterval: interval.nullable(),
  timeouts: optional,
  latency: latency.nullable(),
  okLatency: latency.nullable(),
  failedLatency: latency.nullable(),
});

const accounting = z.strictObject({
  scheduled: optional,
  started: optional,
  ok: optional,
  failed: optional,
  interrupted: optional,
  dropped: optional,
  missing: optional,
  droppedByTarget: optional,
  exceptions: optional,
  basis: z.enum(['counted', 'derived']),
});

const stageStep = z.strictObject({ name: z.string(), n: count, failed: count, latency: latency.nullable() });

const stage = z.strictObject({
  index: count,
  fromRps: z.number(),
  toRps: z.number(),
  startMs: z.number(),
  durationMs: z.number(),
  scheduled: count,
  shape: z.enum(['ramp', 'plateau', 'step']),
  started: optional,
  dropped: optional,
  droppedByGenerator: optional,
  ok: optional,
  failed: optional,
  interrupted: optional,
  completedRps: optional,
  inFlightMean: optional,
  inFlightMax: optional,
  requests: stageStep.nullable(),
  steps: z.array(stageStep),
});

const seriesStep = z.strictObject({
  name: z.string(),
  n: z.array(count),
  failed: z.array(count),
  p50Ms: z.array(optional),
  p95Ms: z.array(optional),
  maxMs: z.array(optional),
});

const series = z.strictObject({
  windowMs: z.number(),
  originMs: z.number(),
  offered: z.array(z.number()).nullable(),
  started: z.array(count),
  dropped: z.array(count),
  ended: z.array(count),
  failed: z.array(count),
  inFlight: z.array(count),
  meanLogMs: z.array(optional),
  requests: seriesStep,
  steps: z.array(seriesStep),
  heat: z.strictObject({ columnMs: z.number(), boundsMs: z.array(z.number()), counts: z.array(z.array(count)) }),
});

const terms = {
  severity: z.enum(['fail', 'warn']).optional(),
  stage: z.number().optional(),
  minCount: z.number().optional(),
  owner: z.string().optional(),
};
const ofStep = { step: z.string().optional() };
const belowMs = { percentile: z.number(), belowMs: z.number() };
const objective = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ...belowMs, ...ofStep, ...terms }),
  z.strictObject({ kind: z.literal('journey-latency'), ...belowMs, ...terms }),
  z.strictObject({ kind: z.literal('failed-requests'), belowRatio: z.number(), ...ofStep, ...terms }),
  z.strictObject({ kind: z.literal('step-success'), step: z.string(), aboveRatio: z.number(), ...terms }),
  z.strictObject({ kind: z.literal('journey-success'), aboveRatio: z.number(), ...terms }),
  z.strictObject({ kind: z.literal('threshold'), metric: z.string(), expression: z.string(), ...terms }),
]);

const load = z.strictObject({
  executor: z.string(),
  scheduled: optional,
  durationMs: z.number(),
  peakRps: z.number(),
  warmUp: z.strictObject({ rateRps: z.number(), durationMs: z.number() }).nullable(),
  virtualUsers: z.strictObject({ count, wanted: count, capped: z.boolean(), chosen: z.boolean() }).nullable(),
  requestTimeoutMs: optional,
  gracefulStopMs: optional,
  fixtures: z.strictObject({ mode: z.string(), count, duplicates: count }).nullable(),
});

const generator = z.strictObject({
  lag: z.strictObject({ n: count, p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }).nullable(),
  cpu: z.strictObject({ meanCores: z.number(), maxCores: z.number(), cores: z.number() }).nullable(),
  host: z.strictObject({ busyRatioMean: z.number(), stealRatioMean: z.number() }).nullable(),
});

export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    origin: z.enum(['caseload', 'foreign']),
    runId: optionalText,
    scenario: optionalText,
    profile: optionalText,
    changes: z.array(z.string()),
    isList: z.boolean(),
    load: load.nullable(),
    startedAt: optionalText,
    durationMs: optional,
    ending: z.strictObject({
      kind: z.enum(endingKinds),
      detail: z.string(),
      k6ExitCode: optional,
    }),
    source: z.enum(['samples', 'summary', 'none']),
    precision: z.enum(['exact', 'histogram']),
    stampMs: optional,
    recorded: z.enum(['samples', 'journeys', 'none']),
    isTruncated: z.boolean(),
    malformedRows: count,
    hasSummary: z.boolean(),
    isSummaryExport: z.boolean(),
    mismatch: z.strictObject({ metric: z.string(), inSummary: count, inSamples: count }).nullable(),
    sameHost: z.boolean().nullable(),
    accounting,
    steps: z.array(step),
    requests: z.strictObject({
      n: count,
      failed: count,
      timeouts: optional,
      latency: latency.nullable(),
      okLatency: latency.nullable(),
      failedLatency: latency.nullable(),
    }),
    journeyLatency: latency.nullable(),
    checks: z.array(z.strictObject({ name: z.string(), passes: count, fails: count })),
    stages: z.array(stage),
    series: series.nullable(),
    distributions: z.array(
      z.strictObject({
        name: optionalText,
        n: count,
        points: z.array(z.strictObject({ q: z.number(), ms: z.number() })),
      }),
    ),
    selection: z
      .array(z.strictObject({ step: z.string(), reachedLast: latency.nullable(), lost: latency.nullable() }))
      .nullable(),
    objectives: z.array(
      z.strictObject({
        objective,
        text: z.string(),
        status: z.enum(['PASS', 'WARN', 'FAIL', 'NO_DATA']),
        value: optional,
        n: count,
        neededN: count,
        interval: interval.nullable(),
      }),
    ),
    thresholds: z.array(
      z.strictObject({
        metric: z.string(),
        expression: z.string(),
        isOk: z.boolean(),
        value: optional,
        n: optional,
        holds: z.boolean().nullable(),
      }),
    ),
    generator: generator.nullable(),
    log: z
      .strictObject({
        errors: count,
        warnings: count,
        messages: z.array(z.strictObject({ level: z.string(), text: z.string(), count })),
      })
      .nullable(),
    integrity: z
      .strictObject({
        ok: z.boolean(),
        checks: z.array(
          z.strictObject({ name: z.string(), expected: z.number(), actual: z.number(), ok: z.boolean() }),
        ),
      })
      .nullable(),
    integrityTrouble: optionalText,
    inputs: z.array(z.strictObject({ name: z.string(), sizeBytes: count, sha256: z.string(), rows: optional })),
    target: z.strictObject({ kind: z.enum(['shop', 'url']), url: optionalText }).nullable(),
    command: optionalText,
  })
  .meta({
    title: 'caseload result',
    description: 'What a run came to, read from its artifacts. What is not known is null.',
  });
