/** Tables of the steps of a journey. */
import type { Latency, RunResult, StepResult } from '../../lib/model/result.ts';
import { type Language, noFigure } from '../languages/language.ts';
import { intervalText, number, type Table, text } from './tables.ts';

/** Who came how far; every share of all scheduled has the same denominator. */
export function funnelTable({ latency: { steps }, accounting }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.funnel,
    columns: [
      text(columns.step),
      number(columns.reached),
      number(columns.ofScheduled),
      number(columns.attempted),
      number(columns.succeeded),
      number(columns.success),
      number(columns.interval),
      number(columns.failed),
      number(columns.cutOff),
      text(columns.causes),
    ],
    rows: steps.map((step) => [
      step.name,
      language.count(step.reached),
      language.share(step.reached, accounting.scheduled),
      language.count(step.attempted),
      language.count(step.succeeded),
      language.share(step.succeeded, step.attempted),
      intervalText(step.successInterval, language.percent, language),
      language.count(step.failed),
      language.count(step.unfinished),
      causesText(step, language),
    ]),
  };
}

export function latencyTable(
  { latency: { steps, requests, journeys: journeyLatency } }: RunResult,
  language: Language,
): Table {
  const { columns, rows: words, sections } = language.labels;
  const row = (name: string, latency: Latency | null, ok: Latency | null) => [
    name,
    language.count(latency === null ? 0 : latency.n),
    ...latencyCells(latency, language),
    ok === null ? noFigure : language.quantile(ok.p95Ms, 0.95, ok.n),
  ];
  return {
    title: sections.latency,
    columns: [
      text(columns.step),
      ...['n', 'p50', 'p90', 'p95', 'p99', 'max', 'okP95'].map((name) => number(columns[name as 'n'])),
    ],
    rows: [
      ...steps.map(({ name, latency, okLatency }) => row(name, latency, okLatency)),
      row(words.allRequests, requests.latency, requests.okLatency),
      ...(journeyLatency === null ? [] : [row(words.wholeJourney, journeyLatency, null)]),
    ].filter(([, n]) => n !== '0'),
  };
}

function latencyCells(latency: Latency | null, { quantile, ms }: Language): string[] {
  if (latency === null) return [noFigure, noFigure, noFigure, noFigure, noFigure];
  const { n, p50Ms, p90Ms, p95Ms, p99Ms, maxMs } = latency;
  return [
    quantile(p50Ms, 0.5, n),
    quantile(p90Ms, 0.9, n),
    quantile(p95Ms, 0.95, n),
    quantile(p99Ms, 0.99, n),
    ms(maxMs),
  ];
}

/** Funnel and latency in one, for a terminal. */
export function stepsTable(
  { latency: { steps, requests, journeys: journeyLatency }, accounting }: RunResult,
  language: Language,
): Table {
  const { columns, rows: words, sections } = language.labels;
  const cells = (latency: Latency | null) => {
    const [p50, , p95, p99, max] = latencyCells(latency, language);
    return [p50 ?? '', p95 ?? '', p99 ?? '', max ?? ''];
  };
  return {
    title: sections.steps,
    columns: [
      text(''),
      ...['reached', 'n', 'p50', 'p95', 'p99', 'max', 'failed', 'cutOff'].map((name) => number(columns[name as 'n'])),
      text(columns.causes),
    ],
    rows: [
      ...steps.map((step) => [
        step.name,
        language.count(step.reached),
        language.count(step.attempted),
        ...cells(step.latency),
        language.count(step.failed),
        language.count(step.unfinished),
        causesText(step, language),
      ]),
      [
        words.allRequests,
        '',
        language.count(requests.n),
        ...cells(requests.latency),
        language.count(requests.failed),
        '',
        '',
      ],
      ...(journeyLatency === null
        ? []
        : [
            [
              words.wholeJourney,
              '',
              language.count(journeyLatency.n),
              ...cells(journeyLatency),
              language.count(accounting.failed),
              language.count(accounting.unfinished),
              '',
            ],
          ]),
    ],
  };
}

function causesText({ causes, failed }: StepResult, language: Language): string {
  if (causes.length === 0) return failed > 0 ? language.labels.rows.unknownCauses : '';
  return causes.map(({ cause, count }) => `${language.count(count)} × ${cause}`).join(', ');
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
        cause,
        language.count(count),
        language.share(count, attempted),
      ]),
  };
}
