import { differencesOf } from '../judge/compare/comparability.ts';
import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { compareRuns } from '../judge/compare/compare-runs.ts';
import { baselineExitCode } from '../judge/verdict/exit-code.ts';
import type { Comparison } from '../model/comparison.ts';
import type { ExitCode } from '../model/exit-codes.ts';
import { readRunSet, refuseSharedRuns, type SetFolders } from './baselines.ts';
import { refuseIncomparable } from './compare-with-baseline.ts';

interface SetsOptions extends SetFolders {
  readonly acrossHosts?: boolean;
  readonly strict?: boolean;
}

interface ComparedSets {
  readonly comparison: Comparison;
  /** Runs of the larger set that have no other to be compared with. */
  readonly unpaired: number;
  readonly exitCode: ExitCode;
}

/** Two runs, or sets of runs, of one load: B against A. */
export async function compareSets(
  a: string,
  b: string,
  terms: ComparisonTerms,
  options: SetsOptions,
): Promise<ComparedSets> {
  const [base, candidate] = [await readRunSet(a, options), await readRunSet(b, options)];
  refuseSharedRuns(base, candidate);
  const differences = differencesOf(base.fingerprint, candidate.fingerprint);
  refuseIncomparable(differences, `'${a}'`, options.acrossHosts ?? false);
  const comparison = compareRuns(base, candidate, differences, terms, options.strict);
  const [n, m] = [base.runs.length, candidate.runs.length];
  return {
    comparison,
    unpaired: m > 1 ? Math.abs(n - m) : 0,
    exitCode: baselineExitCode(comparison.verdict, comparison.isStrict),
  };
}
