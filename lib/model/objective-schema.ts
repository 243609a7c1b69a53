import type { Objective } from '../contract/objective.ts';
import { number, text } from './fields.ts';
import * as z from './zod.ts';

const terms = {
  severity: z.enum(['fail', 'warn']).exactOptional(),
  stage: number.exactOptional(),
  minCount: number.exactOptional(),
  owner: text.exactOptional(),
};
const ofStep = { step: text.exactOptional() };
const belowMs = { percentile: number, belowMs: number };

/** An objective as documents store it: see lib/contract/objective.ts. */
export const objectiveSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ...belowMs, ...ofStep, ...terms }),
  z.strictObject({ kind: z.literal('journey-latency'), ...belowMs, ...terms }),
  z.strictObject({ kind: z.literal('failed-requests'), belowRatio: number, ...ofStep, ...terms }),
  z.strictObject({ kind: z.literal('step-success'), step: text, aboveRatio: number, ...terms }),
  z.strictObject({
    kind: z.literal('journey-success'),
    aboveRatio: number,
    ofStarted: z.literal(true).exactOptional(),
    ...terms,
  }),
  z.strictObject({
    kind: z.literal('journey-cost'),
    of: z.enum(['statements', 'target-cpu', 'database-cpu']),
    atMost: number,
    ...terms,
  }),
  z.strictObject({ kind: z.literal('threshold'), metric: text, expression: text, ...terms }),
]) satisfies z.ZodType<Objective>;
