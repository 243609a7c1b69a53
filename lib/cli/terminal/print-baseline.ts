import type { Baseline } from '../../model/comparison.ts';

export const countOf = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

/** A baseline in one line. */
export function baselineLine({ name, fingerprint: { scenario, profile }, runs }: Baseline): string {
  const last = runs.at(-1)?.startedAt?.slice(0, 10) ?? '—';
  return `${name}  ${scenario} × ${profile}  ${countOf(runs.length)}, ${last}`;
}

/** A baseline as JSON in the list of baselines. */
export const baselineSummary = ({ name, fingerprint: { scenario, profile }, runs }: Baseline) => ({
  ...{ name, scenario, profile },
  runs: runs.map((run) => run.name),
});

/** Its runs and the conditions in which they were made. */
export function describeBaseline(baseline: Baseline): string {
  const ms = (value: number | null | undefined) => (value == null ? '—' : `${value.toFixed(1)} ms`);
  const rows = baseline.runs.map(({ name, validity, objectives, result: { latency, accounting } }) => {
    const { journeys: whole } = latency;
    const percentiles = `p50 ${ms(whole?.p50Ms)}  p95 ${ms(whole?.p95Ms)}`;
    const journeys = `${accounting.ok ?? '—'} of ${accounting.scheduled ?? '—'}`;
    return `  ${name}  ${validity} ${objectives}  ${percentiles}  ${journeys}`;
  });
  const conditions = Object.entries(baseline.fingerprint).map(([key, value]) => `  ${key.padEnd(10)}  ${value}`);
  return [baselineLine(baseline), '', 'whole journeys', ...rows, '', 'conditions', ...conditions, ''].join('\n');
}
