import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { describeObjective } from '../lib/contract/objective.ts';
import { printable } from '../lib/contract/printable.ts';
import { formatCount, formatDuration } from './format.ts';
import type { ReportInput } from './report-input.ts';
import {
  accountingTable,
  checksTable,
  environmentTable,
  integrityTable,
  objectivesTable,
  stagesTable,
  stepsTable,
  type Table,
  thresholdsTable,
} from './tables.ts';

/** The report as Markdown (report.md). */
export default function renderMarkdown(input: ReportInput): string {
  const { plan, result, findings, verdict } = input;
  const engine = Handlebars.create();
  engine.registerHelper('cell', escapeCell);
  engine.registerHelper('code', (text: unknown) => printable(String(text)).replaceAll('`', "'"));
  const template = engine.compile(readFileSync(new URL('./templates/en/report.md.hbs', import.meta.url), 'utf8'), {
    noEscape: true,
  });
  const table = (one: Table) => ({
    ...one,
    rule: one.columns.map((_, index) => (index >= one.numbersFrom ? '---:' : '---')),
  });
  return template({
    plan,
    verdict,
    scheduled: formatCount(plan.scheduled),
    duration: formatDuration(plan.durationMs),
    objectiveTexts: plan.objectives.map(describeObjective),
    findings,
    above: [objectivesTable(input), accountingTable(input), stepsTable(input)].map(table),
    below: [
      stagesTable(input),
      checksTable(input),
      thresholdsTable(input),
      ...(result.integrity ? [integrityTable(result.integrity)] : []),
      environmentTable(input),
    ]
      .filter((one) => one.rows.length > 0)
      .map(table),
  });
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Text of a target or a user in a Markdown table cell: no pipe, no line break, no markup, no control character. */
function escapeCell(text: unknown): string {
  return printable(String(text)).replace(/[\\`*_[\]<>|#&~]/g, (mark) => entities[mark] ?? `\\${mark}`);
}
