import type { Comparison } from '../../lib/model/comparison.ts';
import { type Block, listBlock, sentence, tableSection, type View } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { causesTable, comparisonRows, comparisonTable } from './comparison-tables.ts';
import { comparisonAnnotation, comparisonSuite } from './comparison-tests.ts';
import { comparisonLines } from './comparison-text.ts';
import { baselineAxis } from './verdict-axes.ts';

/** Two sets of runs, B against A. */
export const comparisonView: View<Comparison> = (comparison, language) => ({
  title: `${comparison.scenario} × ${comparison.profile}`,
  subtitle: '',
  blocks: [
    { kind: 'verdict', axes: [baselineAxis(comparison.verdict, language.labels)] },
    ...comparisonAnswer(comparison, language),
    ...comparisonSections(comparison, language),
  ],
  about: '',
  language,
  data: { comparison },
  tests: { runId: comparison.b.name, startedAt: null, suites: [comparisonSuite(comparison, language)] },
  rows: comparisonRows(comparison),
  annotations: [comparisonAnnotation(comparison, language)],
});

/** The answer, and what a reader has to know with it. */
export function comparisonAnswer(comparison: Comparison, language: Language): Block[] {
  const [answer = '', ...others] = comparisonLines(comparison, language).map(sentence);
  return [{ kind: 'answer', text: answer }, ...listBlock(others)];
}

export const comparisonSections = (comparison: Comparison, language: Language): Block[] => [
  ...tableSection(comparisonTable(comparison, language), true),
  ...tableSection(causesTable(comparison, language), true),
];
