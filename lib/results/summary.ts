import { readFileSync } from 'node:fs';
import * as z from 'zod';

const metricSchema = z.object({
  type: z.string(),
  values: z.record(z.string(), z.number().nullable()),
  thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
});

const summarySchema = z.object({
  metrics: z.record(z.string(), metricSchema),
  root_group: z.object({ checks: z.array(z.object({ name: z.string(), passes: z.number(), fails: z.number() })) }),
});

/** k6's handleSummary data, as far as it is read. */
export type Summary = z.infer<typeof summarySchema>;

/** The summary.json of a run; undefined when k6 wrote none or it is not whole, which is a finding and no error. */
export function readSummary(path: string): Summary | undefined {
  try {
    const parsed = summarySchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The values of a metric's sub-metric, or of the metric itself where k6 kept none; empty when it saw no sample. */
export function valuesOf(
  summary: Summary,
  name: string,
  tags: Readonly<Record<string, string>> = {},
): Record<string, number | null> {
  const words = Object.entries(tags).map(([tag, value]) => `${tag}:${value}`);
  const metric = summary.metrics[words.length === 0 ? name : `${name}{${words.join(',')}}`];
  return metric?.values ?? {};
}
