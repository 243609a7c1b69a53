import { basename } from 'node:path';
import { differencesOf } from '../judge/compare/comparability.ts';
import { type ComparisonTerms, defaultTerms } from '../judge/compare/compare-metric.ts';
import { compareRuns } from '../judge/compare/compare-runs.ts';
import { comparedRun, fingerprintOf, loadFingerprint } from '../judge/compare/compared-run.ts';
import type { Baseline, Comparison, Difference } from '../model/comparison.ts';
import type { Environment } from '../model/environment.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunResult } from '../model/result.ts';
import type { RunFolder } from '../store/run-folder.ts';

/** What a run is compared with, and how sure that must be. */
export interface BaselineTerms {
  readonly baseline: Baseline;
  readonly acrossHosts: boolean;
  readonly isStrict: boolean;
  readonly terms: ComparisonTerms;
}

export const baselineTerms = (
  baseline: Baseline,
  { acrossHosts = false, strict = false }: { readonly acrossHosts?: boolean; readonly strict?: boolean },
): BaselineTerms => ({ baseline, acrossHosts, isStrict: strict, terms: defaultTerms });

/** Refuses what is not comparable. Throws a UsageError that names what differs. */
export function refuseIncomparable(differences: readonly Difference[], of: string, acrossHosts: boolean): void {
  const listed = (kind: Difference['kind']) =>
    differences
      .filter((one) => one.kind === kind)
      .map(({ name, a, b }) => `${name}: ${a} there, ${b} here`)
      .join('; ');
  const [load, host] = [listed('load'), listed('host')];
  if (load !== '') {
    throw new UsageError(`${of} was made with another load (${load})`, {
      hint:
        'compare runs of one scenario and one profile, or make a baseline of this load: ' +
        'caseload baseline set <name> latest',
    });
  }
  if (host !== '' && !acrossHosts) {
    throw new UsageError(`${of} was made on another host (${host})`, {
      hint: 'make a baseline on this host, or add --across-hosts to compare anyway',
    });
  }
}

/** Before anything is started: whether the load that is planned is the baseline's. */
export function checkLoad(plan: RunPlan, { baseline }: BaselineTerms): void {
  const { fingerprint } = baseline;
  const differences = differencesOf(fingerprint, { ...fingerprint, ...loadFingerprint(plan) });
  refuseIncomparable(differences, `baseline '${baseline.name}'`, true);
}

/** Before the load: whether the host is the baseline's. */
export function checkHost(plan: RunPlan, environment: Environment, { baseline, acrossHosts }: BaselineTerms): void {
  const differences = differencesOf(baseline.fingerprint, fingerprintOf(plan, environment));
  refuseIncomparable(differences, `baseline '${baseline.name}'`, acrossHosts);
}

/** One run against its baseline. */
export function compareWithBaseline(
  { baseline, isStrict, terms }: BaselineTerms,
  plan: RunPlan,
  environment: Environment,
  result: RunResult,
  { path }: Pick<RunFolder, 'path'>,
): Comparison {
  const name = basename(path);
  const fingerprint = fingerprintOf(plan, environment);
  const run = comparedRun(name, result, { validity: 'VALID', objectives: 'PASS' });
  const own: Baseline = { schemaVersion: 2, name, fingerprint, runs: [run] };
  return compareRuns(baseline, own, differencesOf(baseline.fingerprint, fingerprint), terms, isStrict);
}
