/** Tables of the stages of the load. */

import { stageMeets } from '../../lib/judge/findings/stage-objectives.ts';
import type { RunResult, StageResult } from '../../lib/model/result.ts';
import { type Language, noFigure } from '../languages/language.ts';
import { number, type Table, text } from './tables.ts';

/** A stage's rate: that of a plateau, or from which to which a ramp goes. */
const stageRate = ({ shape, fromRps, toRps }: StageResult, language: Language): string =>
  shape === 'plateau' ? language.number(toRps) : `${language.number(fromRps)} → ${language.number(toRps)}`;

/** Stages that take time. */
export const loadedStages = (stages: readonly StageResult[]): StageResult[] =>
  stages.filter(({ shape }) => shape !== 'step');

export function stagesTable(
  { series: { stages }, objectives: { results: objectives }, provenance: { source } }: RunResult,
  language: Language,
): Table {
  const { columns, rows: words, sections, prose } = language.labels;
  const asked = objectives.map(({ objective }) => objective);
  const rate = (rps: number | null) => (rps === null ? noFigure : language.number(rps));
  const short = {
    title: sections.stages,
    columns: [text(columns.stage), number(columns.rate), number(columns.time), number(columns.scheduled)],
    rows: loadedStages(stages).map((stage, index) => [
      `${index + 1} ${stage.shape === 'plateau' ? words.plateau : words.ramp}`,
      stageRate(stage, language),
      language.duration(stage.durationMs),
      language.count(stage.scheduled),
    ]),
  };
  if (source !== 'samples') return short;
  return {
    ...short,
    columns: [
      ...short.columns,
      ...[
        'started',
        'dropped',
        'ok',
        'failed',
        'cutOff',
        'completed',
        'errors',
        'p50',
        'p95',
        'p99',
        'max',
        'inFlight',
        'held',
      ].map((name) => number(columns[name as 'n'])),
    ],
    rows: loadedStages(stages).map((stage, index) => {
      const holds = stageMeets(stage, asked);
      const latency = stage.requests?.latency ?? null;
      const quantile = (ms: number | null | undefined, q: number) =>
        latency === null || ms == null ? noFigure : language.quantile(ms, q, latency.n);
      return [
        ...(short.rows[index] ?? []),
        language.count(stage.started),
        language.count(stage.dropped),
        language.count(stage.ok),
        language.count(stage.failed),
        language.count(stage.unfinished),
        rate(stage.completedRps),
        language.share(
          stage.requests?.failed ?? null,
          stage.requests ? stage.requests.n - stage.requests.unknown : null,
        ),
        quantile(latency?.p50Ms, 0.5),
        quantile(latency?.p95Ms, 0.95),
        quantile(latency?.p99Ms, 0.99),
        latency === null ? noFigure : language.ms(latency.maxMs),
        stage.inFlightMean === null ? noFigure : language.number(Math.round(stage.inFlightMean * 10) / 10),
        holds === undefined ? prose.unknown : holds ? prose.held : prose.broken,
      ];
    }),
  };
}

/** The p95 of each step in each stage. */
export function stageStepsTable({ series: { stages }, latency: { steps } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  const loaded = loadedStages(stages).filter(({ requests }) => (requests?.n ?? 0) > 0);
  return {
    title: sections.stageSteps,
    columns: [text(columns.stage), number(columns.rate), ...steps.flatMap(({ name }) => [number(name), number('n')])],
    rows:
      steps.length < 2
        ? []
        : loaded.map((stage) => [
            `${loadedStages(stages).indexOf(stage) + 1}`,
            stageRate(stage, language),
            ...steps.flatMap(({ name }) => {
              const step = stage.steps.find((one) => one.name === name);
              const latency = step?.latency;
              return [
                latency ? language.quantile(latency.p95Ms, 0.95, latency.n) : noFigure,
                language.count(step?.n ?? 0),
              ];
            }),
          ]),
  };
}
