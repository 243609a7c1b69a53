import { appendFileSync } from 'node:fs';
import { comparisonAnnotation } from '../../../reports/formats/github.ts';
import type { Language } from '../../../reports/languages/language.ts';
import { renderComparisonMarkdown } from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import { fileError } from '../../store/artifacts.ts';
import type { Terminal } from './terminal.ts';

/** In a job of GitHub Actions: an annotation of the comparison, and its table as the step's summary. */
export function annotateComparison(comparison: Comparison, language: Language, terminal: Terminal | undefined): void {
  if (process.env.GITHUB_ACTIONS !== 'true') return;
  terminal?.out(`${comparisonAnnotation(comparison, language)}\n`);
  appendSummary(renderComparisonMarkdown(comparison, language));
}

/** Adds to the summary of the step, where the job has one. */
export function appendSummary(markdown: string): void {
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '') return;
  try {
    appendFileSync(summary, markdown);
  } catch (error) {
    throw fileError(`cannot write ${summary}`, summary, error);
  }
}
