import { printable, withoutCommands } from '../../lib/model/printable.ts';
import type { Document } from '../document.ts';
import renderMarkdown from './markdown.ts';

/** GitHub takes 1 MiB for a step's summary and 65,536 characters for a comment; what is longer is folded away. */
export const maxSummaryBytes = 60 * 1_024;

/** The step summary: the Markdown report, cut at a line where it would be too long, with how much is missing. */
export default function renderGithub(document: Document): string {
  const report = renderMarkdown(document);
  if (Buffer.byteLength(report) <= maxSummaryBytes) return report;
  const { say, labels } = document.language;
  const lines = report.split('\n');
  const head = lines.slice(0, linesWithin(lines, maxSummaryBytes - 512));
  const isInside = (open: string, close: string) =>
    head.filter((line) => line.startsWith(open)).length > head.filter((line) => line.startsWith(close)).length;
  const fences = head.filter((line) => line.startsWith('```')).length;
  return [
    ...head,
    ...(fences % 2 === 1 ? ['```'] : []),
    ...(isInside('<details', '</details') ? ['', '</details>'] : []),
    '',
    say(labels.github.folded, { lines: lines.length - head.length }),
    '',
  ].join('\n');
}

/** How many of the lines are at most so long together. */
function linesWithin(lines: readonly string[], maxBytes: number): number {
  let bytes = 0;
  const first = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > maxBytes;
  });
  return first === -1 ? lines.length : first;
}

/** Workflow commands that annotate the change with the verdict. */
export function githubAnnotations({ title, annotations }: Document): string[] {
  const name = escapeProperty(title.replaceAll(' × ', ' x '));
  return annotations.map(({ level, message }) => `::${level} title=${name}::${escapeData(message)}`);
}

const escapeData = (text: string): string =>
  withoutCommands(printable(text)).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
