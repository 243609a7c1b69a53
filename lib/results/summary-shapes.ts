import * as z from '../model/zod.ts';
import { isMeasurable } from './measurable.ts';
import { knownContents, type MetricKind } from './metric-unit.ts';
import { type CountedCheck, checksOf, count, groupSchema } from './summary-checks.ts';

/** A metric as k6 sums it up. */
export interface SummaryMetric extends MetricKind {
  readonly values: Readonly<Record<string, number | null>>;
  /** Whether each threshold passed. */
  readonly thresholds: Readonly<Record<string, boolean>>;
}

/** What a summary's file holds, whichever shape it has. */
export interface SummaryContent {
  /** `--summary-export`: an older shape, in which a threshold is true when it failed. */
  readonly isExport: boolean;
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly checks: readonly CountedCheck[];
  readonly durationMs: number | undefined;
}

/** null for what was not measured, and for what cannot have been. */
const value = z
  .number()
  .nullable()
  .transform((read) => (read !== null && isMeasurable(read) ? read : null));
const values = z.record(z.string(), value);
type Values = z.infer<typeof values>;
const rootGroup = groupSchema.default({ name: '', checks: [], groups: [] });

/** Of handleSummary(). */
const handled = z
  .object({
    metrics: z.record(
      z.string(),
      z.object({
        type: z.string(),
        contains: z.string().optional(),
        values,
        thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).default({}),
      }),
    ),
    root_group: rootGroup,
    state: z.object({ testRunDurationMs: count.optional() }).default({}),
  })
  .transform(
    ({ metrics, root_group, state }): SummaryContent => ({
      isExport: false,
      metrics: mapValues(metrics, ({ thresholds, ...metric }, name) => ({
        ...metric,
        contains: metric.contains ?? knownContents(name),
        thresholds: mapValues(thresholds, ({ ok }) => ok),
      })),
      checks: checksOf(root_group),
      durationMs: state.testRunDurationMs,
    }),
  );

/** Of --summary-export: an older shape, without types, in which a threshold is true when it failed. */
const exported = z
  .object({
    metrics: z.record(
      z.string(),
      z.object({ thresholds: z.record(z.string(), z.boolean()).default({}) }).catchall(value),
    ),
    root_group: rootGroup,
  })
  .transform(
    ({ metrics, root_group }): SummaryContent => ({
      isExport: true,
      metrics: mapValues(metrics, ({ thresholds, ...own }, name) => ({
        type: typeOf(own),
        contains: knownContents(name),
        values: exportedValues(own),
        thresholds: mapValues(thresholds, (hasFailed) => !hasFailed),
      })),
      checks: checksOf(root_group),
      durationMs: undefined,
    }),
  );

/** Of --new-machine-readable-summary: without thresholds, groups and sub-metrics, and without the count of a Trend. */
const machineReadable = z
  .object({
    version: z.string(),
    config: z.object({ duration: count.optional() }).default({}),
    results: z.object({
      checks: z
        .object({
          metrics: z.array(z.object({ name: z.string(), values })).default([]),
          results: z.array(z.object({ name: z.string(), passes: count, fails: count })).default([]),
        })
        .default({ metrics: [], results: [] }),
      metrics: z.array(z.object({ name: z.string(), type: z.string(), contains: z.string().optional(), values })),
    }),
  })
  .transform(({ config, results: { checks, metrics } }): SummaryContent => {
    const succeeded = checks.metrics.find(({ name }) => name === 'checks_succeeded');
    const all = [
      ...metrics,
      ...(succeeded ? [{ ...succeeded, name: 'checks', type: 'rate', contains: 'default' }] : []),
    ];
    return {
      isExport: false,
      metrics: Object.fromEntries(all.map((metric) => [metric.name, machineMetric(metric)])),
      checks: checks.results.map((check) => ({ ...check, group: null })),
      durationMs: config.duration === undefined ? undefined : config.duration * 1_000,
    };
  });

/** The shapes that k6 writes, the usual one first. */
export const summaryShapes: readonly z.ZodType<SummaryContent>[] = [handled, machineReadable, exported];

/** Its percentiles are `p95`, against its own schema, and a Rate counts its matches of a total. */
function machineMetric({
  type,
  contains,
  values: own,
}: {
  type: string;
  contains?: string | undefined;
  values: Values;
}) {
  const { matches, total } = own;
  const named = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name.replace(/^p(\d[\d.]*)$/, 'p($1)'), value]),
  );
  const counts = matches == null || total == null ? {} : { passes: matches, fails: total - matches };
  return { type, contains, values: { ...named, ...counts }, thresholds: {} } satisfies SummaryMetric;
}

/** --summary-export leaves the type out, but no two types have the same fields. */
function typeOf(own: Readonly<Record<string, unknown>>): string | undefined {
  if ('passes' in own) return 'rate';
  if ('count' in own && 'rate' in own) return 'counter';
  if ('avg' in own || 'med' in own) return 'trend';
  return 'value' in own ? 'gauge' : undefined;
}

/** It also calls the rate of a Rate its value. */
const exportedValues = (own: Values): Values =>
  typeOf(own) === 'rate' ? { ...own, rate: own.value ?? null } : { ...own };

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Record<string, To> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
