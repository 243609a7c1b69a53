/** Tables of the steps of a journey. */
import type { Latency, RunResult, StepResult } from '../../lib/model/result.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { reworded } from '../languages/rewording.ts';
import { latencyText } from './latency-text.ts';
import { intervalText } from './objective-text.ts';

/** Who came how far; every share of all scheduled has the same denominator. */
export function funnelTable({ latency: { steps }, accounting }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.funnel,
    columns: [
      text(columns.step),
      number(columns.reached, 3),
      number(columns.ofScheduled),
      number(columns.attempted),
      number(columns.succeeded, 2),
      number(columns.success),
      number(columns.interval, 1),
      number(columns.failed),
      number(columns.unfinished),
      text(columns.causes),
    ],
    rows: steps.map((step) => [
      step.name,
      language.count(step.reached),
      language.share(step.reached, accounting.scheduled),
      language.count(step.attempted),
      language.count(isJudged(step) ? step.succeeded : null),
      language.share(step.succeeded, step.succeeded + step.failed),
      intervalText(step.successInterval, language.percent, language),
      language.count(isJudged(step) ? step.failed : null),
      language.count(step.unfinished),
      causesText(step, language),
    ]),
  };
}

/** Attempts may be of unknown outcome, all of them. */
const isJudged = ({ attempted, succeeded, failed }: StepResult): boolean => attempted === 0 || succeeded + failed > 0;

/** Requests whose traces are worth looking at. */
export function tracesTable({ latency: { traces = [] } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.traces,
    columns: [
      ...[text(columns.step), number(columns.took), number(columns.began), text(columns.cause)],
      text(columns.traceId),
    ],
    rows: traces.map(({ step, ms, atMs, cause, traceId }) => [
      step,
      language.ms(ms),
      language.duration(atMs),
      cause === null ? '' : reworded(cause, language.labels.causes),
      traceId,
    ]),
  };
}

/** Latency of each step, of all requests and of whole journeys; a row for each that has any. */
export function latencyTable({ latency }: RunResult, language: Language): Table {
  const { columns, rows: names, sections } = language.labels;
  const { steps, requests, journeys } = latency;
  const row = (name: string, all: Latency | null, ok: Latency | null) =>
    all === null || (all.n === 0 && all.unfinished === 0)
      ? []
      : [
          [
            name,
            // Those that were open at the end are in the percentiles, with the age that they had.
            language.count(all.n === null ? null : all.n + all.unfinished),
            ...(['p50Ms', 'p90Ms', 'p95Ms', 'p99Ms', 'maxMs'] as const).map((figure) =>
              latencyText(all, figure, language),
            ),
            latencyText(ok, 'p95Ms', language),
          ],
        ];
  return {
    title: sections.latency,
    columns: [
      text(columns.step),
      ...(['n', 'p50', 'p90', 'p95', 'p99', 'max', 'okP95'] as const).map((name) => number(columns[name])),
    ],
    rows: [
      ...steps.flatMap(({ name, latency: all, okLatency }) => row(name, all, okLatency)),
      ...row(names.allRequests, requests.latency, requests.okLatency),
      ...row(names.wholeJourney, journeys, null),
    ],
  };
}

function causesText({ causes, failed }: StepResult, language: Language): string {
  if (causes.length === 0) return failed > 0 ? language.labels.rows.unknownCauses : '';
  return causes
    .map(({ cause, count }) => `${language.count(count)} × ${reworded(cause, language.labels.causes)}`)
    .join(', ');
}

/** What failed where, the most frequent first. */
export function errorsTable({ latency: { steps } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  const failures = steps.flatMap(({ name, attempted, causes }) => causes.map((one) => ({ ...one, name, attempted })));
  return {
    title: sections.errors,
    columns: [text(columns.step), text(columns.cause), number(columns.count), number(columns.success)],
    rows: failures
      .sort((a, b) => b.count - a.count)
      .map(({ name, cause, count, attempted }) => [
        name,
        reworded(cause, language.labels.causes),
        language.count(count),
        language.share(count, attempted),
      ]),
  };
}
