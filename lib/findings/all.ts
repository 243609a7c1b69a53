import type { Finding, FindingRule } from '../contract/finding.ts';
import type { RunPlan } from '../contract/plan.ts';
import type { RunResult } from '../contract/result.ts';
import brokenIntegrity from './broken-integrity.ts';
import engineTrouble from './engine-trouble.ts';
import generatorDrops from './generator-drops.ts';
import interruptedJourneys from './interrupted-journeys.ts';
import missingSummary from './missing-summary.ts';
import noSamples from './no-samples.ts';
import runCutShort from './run-cut-short.ts';
import sameHost from './same-host.ts';
import scriptExceptions from './script-exceptions.ts';
import survivorship from './survivorship.ts';
import targetDied from './target-died.ts';
import targetHeldAllUsers from './target-held-all-users.ts';
import thresholdDisagreement from './threshold-disagreement.ts';
import truncatedSamples from './truncated-samples.ts';
import unbalancedBooks from './unbalanced-books.ts';
import unknownIntegrity from './unknown-integrity.ts';

/** Every finding, in the order in which a report tells them: what spoils the measurement first, a cause before what it brings about. */
export const findingRules: readonly FindingRule[] = [
  engineTrouble,
  targetDied,
  runCutShort,
  scriptExceptions,
  noSamples,
  truncatedSamples,
  missingSummary,
  unbalancedBooks,
  generatorDrops,
  interruptedJourneys,
  thresholdDisagreement,
  brokenIntegrity,
  unknownIntegrity,
  targetHeldAllUsers,
  survivorship,
  sameHost,
];

/** All that the rules find in a result. */
export function judgeFindings(result: RunResult, plan: RunPlan): Finding[] {
  return findingRules.flatMap((rule) => {
    const finding = rule.judge(result, plan);
    return finding === undefined ? [] : [{ id: rule.id, ...finding }];
  });
}
