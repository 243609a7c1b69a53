import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ArtifactError } from '../model/errors.ts';
import { jsonProblem } from '../model/json-problem.ts';
import { printable } from '../model/printable.ts';
import type { InputFile } from '../model/result.ts';
import type * as z from '../model/zod.ts';
import { isGzip } from './gzip.ts';
import { readInput } from './input-file.ts';
import { type SummaryContent, summaryShapes } from './summary-shapes.ts';
import { decodeText } from './text-encoding.ts';

/** k6's summary, whichever shape the file had. */
export interface Summary extends SummaryContent {
  readonly input: InputFile;
}

/** The summary in a file; throws an ArtifactError that says what is wrong with it. */
export function readSummary(path: string): Summary {
  const file = basename(path);
  const bytes = readBytes(path);
  const input = {
    name: file,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rows: null,
  };
  const raw = parseJson(file, decodeText(isGzip(bytes) ? inflate(path, bytes) : bytes));
  let issue: z.core.$ZodIssue | undefined;
  for (const shape of summaryShapes) {
    const { data, error } = parseAs(shape, file, raw);
    if (data !== undefined) return { input, ...data };
    // Of the usual shape, which comes first.
    issue ??= error?.issues[0];
  }
  throw notSummary(file, `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'is something else'}`);
}

/** What a shape makes of a document; groups in groups without end are more than it can follow. */
function parseAs<Schema extends z.ZodType>(schema: Schema, file: string, raw: unknown) {
  try {
    return schema.safeParse(raw);
  } catch (cause) {
    if (cause instanceof RangeError) throw notSummary(file, 'it is nested too deep');
    throw cause;
  }
}

/** The summary of a run folder; undefined when k6 wrote none or it is not whole, which is a finding and no error. */
export function summaryIfAny(path: string): Summary | undefined {
  try {
    return readSummary(path);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

/** The values of a metric's sub-metric, or of the metric itself without tags; empty when it saw no sample. */
export function valuesOf(
  summary: Pick<Summary, 'metrics'>,
  name: string,
  tags: Readonly<Record<string, string>> = {},
): Readonly<Record<string, number | null>> {
  const selector = Object.entries(tags).map(([tag, value]) => `${tag}:${value}`);
  return summary.metrics[selector.length === 0 ? name : `${name}{${selector.join(',')}}`]?.values ?? {};
}

function readBytes(path: string): Buffer {
  try {
    return readInput(path);
  } catch (cause) {
    throw new ArtifactError(`${path} cannot be read: ${(cause as Error).message}`, { hint, cause });
  }
}

function inflate(path: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new ArtifactError(`${path} cannot be inflated: ${(cause as Error).message}`, { hint, cause });
  }
}

function parseJson(file: string, text: string): unknown {
  if (text.trim() === '') throw new ArtifactError(`${file} is empty`, { hint });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArtifactError(`${file} is not JSON: ${jsonProblem(cause)}`, { hint, cause });
  }
}

const hint = 'name the JSON that handleSummary() or --summary-export wrote';

const notSummary = (file: string, issue: string): ArtifactError =>
  new ArtifactError(`${file} is not a k6 summary: ${printable(issue)}`, { hint });
