import { k6Scenarios, metrics, originTag, stepSuccessMetric, systemTags } from '../contract/metrics.ts';
import type { RunPlan } from '../model/plan.ts';

const maxJourneys = 100;
const latencyMs = 1;
const columns = ['metric_name', 'timestamp', 'metric_value', ...systemTags, 'extra_tags'] as const;

type Tags = Partial<Record<(typeof systemTags)[number] | 'extra_tags', string>>;

/** Samples as k6 would write them if all journeys of that plan succeeded: a few, spread over the load. CSV. */
export function rehearsalSamples({ scenario, durationMs, scheduled }: RunPlan, originMs: number): string {
  const journeys = Math.min(maxJourneys, scheduled ?? maxJourneys);
  const row = (metric: string, atMs: number, value: number, tags: Tags = {}) =>
    columns
      .map((column) => {
        if (column === 'metric_name') return metric;
        if (column === 'timestamp') return Math.round(atMs * 1_000);
        if (column === 'metric_value') return value;
        return column === 'scenario' ? k6Scenarios.load : (tags[column] ?? '');
      })
      .join(',');
  const stepRows = ({ name, check }: RunPlan['scenario']['steps'][number], atMs: number) => {
    const request = { expected_response: 'true', name, status: '200', extra_tags: `step=${name}` };
    return [
      row('http_reqs', atMs, 1, request),
      row('http_req_duration', atMs, latencyMs, request),
      row('http_req_waiting', atMs, latencyMs, request),
      row('http_req_failed', atMs, 0, request),
      row('checks', atMs, 1, { check, extra_tags: `step=${name}` }),
      row(stepSuccessMetric(name), atMs, 1),
    ];
  };
  const journeyRows = (index: number) => {
    const startMs = originMs + (index * durationMs) / journeys;
    const endMs = startMs + scenario.steps.length * latencyMs;
    return [
      row(metrics.journeysStarted, startMs, 1, index === 0 ? { extra_tags: `${originTag}=${originMs}` } : {}),
      ...scenario.steps.flatMap((step, number) => stepRows(step, startMs + (number + 1) * latencyMs)),
      row(metrics.journeysOk, endMs, 1),
      row('iteration_duration', endMs, endMs - startMs),
      row('iterations', endMs, 1),
    ];
  };
  const rows = Array.from({ length: journeys }, (_, index) => journeyRows(index)).flat();
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}
