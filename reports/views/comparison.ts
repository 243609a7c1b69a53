import type { Comparison } from '../../lib/model/comparison.ts';
import { type Block, listBlock, sentence, type TestSuite, tableSection, type View } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { causesTable, comparisonRows, comparisonTable, functionsTable, statementsTable } from './comparison-tables.ts';
import { comparisonAnnotation, comparisonSuite } from './comparison-tests.ts';
import { comparisonLines } from './comparison-text.ts';
import { objectiveSidesSuite, objectiveSidesTable } from './objective-sides.ts';
import { baseAxis } from './verdict-axes.ts';

/** Two sets of runs, B against A. */
export const comparisonView: View<Comparison> = (comparison, language) => ({
  title: `${comparison.scenario} × ${comparison.profile}`,
  subtitle: '',
  blocks: [
    { kind: 'verdict', axes: [baseAxis(comparison.verdict, language.labels)] },
    ...comparisonAnswer(comparison, language),
    ...sidesSections(comparison, language),
  ],
  about: '',
  language,
  data: { comparison },
  tests: { runId: comparison.b.name, startedAt: null, suites: sidesSuites(comparison, language) },
  rows: comparisonRows(comparison),
  annotations: [comparisonAnnotation(comparison, language)],
});

/** The answer, and what a reader has to know with it. */
export function comparisonAnswer(comparison: Comparison, language: Language): Block[] {
  const [answer = '', ...others] = comparisonLines(comparison, language).map(sentence);
  return [{ kind: 'answer', text: answer }, ...listBlock(others)];
}

/** Two sides in full: their objectives, what changed between them, and why journeys failed. */
export const sidesSections = (comparison: Comparison, language: Language): Block[] => [
  ...tableSection(objectiveSidesTable(comparison, language), true),
  ...comparisonSections(comparison, language, language.labels.sections.base),
];

export const sidesSuites = (comparison: Comparison, language: Language): TestSuite[] => [
  comparisonSuite(comparison, language),
  ...(comparison.objectives.length === 0 ? [] : [objectiveSidesSuite(comparison, language)]),
];

/** What changed, and why journeys failed: for a run that has its objectives elsewhere. */
export const comparisonSections = (
  comparison: Comparison,
  language: Language,
  title = language.labels.sections.comparison,
): Block[] => [
  ...tableSection({ ...comparisonTable(comparison, language), title }, true),
  ...tableSection(statementsTable(comparison, language), true),
  ...tableSection(functionsTable(comparison, language), true),
  ...tableSection(causesTable(comparison, language), true),
];
