import type { BundlePlan } from '../contract/bundle-plan.ts';
import { k6Scenarios, metrics } from '../contract/metrics.ts';

/** The part of k6's handleSummary data that is read here. */
export interface SummaryData {
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly values: Readonly<Record<string, number>>;
        readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
      }
    >
  >;
  readonly root_group: {
    readonly checks: readonly { readonly name: string; readonly passes: number; readonly fails: number }[];
  };
}

/**
 * What `handleSummary` returns: the threshold summary on stdout, and k6's data as JSON where `-e SUMMARY=FILE` asks for
 * it. Set up data is never in it: bundles have no `setup()`.
 */
export const summaryFiles = (data: SummaryData, plan: BundlePlan): Record<string, string> => {
  const file = __ENV.SUMMARY;
  return { stdout: textSummary(data, plan), ...(file ? { [file]: JSON.stringify(data) } : {}) };
};

/** The thresholds with their values, the checks, and how many of the scheduled journeys are in these numbers. */
export const textSummary = (data: SummaryData, plan: BundlePlan): string => {
  const lines = [`\n${plan.scenario} × ${plan.profile}`, '', 'thresholds'];
  for (const [name, metric] of Object.entries(data.metrics)) {
    for (const [expression, { ok }] of Object.entries(metric.thresholds ?? {})) {
      const value = thresholdValue(metric.type, metric.values, expression);
      lines.push(`  ${ok ? '✓' : '✗'} ${name} ${expression}  ${value}`);
    }
  }
  lines.push('', 'checks');
  for (const { name, passes, fails } of data.root_group.checks) {
    lines.push(`  ${fails === 0 ? '✓' : '✗'} ${name}  ${passes} of ${passes + fails}`);
  }
  const count = (metric: string) => {
    const inLoad = data.metrics[`${metric}{scenario:${k6Scenarios.load}}`] ?? data.metrics[metric];
    return inLoad?.values.count ?? 0;
  };
  const journeys = [
    `${plan.scheduled ?? '—'} scheduled`,
    `${count(metrics.journeysStarted)} started`,
    `${count(metrics.journeysOk)} succeeded`,
    `${count(metrics.journeysFailed)} failed`,
    `${count('dropped_iterations')} dropped`,
  ];
  lines.push('', 'journeys', `  ${journeys.join(', ')}`, '');
  return `${lines.join('\n')}\n`;
};

/** The limit of a threshold, with its unit where k6's metric has one. */
const thresholdValue = (type: string, values: Readonly<Record<string, number>>, expression: string): string => {
  const aggregation = /^(p\([\d.]+\)|[a-z]+)/.exec(expression)?.[1] ?? '';
  const value = values[aggregation];
  const samples = type === 'trend' ? values.count : type === 'rate' ? (values.passes ?? 0) + (values.fails ?? 0) : 1;
  if (value === undefined || samples === 0) return 'no data';
  if (aggregation === 'rate' && type === 'rate') return `${(value * 100).toFixed(2)} %`;
  return type === 'trend' ? `${value.toFixed(2)} ms` : `${value}`;
};
