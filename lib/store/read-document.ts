import { readFileSync, statSync } from 'node:fs';
import { ArtifactError } from '../model/errors.ts';
import { jsonProblem } from '../model/json-problem.ts';
import { printable } from '../model/printable.ts';
import * as z from '../model/zod.ts';

/** Every document has the version of its schema. */
export type DocumentSchema = z.ZodObject<{ schemaVersion: z.ZodLiteral<number> }>;

const versioned = z.object({ schemaVersion: z.number() });

/**
 * A stored document; undefined if there is no file. Throws an ArtifactError of one line if it is damaged, has another
 * version or cannot be read.
 * @param remedy what to do with a document that is damaged or has an older schema
 */
export function readDocument<Schema extends DocumentSchema>(
  path: string,
  schema: Schema,
  remedy: string,
): z.output<Schema> | undefined {
  const found = openDocument(path, schema, remedy);
  if (found?.isOlder) {
    throw new ArtifactError(
      `${path} has schema ${found.version}, but this version of caseload needs ${schema.shape.schemaVersion.value}`,
      { hint: remedy },
    );
  }
  return found && parseDocument(path, schema, found.json, remedy);
}

/** The same, but also undefined for a document with an older schema. */
export function readCurrentDocument<Schema extends DocumentSchema>(
  path: string,
  schema: Schema,
  remedy: string,
): z.output<Schema> | undefined {
  const found = openDocument(path, schema, remedy);
  return found === undefined || found.isOlder ? undefined : parseDocument(path, schema, found.json, remedy);
}

/** A document as JSON, of a version that this caseload knows or an older one. */
function openDocument(path: string, { shape }: DocumentSchema, remedy: string) {
  const json = readJson(path, remedy);
  if (json === undefined) return undefined;
  const { data } = versioned.safeParse(json);
  if (data === undefined) {
    throw new ArtifactError(`${path} has no schemaVersion`, { hint: 'it was not written by caseload' });
  }
  const { schemaVersion: version } = data;
  const known = shape.schemaVersion.value;
  if (version > known) {
    throw new ArtifactError(`${path} has schema ${version}, but this version of caseload only knows up to ${known}`, {
      hint: 'use the version of caseload that wrote it, or a newer one',
    });
  }
  return { json, version, isOlder: version < known };
}

function readJson(path: string, remedy: string): unknown {
  let text: string;
  try {
    // A pipe or a device may have no end.
    if (!statSync(path).isFile()) throw new Error('it is not a file');
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ArtifactError(`${path} cannot be read: ${(cause as Error).message}`, { hint: remedy, cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArtifactError(`${path} is not JSON: ${jsonProblem(cause)}`, { hint: remedy, cause });
  }
}

function parseDocument<Schema extends DocumentSchema>(
  path: string,
  schema: Schema,
  json: unknown,
  remedy: string,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  throw new ArtifactError(`${path}: ${printable(describeIssue(issue))}`, { hint: remedy });
}

/** The field that is wrong, and how. */
function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') return `${[...path, issue.keys[0]].join('.')}: unknown field`;
  return `${path.join('.') || 'the document'}: ${issue?.message ?? 'is not valid'}`;
}
