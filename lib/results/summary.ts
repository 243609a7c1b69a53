import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { ArtifactError } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import type { CheckResult, InputFile } from '../model/result.ts';

/** A metric as k6 sums it up. */
export interface SummaryMetric {
  /** undefined where the file does not tell. */
  readonly type: string | undefined;
  readonly values: Readonly<Record<string, number | null>>;
  /** Whether each threshold held. */
  readonly thresholds: Readonly<Record<string, boolean>>;
}

/** k6's summary, whichever shape the file had. */
export interface Summary {
  readonly input: InputFile;
  /** `--summary-export`: an older shape, in which a threshold is true when it failed. */
  readonly isExport: boolean;
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly checks: readonly CheckResult[];
  readonly durationMs: number | undefined;
}

const check = z.object({ name: z.string(), passes: z.number(), fails: z.number() });
type Check = z.infer<typeof check>;

interface Group {
  readonly checks: readonly Check[];
  readonly groups: readonly Group[];
}

/** handleSummary has lists, --summary-export has objects by name. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), z.record(z.string(), item).transform((all) => Object.values(all) as z.output<Item>[])]);

const group: z.ZodType<Group> = z.object({
  checks: listOf(check).default([]),
  groups: z.lazy(() => listOf(group)).default([]),
});

const values = z.record(z.string(), z.number().nullable());

const handled = z.object({
  metrics: z.record(
    z.string(),
    z.object({
      type: z.string(),
      values,
      thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).default({}),
    }),
  ),
  root_group: group.default({ checks: [], groups: [] }),
  state: z.object({ testRunDurationMs: z.number().optional() }).default({}),
});

const exported = z.object({
  metrics: z.record(
    z.string(),
    z.object({ thresholds: z.record(z.string(), z.boolean()).default({}) }).catchall(z.number().nullable()),
  ),
  root_group: group.default({ checks: [], groups: [] }),
});

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
  const raw = parseJson(file, bytes.toString('utf8'));
  const asHandled = parseAs(handled, file, raw);
  if (asHandled.success) {
    const { metrics, root_group, state } = asHandled.data;
    return {
      input,
      isExport: false,
      metrics: mapValues(metrics, ({ thresholds, ...metric }) => ({
        ...metric,
        thresholds: mapValues(thresholds, ({ ok }) => ok),
      })),
      checks: checksOf(root_group),
      durationMs: state.testRunDurationMs,
    };
  }
  const asExported = parseAs(exported, file, raw);
  if (asExported.success) {
    const { metrics, root_group } = asExported.data;
    return {
      input,
      isExport: true,
      metrics: mapValues(metrics, ({ thresholds, ...own }) => ({
        type: typeOf(own),
        values: exportedValues(own),
        thresholds: mapValues(thresholds, (hasFailed) => !hasFailed),
      })),
      checks: checksOf(root_group),
      durationMs: undefined,
    };
  }
  const [issue] = asHandled.error.issues;
  throw notSummary(file, `${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'is something else'}`);
}

/** What a schema makes of a document; groups in groups without end are more than it can follow. */
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
  const words = Object.entries(tags).map(([tag, value]) => `${tag}:${value}`);
  return summary.metrics[words.length === 0 ? name : `${name}{${words.join(',')}}`]?.values ?? {};
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ArtifactError(`${path} cannot be read: ${(cause as Error).message}`, { hint, cause });
  }
}

function parseJson(file: string, text: string): unknown {
  if (text.trim() === '') throw new ArtifactError(`${file} is empty`, { hint });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArtifactError(`${file} is no JSON: ${printable((cause as Error).message)}`, { hint, cause });
  }
}

const hint = 'name the JSON that handleSummary() or --summary-export wrote';

const notSummary = (file: string, issue: string): ArtifactError =>
  new ArtifactError(`${file} is no summary of k6: ${printable(issue)}`, { hint });

const checksOf = (one: Group): CheckResult[] => [...one.checks.map(pick), ...one.groups.flatMap(checksOf)];
const pick = ({ name, passes, fails }: Check): CheckResult => ({ name, passes, fails });

/** --summary-export leaves the type out, but no two types have the same fields. */
function typeOf(own: Readonly<Record<string, unknown>>): string | undefined {
  if ('passes' in own) return 'rate';
  if ('count' in own && 'rate' in own) return 'counter';
  if ('avg' in own || 'med' in own) return 'trend';
  return 'value' in own ? 'gauge' : undefined;
}

/** It also calls the rate of a Rate its value. */
const exportedValues = (own: Readonly<Record<string, number | null>>): Record<string, number | null> =>
  typeOf(own) === 'rate' ? { ...own, rate: own.value ?? null } : { ...own };

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
