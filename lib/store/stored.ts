import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Environment, environmentSchema } from '../model/environment.ts';
import { ArtifactError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { RunPlan } from '../model/plan.ts';
import { printable } from '../model/printable.ts';
import { type RunResult, resultSchema } from '../model/result.ts';
import { type RunFacts, runFactsSchema } from '../model/run-facts.ts';
import type { Verdict } from '../model/verdict.ts';

/** A stored document as JSON; undefined when there is none. Throws an ArtifactError for what cannot be read. */
export function readStored(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ArtifactError(`${path} cannot be read: ${(error as Error).message}`, {
      hint: 'look at the run folder',
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArtifactError(`${path} is no JSON: ${printable((cause as Error).message)}`, {
      hint: 'the file is damaged; use another run',
      cause,
    });
  }
}

const versioned = z.object({ schemaVersion: z.number() });

/** Refuses a document of a schema that this caseload does not know. */
export function checkVersion(path: string, document: unknown, known: number): void {
  const { data } = versioned.safeParse(document);
  if (data === undefined)
    throw new ArtifactError(`${path} has no schemaVersion`, { hint: 'it is no document of caseload' });
  if (data.schemaVersion > known) {
    throw new ArtifactError(`${path} is of schema ${data.schemaVersion}, this caseload knows up to ${known}`, {
      hint: 'use the caseload that made it, or a newer one',
    });
  }
}

export const resultVersion = 3;

/**
 * The stored result of a run; undefined when there is none, or one of an older schema, which is made anew from the
 * run's artifacts.
 */
export function readResult(path: string): RunResult | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, resultVersion);
  if ((document as { schemaVersion: number }).schemaVersion < resultVersion) return undefined;
  return parsed(path, resultSchema, document) as RunResult;
}

const planSchema = z.looseObject({
  schemaVersion: z.literal(1),
  runId: z.string(),
  scenario: z.looseObject({
    name: z.string(),
    isList: z.boolean(),
    steps: z.array(z.looseObject({ name: z.string(), check: z.string() })),
  }),
  profile: z.looseObject({ name: z.string(), executor: z.string(), changes: z.array(z.string()) }),
  arrival: z.looseObject({
    startRate: z.number(),
    timeUnitMs: z.number(),
    stages: z.array(z.object({ target: z.number(), durationMs: z.number() })),
  }),
  stages: z.array(
    z.looseObject({
      index: z.number(),
      fromRps: z.number(),
      toRps: z.number(),
      startMs: z.number(),
      durationMs: z.number(),
      scheduled: z.number(),
    }),
  ),
  scheduled: z.number(),
  virtualUsers: z.looseObject({ count: z.number(), wanted: z.number() }),
  objectives: z.array(z.looseObject({ kind: z.string() })),
  record: z.enum(['samples', 'journeys', 'none']),
  target: z.looseObject({ kind: z.enum(['shop', 'recipe', 'url']) }),
  command: z.string(),
});

/** The plan of a run folder. */
export function readPlan(path: string): RunPlan {
  const document = readStored(path);
  if (document === undefined) throw new ArtifactError(`${path} is missing`, { hint: 'name the folder of a run' });
  checkVersion(path, document, 1);
  return parsed(path, planSchema, document) as unknown as RunPlan;
}

/** What the run stage said of a run; undefined when it was killed before it could. */
export function readFacts(path: string): RunFacts | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, 1);
  return parsed(path, runFactsSchema, document);
}

const verdictSchema = z.object({
  schemaVersion: z.literal(2),
  validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
  objectives: z.enum(['PASS', 'WARN', 'FAIL', 'NO_DATA']),
  baseline: z.enum(['BETTER', 'SAME', 'WORSE', 'INCONCLUSIVE']).nullable(),
  exitCode: z.enum(exitCodes),
});

/** The verdict of a run or an experiment; undefined when it ended before it had one. */
export function readVerdict(path: string): Verdict | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, 2);
  return parsed(path, verdictSchema, document);
}

/** Where and with what a run was made; undefined when it ended before that was known. */
export function readEnvironment(path: string): Environment | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, 1);
  return parsed(path, environmentSchema, document);
}

export function parsed<Schema extends z.ZodType>(path: string, schema: Schema, document: unknown): z.output<Schema> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ArtifactError(
    `${path}: ${printable(`${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'is something else'}`)}`,
    {
      hint: 'the file is damaged or of another version; make it anew with: caseload report --rebuild',
    },
  );
}
