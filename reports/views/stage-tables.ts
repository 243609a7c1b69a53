/** Tables of the stages of the load. */
import { stageVerdicts } from '../../lib/judge/findings/stage-objectives.ts';
import type { RunResult, StageResult } from '../../lib/model/result.ts';
import { type Block, type Column, number, type Section, section, type Table, tableBlock, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { latencyText } from './latency-text.ts';

/** A stage's rate: that of a plateau, or from which to which a ramp goes. */
const stageRate = ({ shape, fromRps, toRps }: StageResult, language: Language): string =>
  shape === 'plateau' ? language.number(toRps) : `${language.number(fromRps)} → ${language.number(toRps)}`;

/** Stages that take time. */
export const loadedStages = (stages: readonly StageResult[]): StageResult[] =>
  stages.filter(({ shape }) => shape !== 'step');

interface StageColumn {
  readonly column: Column;
  readonly cell: (stage: StageResult) => string;
}

/** The stages, and what `unclear` means where one is. */
export function stagesSection(result: RunResult, language: Language): Section[] {
  const table = stagesTable(result, language);
  const { unclear, whyUnclear } = language.labels.rows;
  const note: Block[] = table.rows.some((row) => row.includes(unclear))
    ? [{ kind: 'paragraph', text: whyUnclear }]
    : [];
  return section(table.title, [...tableBlock(table), ...note], { isBrief: result.provenance.source === 'samples' });
}

/**
 * A row for each stage that takes time.
 * @internal Tested by itself.
 */
export function stagesTable(result: RunResult, language: Language): Table {
  const stages = loadedStages(result.series.stages);
  const columns = [
    ...plannedColumns(stages, language),
    ...(result.provenance.source === 'samples' ? measuredColumns(result, language) : []),
  ];
  return {
    title: language.labels.sections.stages,
    columns: columns.map(({ column }) => column),
    rows: stages.map((stage) => columns.map(({ cell }) => cell(stage))),
  };
}

function plannedColumns(stages: readonly StageResult[], language: Language): StageColumn[] {
  const { columns, rows: names } = language.labels;
  const name = (stage: StageResult) =>
    `${stages.indexOf(stage) + 1} ${stage.shape === 'plateau' ? names.plateau : names.ramp}`;
  return [
    { column: text(columns.stage), cell: name },
    { column: number(columns.rate), cell: (stage) => stageRate(stage, language) },
    { column: number(columns.time, 8), cell: ({ durationMs }) => language.duration(durationMs) },
    { column: number(columns.scheduled), cell: ({ scheduled }) => language.count(scheduled) },
  ];
}

function measuredColumns(result: RunResult, language: Language): StageColumn[] {
  const { columns, rows: names } = language.labels;
  const { count, share } = language;
  const verdictOf = stageVerdicts(result);
  const rate = (value: number | null) => (value === null ? noFigure : language.number(Math.round(value * 10) / 10));
  const latency = (figure: Parameters<typeof latencyText>[1]) => (stage: StageResult) =>
    latencyText(stage.requests?.latency, figure, language);
  const hasAny = result.objectives.results.length > 0;
  const met = (stage: StageResult) => {
    const isMet = verdictOf(stage);
    return isMet === undefined ? (hasAny ? names.unclear : noFigure) : isMet ? names.yes : names.no;
  };
  return [
    { column: number(columns.started, 9), cell: ({ started }) => count(started) },
    { column: number(columns.dropped), cell: ({ dropped }) => count(dropped) },
    ...notDueColumn(result, language),
    { column: number(columns.ok, 3), cell: ({ ok }) => count(ok) },
    { column: number(columns.failed), cell: ({ failed }) => count(failed) },
    { column: number(columns.unfinished), cell: ({ unfinished }) => count(unfinished) },
    { column: number(columns.completed, 2), cell: ({ completedRps }) => rate(completedRps) },
    {
      column: number(columns.errors, 4),
      cell: ({ requests }) => share(requests?.failed ?? null, requests ? requests.n - requests.unknown : null),
    },
    { column: number(columns.p50, 6), cell: latency('p50Ms') },
    { column: number(columns.p95), cell: latency('p95Ms') },
    { column: number(columns.p99, 5), cell: latency('p99Ms') },
    { column: number(columns.max, 7), cell: latency('maxMs') },
    { column: number(columns.inFlight, 1), cell: ({ inFlightMean }) => rate(inFlightMean) },
    { column: number(columns.met), cell: met },
  ];
}

/** Journeys that were not due yet when the run was cut short: scheduled, but neither started nor dropped. */
function notDueColumn({ run, series }: RunResult, { labels, count }: Language): StageColumn[] {
  const notDue = ({ scheduled, started, dropped }: StageResult) =>
    started === null || dropped === null ? null : scheduled - started - dropped;
  const isNeeded = run.ending.kind !== 'completed' && series.stages.some((stage) => (notDue(stage) ?? 0) > 0);
  return isNeeded ? [{ column: number(labels.accounting.neverDue), cell: (stage) => count(notDue(stage)) }] : [];
}

/** The p95 of each step in each stage. */
export function stageStepsTable({ series, latency: { steps } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  const stages = loadedStages(series.stages);
  const measured = steps.length < 2 ? [] : stages.filter(({ requests }) => (requests?.n ?? 0) > 0);
  return {
    title: sections.stageSteps,
    columns: [text(columns.stage), number(columns.rate), ...steps.flatMap(({ name }) => [number(name), number('n')])],
    rows: measured.map((stage) => [
      `${stages.indexOf(stage) + 1}`,
      stageRate(stage, language),
      ...steps.flatMap(({ name }) => {
        const step = stage.steps.find((one) => one.name === name);
        return [
          latencyText(step?.latency, 'p95Ms', language),
          language.count((step?.latency?.n ?? step?.n ?? 0) + (step?.latency?.unfinished ?? 0)),
        ];
      }),
    ]),
  };
}
