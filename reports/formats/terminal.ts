import { createColors } from 'picocolors';
import { printable, withoutCommands } from '../../lib/model/printable.ts';
import type { Block, Document, Section, Tone, VerdictAxis } from '../document.ts';
import { columnsOf, padEnd } from '../text-width.ts';
import { type Colors, renderTable } from './terminal-table.ts';

/** The document for a terminal: verdicts first, then what they rest on; charts and details are left out. */
export default function renderTerminal(
  document: Document,
  { hasColor }: { readonly hasColor: boolean } = { hasColor: false },
): string {
  const colors = createColors(hasColor);
  const { title, subtitle, blocks } = document;
  const lines = [
    [colors.bold(printable(title)), ...(subtitle === '' ? [] : [colors.dim(printable(subtitle))])].join('  '),
    ...blocks.flatMap((block) => renderBlock(block, colors)),
    '',
  ];
  return withoutCommands(lines.join('\n'));
}

function renderBlock(block: Block, colors: Colors): string[] {
  switch (block.kind) {
    case 'verdict':
      return renderAxes(block.axes, colors);
    case 'answer':
      return [`  ${colors.bold(printable(block.text))}`];
    case 'paragraph':
      return [`  ${printable(block.text)}`];
    case 'list':
      return block.items.map((item) => `  ${printable(item)}`);
    case 'table':
      return renderTable(block.table, colors);
    case 'entry':
      return renderEntry(block.entry, colors);
    case 'commands':
      return block.commands.flatMap(({ why, command }) => [
        ...(why === '' ? [] : [`  ${colors.dim(printable(`# ${why}`))}`]),
        `  ${printable(command)}`,
      ]);
    case 'section':
      return renderSection(block, colors);
    case 'details':
      return block.sections.flatMap((one) => renderSection(one, colors));
    case 'chart':
    case 'bars':
      return [];
  }
}

function renderSection({ title, isBrief, blocks }: Section, colors: Colors): string[] {
  const lines = isBrief ? blocks.flatMap((block) => renderBlock(block, colors)) : [];
  return lines.length === 0 ? [] : ['', colors.bold(title), ...lines];
}

function renderAxes(axes: readonly VerdictAxis[], colors: Colors): string[] {
  const width = Math.max(...axes.map(({ name }) => columnsOf(name)));
  return axes.map(({ name, value, tone }) => `  ${padEnd(name, width)}  ${colors.bold(paint(tone, value, colors))}`);
}

function renderEntry({ tag, tone, title, text, points }: Extract<Block, { kind: 'entry' }>['entry'], colors: Colors) {
  return [
    `  ${paint(tone, tag, colors)} ${colors.bold(printable(title))}: ${printable(text)}`,
    ...points
      .filter(({ isBrief, text: line }) => isBrief && line !== '')
      .map(({ text: line }) => `    ${colors.dim(printable(line))}`),
  ];
}

const paint = (tone: Tone, text: string, { green, yellow, red, dim }: Colors): string =>
  ({ good: green, warn: yellow, bad: red, plain: dim })[tone](text);
