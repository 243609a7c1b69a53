import { appendFileSync } from 'node:fs';
import type { Document } from '../../../reports/document.ts';
import renderGithub, { githubAnnotations } from '../../../reports/formats/github.ts';
import { fileError } from '../../store/artifacts.ts';
import type { Terminal } from './terminal.ts';

/** In a GitHub Actions job: annotations on the change, and the report as the step's summary. */
export function annotate(document: Document, terminal: Terminal | undefined): void {
  if (process.env.GITHUB_ACTIONS !== 'true') return;
  for (const line of githubAnnotations(document)) terminal?.workflowCommand(line);
  appendSummary(renderGithub(document));
}

/** Appends to the summary of the step, if there is one. */
function appendSummary(markdown: string): void {
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '') return;
  try {
    appendFileSync(summary, markdown);
  } catch (error) {
    throw fileError(`cannot write ${summary}`, summary, error);
  }
}
