import { gzipSync } from 'node:zlib';
import type { RunPlan } from '../../lib/contract/plan.ts';
import type { Profile } from '../../lib/contract/profile.ts';
import { makePlan } from '../../lib/plan/make-plan.ts';
import type { RunFacts } from '../../lib/results/build-result.ts';
import e2e from '../../scenarios/e2e.ts';

/** The columns of k6's csv output with the system tags of a bundle. */
export const columns =
  'metric_name,timestamp,metric_value,check,error_code,expected_response,group,name,scenario,status,extra_tags,metadata';

interface Row {
  readonly metric: string;
  readonly atMs: number;
  readonly value?: number;
  readonly scenario?: string;
  readonly extraTags?: string;
  readonly check?: string;
  readonly isExpected?: boolean;
}

/** One line as k6 writes it. */
export function line({
  metric,
  atMs,
  value = 1,
  scenario = 'load',
  extraTags = '',
  check = '',
  isExpected,
}: Row): string {
  const at = Math.round(atMs * 1_000);
  return [metric, at, value.toFixed(6), check, '', isExpected ?? '', '', '', scenario, '', extraTags, ''].join(',');
}

/** A samples.csv.gz of these rows. */
export const samplesFile = (rows: readonly Row[]): Buffer =>
  gzipSync(`${[columns, ...rows.map(line)].map((text) => `${text}\n`).join('')}`);

/** A plan of e2e under this load. */
export function planOf(
  profile: Pick<Profile, 'executor'> & Partial<Profile>,
  record: RunPlan['record'] = 'samples',
): RunPlan {
  return makePlan(
    e2e,
    { name: 'test', summary: 'of a test', ...profile } as Profile,
    { shape: {}, fixtures: { mode: 'per-vu' }, record, target: { kind: 'shop' }, mayBeHuge: false },
    { runId: 'r1', toolVersion: '0.0.0', command: 'npm run load -- -s e2e -p test' },
  );
}

/** What the run stage says of a run that came to its end. */
export const completed: RunFacts = {
  ending: { kind: 'completed', detail: '', k6ExitCode: 0 },
  startedAtMs: Date.UTC(2026, 0, 1),
  durationMs: 10_000,
  integrity: undefined,
  integrityTrouble: undefined,
  sameHost: false,
};
