import type { Language } from '../languages/language.ts';
import type { ReportInput } from '../views/report-input.ts';
import renderCsv from './csv.ts';
import type { FormatName } from './formats.ts';
import renderGithub from './github.ts';
import renderHtml from './html.ts';
import renderJson from './json.ts';
import renderJunit from './junit.ts';
import renderMarkdown from './markdown.ts';
import renderTerminal from './terminal.ts';

/** A report in one format: pure, from what a run came to, to text. */
type Render = (input: ReportInput, language: Language) => string;

export const renderers: Readonly<Record<FormatName, Render>> = {
  terminal: (input, language) => renderTerminal(input, language, { hasColor: false }),
  markdown: renderMarkdown,
  html: renderHtml,
  junit: renderJunit,
  json: renderJson,
  github: renderGithub,
  csv: renderCsv,
};
