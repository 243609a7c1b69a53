import { printable, withoutCommands } from '../../lib/model/printable.ts';
import type { Block, Document, Section, Table } from '../document.ts';

/** The document as Markdown (report.md). */
export default function renderMarkdown({ title, subtitle, blocks }: Document): string {
  const lines = [
    `# ${escapeCell(title)}${subtitle === '' ? '' : ` \`${code(subtitle)}\``}`,
    ...blocks.flatMap((block) => renderBlock(block, 2)),
    '',
  ];
  return withoutCommands(lines.join('\n'));
}

/** Lines of a block, the first one empty. @param level of the headings of sections */
function renderBlock(block: Block, level: number): string[] {
  switch (block.kind) {
    case 'verdict':
      return ['', block.axes.map(({ name, value }) => `${escapeCell(name)} **${escapeCell(value)}**`).join(' · ')];
    case 'answer':
      return ['', `**${escapeCell(block.text)}**`];
    case 'paragraph':
      return ['', escapeCell(block.text)];
    case 'list':
      return ['', ...block.items.map((item) => `- ${escapeCell(item)}`)];
    case 'table':
      return ['', ...renderTable(block.table)];
    case 'bars':
      return ['', '```text', ...block.lines.map(code), '```'];
    case 'entry':
      return renderEntry(block.entry);
    case 'commands':
      return [
        ...['', '```sh'],
        ...block.commands.flatMap(({ why, command }) => [...(why === '' ? [] : [`# ${code(why)}`]), code(command)]),
        '```',
      ];
    case 'section':
      return renderSection(block, level);
    case 'details':
      return [
        ...['', '<details>', `<summary>${escapeCell(block.title)}</summary>`],
        ...block.sections.flatMap((one) => renderSection(one, level + 1)),
        ...['', '</details>'],
      ];
    // What draws a chart shows its numbers in tables and bars.
    case 'chart':
      return [];
  }
}

function renderSection({ title, blocks }: Section, level: number): string[] {
  const lines = blocks.flatMap((block) => renderBlock(block, level));
  return lines.length === 0 ? [] : ['', `${'#'.repeat(level)} ${escapeCell(title)}`, ...lines];
}

function renderEntry({ tag, title, text, points }: Extract<Block, { kind: 'entry' }>['entry']): string[] {
  const shown = points.filter((one) => one.text !== '');
  return [
    ...['', `**${escapeCell(tag)}: ${escapeCell(title)}.** ${escapeCell(text)}`],
    ...(shown.length === 0 ? [] : ['', ...shown.map((one) => `- ${escapeCell(one.label)}: ${escapeCell(one.text)}`)]),
  ];
}

function renderTable({ columns, rows }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ label }) => escapeCell(label))),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(escapeCell))),
  ];
}

const code = (text: string): string => printable(text).replaceAll('`', "'");

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/**
 * Text of a target or a user in Markdown: no pipe, no line break, no markup, no control character, no beginning of a
 * list, a rule, a block of code or a command (`/close`), and nothing that GitHub or GitLab links or notifies.
 */
function escapeCell(text: string): string {
  return printable(text)
    .trim()
    .replace(/[\\`*_[\]<>|#&~]/g, (mark) => entities[mark] ?? `\\${mark}`)
    .replace(linked, `$&${zeroWidth}`)
    .replace(/^(?:[-+=](?=\s|[-=]|$)|\/)/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Ends what would be a mention, a link or a reference; nobody sees it. */
const zeroWidth = '\u200b';

/** `@name`, addresses with a scheme or www, and references: #1, GH-1, !1. */
const linked = /@(?=[\w-])|\b[a-z][\w+.-]*:(?=\/\/)|\b(?:mailto|xmpp):|\bwww(?=\.)|#(?=\d)|\bGH-(?=\d)|!(?=\d)/gi;
