import type { Comparison, ComparisonVerdict } from '../../lib/model/comparison.ts';
import type { Annotation, TestCase, TestSuite } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { comparisonLines, metricFigures, metricName, primaryOf } from './comparison-text.ts';

/** A test for the whole and for each metric that decides. INCONCLUSIVE fails where it is not to pass. */
export function comparisonSuite(comparison: Comparison, language: Language): TestSuite {
  const { labels } = language;
  const outcomeOf = (verdict: ComparisonVerdict): TestCase['outcome'] => {
    if (verdict === 'WORSE') return 'failure';
    return verdict === 'INCONCLUSIVE' && comparison.isStrict ? 'error' : 'passed';
  };
  return {
    title: labels.sections.base,
    durationMs: 0,
    cases: [
      {
        name: labels.comparison.whole,
        outcome: outcomeOf(comparison.verdict),
        message: labels.verdict[comparison.verdict],
        out: comparisonLines(comparison, language).join('\n'),
      },
      ...primaryOf(comparison).map((metric) => ({
        name: metricName(metric, language),
        outcome: outcomeOf(metric.verdict),
        message: `${labels.verdict[metric.verdict]}: ${metricFigures(metric, language)}`,
        out: metricFigures(metric, language),
      })),
    ],
  };
}

export function comparisonAnnotation(comparison: Comparison, language: Language): Annotation {
  const { verdict, isStrict } = comparison;
  const isOpen = verdict === 'INCONCLUSIVE';
  const level = verdict === 'WORSE' || (isOpen && isStrict) ? 'error' : isOpen ? 'warning' : 'notice';
  const lines = comparisonLines(comparison, language).join('. ');
  return { level, message: `${language.labels.verdict[verdict]}: ${lines}.` };
}
