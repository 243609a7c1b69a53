import { differencesOf } from '../compare/comparability.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import type { ExitCode } from '../contract/exit-codes.ts';
import type { LanguageCode } from '../contract/finding.ts';
import { baselineExitCode } from '../gate/exit-code.ts';
import { refuseIncomparable } from './against-baseline.ts';
import { type ComparisonWords, termsOf } from './comparison-terms.ts';
import { readRunSet, type SetFolders } from './run-sets.ts';
import { tellComparison } from './tell-comparison.ts';
import type { Terminal } from './terminal.ts';

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
