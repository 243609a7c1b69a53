import type { Block, Document, Table } from '../../reports/document.ts';

/** All blocks of a document, those of its sections too. */
function blocksOf(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'section') return [block, ...blocksOf(block.blocks)];
    if (block.kind === 'details') return [block, ...blocksOf(block.sections)];
    return [block];
  });
}

/** What is read of a document, sentence by sentence or so: everything but its tables and charts. */
export const sentencesOf = ({ blocks }: Document): string[] =>
  blocksOf(blocks).flatMap((block) => {
    if (block.kind === 'answer' || block.kind === 'paragraph') return [block.text];
    if (block.kind === 'list') return [...block.items];
    if (block.kind !== 'entry') return [];
    const { title, text, points } = block.entry;
    return [title, text, ...points.map((point) => point.text)];
  });

/** A table as rows of cells by the label of their column; a label that stands twice has the first. */
export type Rows = readonly Readonly<Record<string, string>>[];

/** The tables of a document by their title. */
export const tablesOf = ({ blocks }: Document): ReadonlyMap<string, Rows> =>
  new Map(
    blocksOf(blocks)
      .flatMap((block) => (block.kind === 'table' ? [block.table] : []))
      .map((table) => [table.title, rowsOf(table)]),
  );

const rowsOf = ({ columns, rows }: Table): Rows =>
  rows.map((row) => Object.fromEntries(columns.map(({ label }, at) => [label, row[at] ?? ''] as const).toReversed()));

/** The titles of a document's sections. */
export const sectionsOf = ({ blocks }: Document): string[] =>
  blocksOf(blocks).flatMap((block) => (block.kind === 'section' ? [block.title] : []));
