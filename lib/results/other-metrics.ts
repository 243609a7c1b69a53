import type { Summary } from './summary.ts';

/** What k6 itself writes of every iteration and of HTTP, and caseload's bundles of their journeys. */
const ofEveryScript: readonly RegExp[] = [
  /^(http|journeys)_/,
  /^(iterations|iteration_duration|dropped_iterations|group_duration|checks)$/,
  /^(vus|vus_max|data_sent|data_received)$/,
];

/** More names than this say no more. */
const maxNames = 10;

/** Of the metrics that have data, those of the script or of another protocol than HTTP: gRPC, WebSocket, a browser. */
export const otherMetrics = (names: Iterable<string>): string[] =>
  [...new Set(names)]
    .filter((name) => !ofEveryScript.some((pattern) => pattern.test(name)))
    .sort()
    .slice(0, maxNames);

/** Those of a summary, where only a metric with a threshold is named without data; its values are zero then. */
export const otherMetricsOf = (summary: Summary | undefined): string[] =>
  otherMetrics(
    Object.entries(summary?.metrics ?? {})
      .filter(
        ([, { thresholds, values }]) => Object.keys(thresholds).length === 0 || Object.values(values).some(Boolean),
      )
      .map(([name]) => name.replace(/\{.*$/s, '')),
  );
