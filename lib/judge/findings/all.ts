import {
  type AnyFindingRule,
  type Finding,
  type FindingInput,
  type Judgement,
  notApplicable,
} from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';
import brokenIntegrity from './broken-integrity.ts';
import censoredLatency from './censored-latency.ts';
import coarseStamps from './coarse-stamps.ts';
import coordinatedOmission from './coordinated-omission.ts';
import costByStep from './cost-by-step.ts';
import dataReuse from './data-reuse.ts';
import drift from './drift.ts';
import emptyThreshold from './empty-threshold.ts';
import engineTrouble from './engine-trouble.ts';
import failingStep from './failing-step.ts';
import failuresWithoutObjective from './failures-without-objective.ts';
import fastFailures from './fast-failures.ts';
import generatorDrops from './generator-drops.ts';
import generatorLimit from './generator-limit.ts';
import generatorSaturated from './generator-saturated.ts';
import growingBacklog from './growing-backlog.ts';
import incomparableBaseline from './incomparable-baseline.ts';
import inconsistentAccounting from './inconsistent-accounting.ts';
import logMessages from './log-messages.ts';
import malformedRows from './malformed-rows.ts';
import mismatchedFiles from './mismatched-files.ts';
import missingSummary from './missing-summary.ts';
import mixedResponses from './mixed-responses.ts';
import noSamples from './no-samples.ts';
import noisyHost from './noisy-host.ts';
import objectiveMargin from './objective-margin.ts';
import objectiveWithoutData from './objective-without-data.ts';
import outage from './outage.ts';
import rateDenominator from './rate-denominator.ts';
import runCutShort from './run-cut-short.ts';
import sameHost from './same-host.ts';
import scriptExceptions from './script-exceptions.ts';
import selectionInLatency from './selection-in-latency.ts';
import smallSample from './small-sample.ts';
import steppedClock from './stepped-clock.ts';
import { isStopped } from './stopped-run.ts';
import summaryExportShape from './summary-export-shape.ts';
import survivorship from './survivorship.ts';
import sustainableRange from './sustainable-range.ts';
import targetDied from './target-died.ts';
import thresholdDisagreement from './threshold-disagreement.ts';
import truncatedSamples from './truncated-samples.ts';
import unfinishedJourneys from './unfinished-journeys.ts';
import unknownIntegrity from './unknown-integrity.ts';
import usersWaitingForTarget from './users-waiting-for-target.ts';
import warmUpIncluded from './warm-up-included.ts';
import zeroFailures from './zero-failures.ts';

/**
 * Every finding, in the order in which a report has them: what spoils the measurement first, a cause before what it
 * brings about.
 */
export const findingRules = [
  engineTrouble,
  targetDied,
  outage,
  runCutShort,
  scriptExceptions,
  noSamples,
  truncatedSamples,
  mismatchedFiles,
  malformedRows,
  missingSummary,
  inconsistentAccounting,
  generatorDrops,
  generatorLimit,
  generatorSaturated,
  noisyHost,
  steppedClock,
  unfinishedJourneys,
  thresholdDisagreement,
  emptyThreshold,
  fastFailures,
  failuresWithoutObjective,
  growingBacklog,
  drift,
  mixedResponses,
  dataReuse,
  brokenIntegrity,
  unknownIntegrity,
  usersWaitingForTarget,
  survivorship,
  failingStep,
  coordinatedOmission,
  censoredLatency,
  objectiveWithoutData,
  objectiveMargin,
  zeroFailures,
  smallSample,
  warmUpIncluded,
  selectionInLatency,
  sustainableRange,
  costByStep,
  summaryExportShape,
  coarseStamps,
  logMessages,
  rateDenominator,
  sameHost,
  incomparableBaseline,
] as const satisfies readonly AnyFindingRule[];

export type FindingId = (typeof findingRules)[number]['id'];

/** What every rule says of a result, one finding each. A rule that throws becomes an error; the others go on. */
export function judgeFindings(
  result: RunResult,
  differences: FindingInput['differences'] = null,
  rules: readonly AnyFindingRule[] = findingRules,
): Finding[] {
  const input = { ...result, differences };
  return rules.map((rule) => ({ id: rule.id, ...complete(judgementOf(rule, input)) }));
}

function judgementOf(rule: AnyFindingRule, input: FindingInput): Judgement | { status: 'error'; reason: string } {
  if (rule.isDiagnosis && isStopped(input.run.ending)) return notApplicable('cut-short');
  try {
    return rule.judge(pick(input, rule.needs) as FindingInput);
  } catch (error) {
    return { status: 'error', reason: String(error) };
  }
}

/** Only what the rule declares, so that it cannot depend on anything else. */
const pick = (input: FindingInput, needs: readonly (keyof FindingInput)[]): Partial<FindingInput> =>
  Object.fromEntries(needs.map((key) => [key, input[key]]));

function complete(judgement: Judgement | { status: 'error'; reason: string }): Omit<Finding, 'id'> {
  const nothing = { variant: '', values: {}, evidence: [], experiments: [], reason: null };
  return { ...nothing, ...judgement };
}

/** Those that matter to a reader: everything except passed and not applicable ones. */
export const reportableFindings = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
