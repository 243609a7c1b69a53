import { refuseIncomparable } from '../../app/against-baseline.ts';
import { readRunSet, refuseSharedRuns, type SetFolders } from '../../app/run-sets.ts';
import { differencesOf } from '../../judge/compare/comparability.ts';
import { compareRuns } from '../../judge/compare/compare-runs.ts';
import { baselineExitCode } from '../../judge/verdict/exit-code.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import { type ComparisonWords, termsOf } from '../args/comparison-terms.ts';
import { tellComparison } from '../terminal/print-comparison.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface CompareOptions extends SetFolders, ComparisonWords {
  readonly acrossHosts?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly lang?: LanguageCode;
}

/** `caseload compare A B`: two runs, or sets of runs, of one load; B against A. */
export async function compare(a: string, b: string, options: CompareOptions, terminal: Terminal): Promise<ExitCode> {
  const terms = termsOf(options);
  const [base, candidate] = [await readRunSet(a, options), await readRunSet(b, options)];
  refuseSharedRuns(base, candidate);
  const differences = differencesOf(base.fingerprint, candidate.fingerprint);
  refuseIncomparable(differences, `'${a}'`, options.acrossHosts ?? false);
  const [n, m] = [base.runs.length, candidate.runs.length];
  if (m > 1 && n !== m) {
    terminal.warn(
      `${n} runs against ${m}: they are compared in pairs, in their order, and the last ${Math.abs(n - m)} have no other`,
    );
  }
  const comparison = compareRuns(base, candidate, differences, terms, options.strict);
  tellComparison(comparison, options, terminal);
  return baselineExitCode(comparison.verdict, comparison.isStrict);
}
