/** The name, its labels unchanged, and the value; timestamps are left out. */
const sample = /^([a-zA-Z_:][\w:]*)(\{.*\})? +(\S+)(?: -?\d+)?$/;

/** Distributions: their buckets and quantiles would be hundreds of lines, and say less than k6's own. */
const ofDistribution = /_bucket$/;
const quantile = /[{,]quantile="/;

const maxSeries = 200;

/**
 * The values of a page in Prometheus's text format, by name and labels (OpenMetrics is read, too). Buckets, quantiles
 * and values that are no number are left out, and what comes after 200 series.
 */
export function readPrometheusText(text: string): Record<string, number> {
  const values: Record<string, number> = {};
  let count = 0;
  for (const line of text.split('\n')) {
    const [, name = '', labels = '', raw = ''] = sample.exec(line.trimEnd()) ?? [];
    if (name === '' || ofDistribution.test(name) || quantile.test(labels)) continue;
    const value = Number(raw);
    // A row's channel has no blanks.
    const channel = name + labels.replaceAll(/\s/g, '_');
    if (!Number.isFinite(value) || Object.hasOwn(values, channel)) continue;
    if (++count > maxSeries) break;
    values[channel] = value;
  }
  return values;
}
