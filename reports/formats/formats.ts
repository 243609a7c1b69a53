import type { Document, Format } from '../document.ts';

/**
 * The formats of reports by their names on the command line: the file of each in a run folder, and what writes it,
 * which is loaded when it is asked for.
 */
export const formats = {
  terminal: { file: 'report.txt', load: () => import('./terminal.ts') },
  markdown: { file: 'report.md', load: () => import('./markdown.ts') },
  html: { file: 'report.html', load: () => import('./html.ts') },
  junit: { file: 'junit.xml', load: () => import('./junit.ts') },
  json: { file: 'report.json', load: () => import('./json.ts') },
  github: { file: 'github.md', load: () => import('./github.ts') },
  csv: { file: 'stages.csv', load: () => import('./csv.ts') },
} as const satisfies Record<string, { file: string; load: () => Promise<{ default: Format }> }>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

/** A document as text; each format writes any document. */
export async function renderAs(name: FormatName, document: Document): Promise<string> {
  const { default: render } = await formats[name].load();
  return render(document);
}
