import { calibrationSchema } from '../lib/model/calibration.ts';
import { capacitySchema } from '../lib/model/capacity.ts';
import { baselineSchema, comparisonSchema } from '../lib/model/comparison.ts';
import { confirmationSchema } from '../lib/model/confirmation.ts';
import { environmentSchema } from '../lib/model/environment.ts';
import { experimentSchema } from '../lib/model/experiment.ts';
import { findingsSchema } from '../lib/model/finding-schema.ts';
import { overloadSchema } from '../lib/model/overload.ts';
import { planSchema } from '../lib/model/plan.ts';
import { resultSchema } from '../lib/model/result.ts';
import { runFactsSchema } from '../lib/model/run-facts.ts';
import { signalSchema } from '../lib/model/signal.ts';
import { sweepSchema } from '../lib/model/sweep.ts';
import { verdictSchema } from '../lib/model/verdict.ts';
import * as z from '../lib/model/zod.ts';

const schemas: Readonly<Record<string, z.ZodType>> = {
  plan: planSchema,
  run: runFactsSchema,
  environment: environmentSchema,
  signal: signalSchema,
  result: resultSchema,
  findings: findingsSchema,
  verdict: verdictSchema,
  comparison: comparisonSchema,
  baseline: baselineSchema,
  calibration: calibrationSchema,
  experiment: experimentSchema,
  capacity: capacitySchema,
  overload: overloadSchema,
  sweep: sweepSchema,
  confirmation: confirmationSchema,
};

/** The JSON Schema of each document, by its path below docs/: for programs that read what caseload stores. */
export const schemaPages: readonly (readonly [string, string])[] = Object.entries(schemas).map(([name, schema]) => [
  `schema/${name}.schema.json`,
  `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`,
]);
