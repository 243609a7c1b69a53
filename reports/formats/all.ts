import type { Format } from '../document.ts';
import renderCsv from './csv.ts';
import type { FormatName } from './formats.ts';
import renderGithub from './github.ts';
import renderHtml from './html.ts';
import renderJson from './json.ts';
import renderJunit from './junit.ts';
import renderMarkdown from './markdown.ts';
import renderTerminal from './terminal.ts';

/** Each format writes any document. */
export const renderers: Readonly<Record<FormatName, Format>> = {
  terminal: (document) => renderTerminal(document, { hasColor: false }),
  markdown: renderMarkdown,
  html: renderHtml,
  junit: renderJunit,
  json: renderJson,
  github: renderGithub,
  csv: renderCsv,
};
