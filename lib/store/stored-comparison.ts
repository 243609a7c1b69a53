import * as z from 'zod';
import type { Calibration } from '../model/calibration.ts';
import type { Baseline, Comparison } from '../model/comparison.ts';
import { checkVersion, parsed, readStored } from './stored.ts';

const version = 1;
const baselineVersion = 2;

const difference = z.object({
  name: z.string(),
  a: z.string(),
  b: z.string(),
  kind: z.enum(['load', 'host', 'other']),
});
const verdict = z.enum(['BETTER', 'SAME', 'WORSE', 'INCONCLUSIVE']);
const side = z.object({ name: z.string(), runs: z.array(z.string()) });
const optional = z.number().nullable();

const comparisonSchema = z.object({
  schemaVersion: z.literal(version),
  scenario: z.string(),
  profile: z.string(),
  a: side,
  b: side,
  differences: z.array(difference),
  alpha: z.number(),
  metrics: z.array(
    z.object({
      kind: z.enum(['p50', 'p95', 'success', 'errors']),
      step: z.string().nullable(),
      isPrimary: z.boolean(),
      a: optional,
      b: optional,
      change: optional,
      interval: z.object({ low: z.number(), high: z.number(), confidence: z.number() }).nullable(),
      n: z.number(),
      method: z.enum(['paired', 'prediction', 'single']),
      pWorse: optional,
      pBetter: optional,
      limit: z.number(),
      sd: optional,
      neededPairs: optional,
      verdict,
    }),
  ),
  causes: z.array(z.object({ step: z.string(), cause: z.string(), a: z.number(), b: z.number() })),
  verdict,
  isStrict: z.boolean(),
});

/** The stored comparison of a run; undefined when it was compared with nothing. */
export function readComparison(path: string): Comparison | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, version);
  return parsed(path, comparisonSchema, document) as Comparison;
}

const counts = z.array(z.number());
const latency = z.looseObject({ n: z.number(), p50Ms: optional, p95Ms: optional }).nullable();

const fingerprint = z.object({
  ...{ scenario: z.string(), profile: z.string(), load: z.string(), objectives: z.string() },
  ...{ cpuModel: z.string(), cpuCount: z.number(), memoryGiB: z.number(), os: z.string(), arch: z.string() },
  ...{ k6: z.string(), caseload: z.string(), node: z.string(), database: z.string(), knobs: z.string() },
});

const baselineSchema = z.object({
  schemaVersion: z.literal(baselineVersion),
  name: z.string(),
  fingerprint,
  runs: z
    .array(
      z.object({
        name: z.string(),
        startedAt: z.string().nullable(),
        validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
        objectives: z.enum(['PASS', 'WARN', 'FAIL', 'NO_DATA']),
        result: z.object({
          accounting: z.looseObject({ scheduled: optional, ok: optional, failed: optional }),
          latency: z.object({
            steps: z.array(
              z.looseObject({
                name: z.string(),
                attempted: z.number(),
                succeeded: z.number(),
                failed: z.number(),
                latency,
              }),
            ),
            requests: z.looseObject({ n: z.number(), failed: z.number() }),
            journeys: latency,
          }),
        }),
        blocks: z.object({ blockMs: z.number(), ended: counts, requests: counts, failed: counts }).nullable(),
      }),
    )
    .min(1),
});

/**
 * A stored baseline; undefined when there is none. Throws an ArtifactError for a damaged one and one of another schema.
 */
export function readBaselineFile(path: string): Baseline | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, baselineVersion);
  return parsed(path, baselineSchema, document) as unknown as Baseline;
}

const calibrationSchema = z.object({
  schemaVersion: z.literal(version),
  calibratedAt: z.string(),
  fingerprint,
  pairs: z.number(),
  alpha: z.number(),
  latencyLimit: z.number(),
  noise: z.array(
    z.object({ kind: z.enum(['p50', 'p95']), step: z.string().nullable(), sd: z.number(), detectable: z.number() }),
  ),
  falseAlarms: z.object({ gates: z.number(), ratio: z.number() }),
  recommendedPairs: z.int().min(1).max(100),
});

/** What `caseload calibrate` wrote; undefined when it never ran here. */
export function readCalibration(path: string): Calibration | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, version);
  return parsed(path, calibrationSchema, document) as Calibration;
}
