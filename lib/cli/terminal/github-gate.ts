import { appendFileSync } from 'node:fs';
import renderGithub, { githubAnnotations } from '../../../reports/formats/github.ts';
import type { Language } from '../../../reports/languages/language.ts';
import { comparisonView } from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import { fileError } from '../../store/artifacts.ts';
import type { Terminal } from './terminal.ts';

/** In a job of GitHub Actions: an annotation of the comparison, and its table as the step's summary. */
export function tellGateGithub(comparison: Comparison, language: Language, terminal: Terminal | undefined): void {
  if (process.env.GITHUB_ACTIONS !== 'true') return;
  const document = comparisonView(comparison, language);
  for (const line of githubAnnotations(document)) terminal?.out(`${line}\n`);
  appendSummary(renderGithub(document));
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
