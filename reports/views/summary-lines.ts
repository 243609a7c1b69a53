import { stepSuccessMetric } from '../../lib/contract/metrics.ts';
import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { Language } from '../languages/language.ts';
import { comparisonLines } from './comparison-table.ts';
import type { ReportInput } from './report-input.ts';
import { objectiveText, objectiveValue } from './tables.ts';

/** What a busy reader has to know, a sentence each (without its full stop), the most important first. */
export function summaryLines({ result, findings, verdict, comparison }: ReportInput, language: Language): string[] {
  const { labels, say } = language;
  const {
    accounting,
    objectives: { results: objectives },
    latency: { requests, steps },
    run: { ending },
  } = result;
  const told = reportableFindings(findings);
  const wordsOf = (id: string) =>
    told.filter((finding) => finding.id === id).map((finding) => language.finding(finding).what);
  // How many were cut off is told anyway.
  const spoiled = told
    .filter(({ id, status }) => status === 'invalid' && id !== 'unfinished-journeys')
    .map((finding) => language.finding(finding).what);
  const failed = told.filter(({ status }) => status === 'fail').map((finding) => language.finding(finding).what);
  const isSpoiledFirst = ending.kind !== 'completed' || accounting.ok === 0;
  return [
    ...(isSpoiledFirst ? spoiled.slice(0, 1) : []),
    ...journeyLines(result, language),
    ...(steps.length > 1 ? wordsOf('failing-step') : []),
    ...(isSpoiledFirst ? [] : spoiled.slice(0, 1)),
    ...failed,
    ...objectiveLines(objectives, verdict.objectives === 'PASS', language),
    ...(comparison === undefined ? [] : comparisonLines(comparison, language)),
    ...(accounting.ok === null && requests.n !== null && requests.n > 0 && requests.failed !== null
      ? [
          say(labels.summary.requests, {
            n: requests.n,
            ratio: requests.failed / (requests.n - requests.unknown),
            p95Ms: requests.latency?.p95Ms ?? 0,
          }),
        ]
      : []),
    ...wordsOf('sustainable-range'),
    ...(result.run.sameHost ? [labels.summary.sameHost] : []),
  ];
}

/** How many journeys succeeded, and what became of the others: of all that were scheduled. */
function journeyLines(
  { accounting, latency: { steps }, run: { profile, isList } }: ReportInput['result'],
  language: Language,
): string[] {
  const { labels, say } = language;
  const { scheduled, started, ok, dropped, unfinished, missing, basis } = accounting;
  if (scheduled === null || ok === null) return [];
  const ratioOf = (count: number) => ({ count, ratio: count / scheduled });
  const neverStarted = basis === 'derived' ? Math.max(0, missing ?? 0) + (dropped ?? 0) : (dropped ?? 0);
  const lost = steps.filter(({ failed }) => failed > 0).map(({ name, failed }) => ({ step: name, ...ratioOf(failed) }));
  const last = steps.at(-1);
  const isSurvivors =
    isList && last !== undefined && last.attempted > 0 && last.attempted < scheduled && (started ?? 0) > 0;
  return [
    say(labels.summary.journeys, { ratio: ok / scheduled, ok, scheduled }),
    ...(neverStarted > 0
      ? [
          say(labels.summary.neverStarted, {
            ...ratioOf(neverStarted),
            derived: basis === 'derived' && (missing ?? 0) > 0,
            profile,
            step: steps[0]?.name ?? '',
          }),
        ]
      : []),
    ...(lost.length > 0 ? [say(labels.summary.lost, { steps: lost })] : []),
    ...(unfinished ? [say(labels.summary.cutOff, ratioOf(unfinished))] : []),
    ...(isSurvivors
      ? [
          say(labels.summary.survivors, {
            metric: stepSuccessMetric(last.name),
            ratio: last.succeeded / last.attempted,
            attempted: last.attempted,
            scheduled,
          }),
        ]
      : []),
  ];
}

function objectiveLines(
  objectives: ReportInput['result']['objectives']['results'],
  isPass: boolean,
  language: Language,
): string[] {
  const { labels, say } = language;
  if (objectives.length === 0) return [labels.summary.noObjectives];
  const wordsOf = (status: 'FAIL' | 'WARN' | 'NO_DATA') =>
    objectives
      .filter((objective) => objective.status === status)
      .map((one) => ({ objective: objectiveText(one, language), value: objectiveValue(one, language) }));
  const missed = wordsOf('FAIL');
  const warned = wordsOf('WARN');
  const lacking = wordsOf('NO_DATA');
  return [
    ...(missed.length > 0 ? [say(labels.summary.missed, { objectives: missed })] : []),
    ...(warned.length > 0 ? [say(labels.summary.warned, { objectives: warned })] : []),
    ...(lacking.length > 0 ? [say(labels.summary.lacking, { objectives: lacking })] : []),
    ...(isPass && missed.length + warned.length + lacking.length === 0 ? [labels.summary.met] : []),
  ];
}
