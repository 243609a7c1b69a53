import type { Comparison, MetricComparison } from '../../lib/model/comparison.ts';
import type { TestCase, TestSuite } from '../formats/junit-xml.ts';
import type { Language } from '../languages/language.ts';
import { comparisonLines, metricName, metricWords } from './comparison-table.ts';

/** A comparison as tests: one for each metric that decides, and one for the whole. INCONCLUSIVE fails where it is not to pass. */
export function comparisonSuite(comparison: Comparison, language: Language): TestSuite {
  const { labels } = language;
  const outcomeOf = (verdict: MetricComparison['verdict']): TestCase['outcome'] => {
    if (verdict === 'WORSE') return 'failure';
    return verdict === 'INCONCLUSIVE' && comparison.isStrict ? 'error' : 'passed';
  };
  const primary = comparison.metrics.filter(({ isPrimary }) => isPrimary);
  return {
    title: labels.sections.comparison,
    cases: [
      {
        name: labels.comparison.whole,
        outcome: outcomeOf(comparison.verdict),
        message: labels.verdict[comparison.verdict],
        out: comparisonLines(comparison, language).join('\n'),
      },
      ...primary.map((metric) => ({
        name: metricName(metric, language),
        outcome: outcomeOf(metric.verdict),
        message: `${labels.verdict[metric.verdict]}: ${metricWords(metric, language)}`,
        out: metricWords(metric, language),
      })),
    ],
  };
}
