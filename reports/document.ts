/** What a view makes and a format writes: the content of a report, with nothing of how it looks. */
import type { ChartDrawing } from './charts/drawing.ts';
import type { Language } from './languages/language.ts';

/** How a value is to be taken. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

export interface Column {
  readonly label: string;
  /** Numbers are aligned to the right. */
  readonly isNumber: boolean;
  /** Where there is no room for all columns, the one with the highest number goes first; one without stays. */
  readonly dropOrder?: number;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart and the numbers it is drawn from. */
export interface Chart {
  readonly title: string;
  readonly drawing: ChartDrawing;
  readonly legend: readonly { readonly name: string; readonly mark: string }[];
  readonly numbers: Table;
}

/** Something found or supposed: a headline, and what there is to say of it. */
interface Entry {
  readonly tag: string;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** With a label each; what is not brief is left out of a terminal. */
  readonly points: readonly { readonly label: string; readonly text: string; readonly isBrief: boolean }[];
}

/** A command to paste, and what it would show. */
interface Command {
  readonly why: string;
  readonly command: string;
}

export type Block =
  | { readonly kind: 'verdict'; readonly axes: readonly VerdictAxis[] }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** Lines of bars, for formats without drawings. */
  | { readonly kind: 'bars'; readonly lines: readonly string[] }
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'commands'; readonly commands: readonly Command[] }
  | Section
  /** Folded away where a format can. */
  | { readonly kind: 'details'; readonly title: string; readonly sections: readonly Section[] };

export interface Section {
  readonly kind: 'section';
  /** Of a link to it. */
  readonly id?: string;
  readonly title: string;
  /** A terminal shows brief sections only. */
  readonly isBrief: boolean;
  readonly blocks: readonly Block[];
}

/** The text of one axis of a verdict. */
export interface VerdictAxis {
  readonly name: string;
  readonly value: string;
  readonly tone: Tone;
}

/** What a CI takes for a test. */
export interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error';
  /** What a CI shows of a case that did not pass. */
  readonly message: string;
  readonly out: string;
}

export interface TestSuite {
  readonly title: string;
  /** 0 where it is not known. */
  readonly durationMs: number;
  readonly cases: readonly TestCase[];
}

/** An annotation on the change that CI looks at. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
}

/** A report: blocks for readers, and for machines the same as data, tests, rows and annotations. */
export interface Document {
  readonly title: string;
  /** What was changed of what the title names; often empty. */
  readonly subtitle: string;
  readonly blocks: readonly Block[];
  /** Last line: what made it. */
  readonly about: string;
  readonly language: Language;
  /** The documents that it was made of, by name. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly tests: {
    readonly runId: string;
    readonly startedAt: string | null;
    readonly suites: readonly TestSuite[];
  };
  /** A table of plain numbers: a header with units, and rows. The same in every language. */
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly annotations: readonly Annotation[];
}

/** Says what there is to say of something; a new kind of experiment is one view. */
export type View<Subject> = (subject: Subject, language: Language) => Document;

/** Writes any document. */
export type Format = (document: Document) => string;

export const text = (label: string, dropOrder?: number): Column => columnOf(label, false, dropOrder);
export const number = (label: string, dropOrder?: number): Column => columnOf(label, true, dropOrder);

const columnOf = (label: string, isNumber: boolean, dropOrder: number | undefined): Column => ({
  label,
  isNumber,
  ...(dropOrder === undefined ? {} : { dropOrder }),
});

/** A section; nothing where it would be empty. */
export function section(
  title: string,
  blocks: readonly Block[],
  options: { readonly isBrief?: boolean; readonly id?: string } = {},
): Section[] {
  const { isBrief = false, id } = options;
  return blocks.length === 0 ? [] : [{ kind: 'section', title, isBrief, blocks, ...(id === undefined ? {} : { id }) }];
}

/** A table as a block; nothing where it has no rows. */
export const tableBlock = (table: Table): Block[] => (table.rows.length === 0 ? [] : [{ kind: 'table', table }]);

/** A table as a section with its own title. */
export const tableSection = (table: Table, isBrief = false): Section[] =>
  section(table.title, tableBlock(table), { isBrief });

export const listBlock = (items: readonly string[]): Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }]);

export const commandsBlock = (commands: readonly Command[]): Block[] =>
  commands.length === 0 ? [] : [{ kind: 'commands', commands }];

/** A text with its full stop; a list's items and findings are written without. */
export const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
