import { stepSuccessMetric } from '../../lib/contract/metrics.ts';
import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { ObjectiveResult, RunResult } from '../../lib/model/result.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { sentence } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { comparisonLines } from './comparison-text.ts';
import { latencyText } from './latency-text.ts';
import { limitLine } from './limit.ts';
import { objectiveText, objectiveValue } from './objective-text.ts';
import type { ReportInput } from './report-input.ts';

/** What a busy reader has to know, a sentence each, the answer first. */
export function summaryLines(input: ReportInput, language: Language): string[] {
  const { result, findings, verdict, comparison } = input;
  const shown = reportableFindings(findings).map((finding) => ({ ...finding, ...language.finding(finding) }));
  // How many were unfinished is said anyway.
  const spoiled = shown.filter(({ id, status }) => status === 'invalid' && id !== 'unfinished-journeys').slice(0, 1);
  const doubts = shown.filter(({ status }) => status === 'suspect').slice(0, 2);
  const failed = shown.filter(({ status }) => status === 'fail');
  const of = (id: string) => shown.filter((finding) => finding.id === id);
  const isJourney = result.latency.steps.length > 1;
  return [
    ...spoiled.map(({ what }) => what),
    ...objectiveLines(result, verdict, language),
    ...failed.map(({ what }) => what),
    ...limitLine(input, language),
    ...(verdict.validity === 'SUSPECT' ? doubts.map(({ what }) => what) : []),
    ...journeyLines(result, language),
    // Of failures that show nothing of their steps, the counts above are all there is to say.
    ...(isJourney ? of('failing-step').filter(({ variant }) => variant !== 'unclear') : []).map(({ what }) => what),
    ...(comparison === undefined ? [] : comparisonLines(comparison, language)),
    ...requestLines(result, language),
    ...of('sustainable-range').map(({ what }) => what),
    ...(result.run.sameHost ? [language.labels.summary.sameHost] : []),
  ].map(sentence);
}

/** Which objectives were met; a run that cannot be trusted meets none. */
function objectiveLines({ objectives: { results: objectives }, run }: RunResult, verdict: Verdict, language: Language) {
  const { say, labels } = language;
  const { summary } = labels;
  // Of the success of journeys nothing is lacking but the rest of the run.
  const isOpen = ({ objective }: ObjectiveResult) =>
    run.ending.kind !== 'completed' && objective.kind === 'journey-success';
  if (objectives.length === 0) return [summary.noObjectives];
  const listed = (status: 'FAIL' | 'WARN' | 'NO_DATA', isListed = (_: ObjectiveResult) => true) =>
    objectives
      .filter((one) => one.status === status && isListed(one))
      .map((one) => ({ objective: objectiveText(one, language), value: objectiveValue(one, language) }));
  const line = (template: string, found: ReturnType<typeof listed>) =>
    found.length === 0 ? [] : [say(template, { objectives: found })];
  return [
    ...line(summary.missed, listed('FAIL')),
    ...line(summary.warned, listed('WARN')),
    ...line(
      summary.lacking,
      listed('NO_DATA', (one) => !isOpen(one)),
    ),
    ...line(summary.open, listed('NO_DATA', isOpen)),
    ...(verdict.objectives === 'PASS' && objectives.every(({ status }) => status === 'PASS') ? [summary.met] : []),
    ...(verdict.validity === 'INVALID' && verdict.objectives === 'NO_DATA' ? [summary.notJudged] : []),
  ];
}

/** How many journeys succeeded, and what became of the others: of all scheduled, or started by a closed load. */
function journeyLines(result: RunResult, language: Language): string[] {
  const { labels, say } = language;
  const { scheduled, started, ok, unfinished } = result.accounting;
  const isClosed = result.load !== null && result.load.scheduled === null;
  const all = scheduled ?? (isClosed ? started : null);
  if (all === null || ok === null || all === 0) return [];
  const lost = result.latency.steps
    .filter(({ failed }) => failed > 0)
    .map(({ name, failed }) => ({ step: name, count: failed, ratio: failed / all }));
  return [
    scheduled === null
      ? say(labels.summary.startedJourneys, { ratio: ok / all, ok, started: all })
      : say(labels.summary.journeys, { ratio: ok / all, ok, scheduled: all }),
    ...(scheduled === null ? [] : neverStartedLine(result, scheduled, language)),
    ...(lost.length > 0 ? [say(labels.summary.lost, { steps: lost })] : []),
    ...(unfinished ? [say(labels.summary.unfinished, { count: unfinished, ratio: unfinished / all })] : []),
    ...(scheduled === null ? [] : survivorsLine(result, scheduled, language)),
  ];
}

function neverStartedLine({ accounting, latency, run }: RunResult, scheduled: number, language: Language): string[] {
  const { dropped, missing, basis } = accounting;
  const derived = basis === 'derived' && accounting.started !== null ? Math.max(0, missing ?? 0) : 0;
  const count = derived + (dropped ?? 0);
  if (count === 0) return [];
  const values = { count, ratio: count / scheduled, derived: derived > 0, profile: run.profile };
  return [language.say(language.labels.summary.neverStarted, { ...values, step: latency.steps[0]?.name ?? '' })];
}

/** A success rate of those that got as far says nothing of the others. */
function survivorsLine({ accounting, latency, run }: RunResult, scheduled: number, language: Language): string[] {
  const last = latency.steps.at(-1);
  const isPartOfAll = run.isList && last !== undefined && last.attempted > 0 && last.attempted < scheduled;
  if (!isPartOfAll || (accounting.started ?? 0) === 0) return [];
  const { attempted, succeeded, failed, name } = last;
  if (succeeded + failed === 0) return [];
  const values = { metric: stepSuccessMetric(name), ratio: succeeded / (succeeded + failed), attempted, scheduled };
  return [language.say(language.labels.summary.survivors, values)];
}

/** Where journeys are not known, requests are all there is. */
function requestLines({ accounting, latency: { requests } }: RunResult, language: Language): string[] {
  if (accounting.ok !== null || !requests.n) return [];
  const known = (text: string) => (text === noFigure ? '' : text);
  const values = {
    n: requests.n,
    failed: known(language.share(requests.failed, requests.n - requests.unknown)),
    p95: known(latencyText(requests.latency, 'p95Ms', language)),
  };
  return [language.say(language.labels.summary.requests, values)];
}
