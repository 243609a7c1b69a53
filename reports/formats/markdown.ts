import Handlebars from 'handlebars';
import { printable } from '../../lib/model/printable.ts';
import type { Language } from '../languages/language.ts';
import { environmentTable, filesTable, validityTable, workloadTable } from '../views/background-tables.ts';
import { causesTable, comparisonTable } from '../views/comparison-table.ts';
import { experimentCommands } from '../views/experiments.ts';
import {
  findingParagraphs,
  hypothesisWords,
  improvements,
  interpretation,
  limits,
  noHypothesesText,
  sustainable,
} from '../views/prose.ts';
import type { ReportInput } from '../views/report-input.ts';
import { sparklines } from '../views/sparklines.ts';
import { stageStepsTable, stagesTable } from '../views/stage-tables.ts';
import { errorsTable, funnelTable, latencyTable } from '../views/step-tables.ts';
import { summaryLines } from '../views/summary-lines.ts';
import {
  accountingTable,
  booksTable,
  checksTable,
  objectivesTable,
  type Table,
  thresholdsTable,
} from '../views/tables.ts';
import { readTemplate } from '../views/template.ts';
import { titleOf } from '../views/title.ts';
import { verdictAxes } from '../views/verdict-axes.ts';

/** The report as Markdown (report.md). */
export default function renderMarkdown(input: ReportInput, language: Language): string {
  const { result, verdict } = input;
  const { labels } = language;
  const template = engineOnce().compile(readTemplate('report.md.hbs'), { noEscape: true });
  return template({
    labels,
    title: titleOf(result),
    verdicts: verdictAxes(verdict, language),
    summary: summaryLines(input, language),
    above: tablesAbove(input, language).map(ruled),
    findings: findingParagraphs(input, language),
    interpretation: interpretation(input, language),
    hypotheses: hypothesisWords(input, language),
    noHypotheses: noHypothesesText(input, language),
    sustainable: sustainable(input, language),
    experiments: experimentCommands(input, language),
    improvements: improvements(input, language),
    lines: sparklines(result, language),
    below: tablesBelow(input, language).map(ruled),
    limits: limits(input, language),
    command: result.run.command,
  });
}

/** What a reader looks at first. */
export const tablesAbove = ({ result, comparison }: ReportInput, language: Language): Table[] =>
  filled([
    objectivesTable(result, language),
    ...(comparison === undefined ? [] : [comparisonTable(comparison, language), causesTable(comparison, language)]),
    accountingTable(result, language),
    funnelTable(result, language),
    latencyTable(result, language),
    stagesTable(result, language),
  ]);

/** What is there to be looked up. */
export const tablesBelow = (input: ReportInput, language: Language): Table[] =>
  filled([
    stageStepsTable(input.result, language),
    errorsTable(input.result, language),
    validityTable(input.findings, language),
    checksTable(input.result, language),
    thresholdsTable(input.result, language),
    booksTable(input.result, language),
    workloadTable(input, language),
    environmentTable(input, language),
    filesTable(input, language),
  ]);

const filled = (tables: readonly Table[]): Table[] => tables.filter(({ rows }) => rows.length > 0);

const ruled = (table: Table) => ({ ...table, rule: table.columns.map(({ isNumber }) => (isNumber ? '---:' : '---')) });

const tablePartial = `
### {{title}}

|{{#each columns}} {{cell label}} |{{/each}}
|{{#each rule}} {{this}} |{{/each}}
{{#each rows}}
|{{#each this}} {{cell this}} |{{/each}}
{{/each}}`;

let engine: typeof Handlebars | undefined;

function engineOnce(): typeof Handlebars {
  engine ??= Handlebars.create();
  engine.registerHelper('cell', escapeCell);
  engine.registerHelper('code', (text: unknown) => printable(String(text)).replaceAll('`', "'"));
  engine.registerPartial('table', tablePartial);
  return engine;
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Text of a target or a user in Markdown: no pipe, no line break, no markup, no control character, and no beginning of a list, a rule or a block of code. */
function escapeCell(text: unknown): string {
  return printable(String(text))
    .trim()
    .replace(/[\\`*_[\]<>|#&~]/g, (mark) => entities[mark] ?? `\\${mark}`)
    .replace(/^[-+=](?=\s|[-=]|$)/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
