import { createColors } from 'picocolors';
import type { Comparison } from '../../lib/model/comparison.ts';
import { printable } from '../../lib/model/printable.ts';
import { junitXml } from '../formats/junit-xml.ts';
import { renderTable } from '../formats/terminal-table.ts';
import type { Language } from '../languages/language.ts';
import { comparisonSuite } from './comparison-suite.ts';
import { causesTable, comparisonLines, comparisonTable } from './comparison-table.ts';
import type { Table } from './tables.ts';
import { comparisonTone } from './verdict-axes.ts';

const titleOf = ({ scenario, profile }: Comparison): string => `${scenario} × ${profile}`;

/** A comparison for a terminal. */
export default function renderComparison(
  comparison: Comparison,
  language: Language,
  options: { hasColor: boolean },
): string {
  const colors = createColors(options.hasColor);
  const paint = { good: colors.green, warn: colors.yellow, bad: colors.red };
  const { labels } = language;
  const verdict = paint[comparisonTone(comparison.verdict)](labels.verdict[comparison.verdict]);
  return [
    colors.bold(printable(titleOf(comparison))),
    `  ${labels.verdict.baseline}  ${colors.bold(verdict)}`,
    ...comparisonLines(comparison, language).map((line) => `  ${printable(line)}.`),
    '',
    ...renderTable(comparisonTable(comparison, language), colors),
    ...(comparison.causes.length === 0 ? [] : ['', ...renderTable(causesTable(comparison, language), colors)]),
    '',
  ].join('\n');
}

const escapeCell = (cell: string): string => printable(cell).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');

/** The same in Markdown, for a pull request or a step's summary. */
export function renderComparisonMarkdown(comparison: Comparison, language: Language): string {
  const { labels } = language;
  return [
    `# ${escapeCell(titleOf(comparison))}`,
    `${labels.verdict.baseline} **${labels.verdict[comparison.verdict]}**`,
    '',
    ...comparisonLines(comparison, language).map((line) => `- ${escapeCell(line)}.`),
    '',
    ...markdownTable(comparisonTable(comparison, language)),
    ...(comparison.causes.length === 0
      ? []
      : [`## ${escapeCell(labels.comparison.causes)}`, '', ...markdownTable(causesTable(comparison, language))]),
  ].join('\n');
}

function markdownTable({ columns, rows }: Table): string[] {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  const rule = `| ${columns.map(({ isNumber }) => (isNumber ? '---:' : '---')).join(' | ')} |`;
  return [row(columns.map(({ label }) => label)), rule, ...rows.map(row), ''];
}

/** The same as JUnit XML. */
export const renderComparisonJunit = (comparison: Comparison, language: Language): string =>
  junitXml([comparisonSuite(comparison, language)], {
    name: titleOf(comparison),
    runId: comparison.b.name,
    startedAt: null,
    durationMs: 0,
  });
