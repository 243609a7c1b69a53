import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';
import type { Document } from '../../reports/document.ts';
import renderCsv from '../../reports/formats/csv.ts';
import renderGithub, { githubAnnotations } from '../../reports/formats/github.ts';
import renderHtml from '../../reports/formats/html.ts';
import renderJson from '../../reports/formats/json.ts';
import renderJunit from '../../reports/formats/junit.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import { schemaErrors } from './junit-schema.ts';

/** Control characters (but the line break), and marks that turn the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
export const forbidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Renders a document only once, however many look at it. */
function once(render: (document: Document) => string): (document: Document) => string {
  const known = new WeakMap<Document, string>();
  return (document) => {
    const text = known.get(document) ?? render(document);
    known.set(document, text);
    return text;
  };
}

const terminalOf = once((document) => renderTerminal(document, { hasColor: false }));
const htmlOf = once(renderHtml);
const markdownOf = once(renderMarkdown);
const githubOf = once(renderGithub);
const junitOf = once(renderJunit);
const csvOf = once(renderCsv);
const jsonOf = once(renderJson);

/** Compares a document that holds a hostile text with one that holds a harmless text in its place. */
type Check = (document: Document, harmless: Document) => void;

/** What a text from outside cannot do, in any format. */
export const escapes: Readonly<Record<string, Check>> = {
  'cannot write to the terminal': (document, harmless) => {
    const text = terminalOf(document);
    expect(text).not.toMatch(forbidden);
    expect(text.split('\n')).toHaveLength(terminalOf(harmless).split('\n').length);
  },

  'cannot become markup in HTML': (document, harmless) => {
    const tagsOf = (html: string) => [...html.matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, tag]) => tag);
    const attributesOf = (html: string) => (html.match(/\s(on\w+|src|href|style)=/gi) ?? []).length;
    const [html, harmlessHtml] = [htmlOf(document), htmlOf(harmless)];
    // What stands between the tags is text, and between quotes a value: `<` and `"` are escaped there.
    const inTags = (text: string) => (text.match(/<[^>]*>/g) ?? []).join('').replace(/="[^"]*"/g, '=');
    expect(tagsOf(html)).toEqual(tagsOf(harmlessHtml));
    expect(attributesOf(inTags(html))).toBe(attributesOf(inTags(harmlessHtml)));
    expect(html.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(forbidden);
  },

  'cannot end the result within the HTML, which is read back as it was': (document) => {
    const [, json = ''] =
      /<script type="application\/json" id="result">([\s\S]*?)<\/script>/.exec(htmlOf(document)) ?? [];
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(document.data)));
    expect(json).not.toContain('<');
  },

  'cannot break a row, a fence or a fold of Markdown': (document, harmless) => {
    const lines = markdownOf(document).split('\n');
    const shapeOf = (line: string): string => {
      if (line.startsWith('|')) return `row of ${line.replaceAll('\\\\', '').replaceAll('\\|', '').split('|').length}`;
      if (/^(#|```|<|\*\*|- )/.test(line)) return /^(#+ |```|<[^>]*>|\*\*|- )/.exec(line)?.[0] ?? '?';
      return line === '' ? '' : 'text';
    };
    expect(lines.map(shapeOf)).toEqual(markdownOf(harmless).split('\n').map(shapeOf));
    expect(lines.join('\n')).not.toMatch(forbidden);
    // What is too long for GitHub is cut: what it opened is closed.
    const summary = githubOf(document);
    expect((summary.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(summary.match(/^<details/gm) ?? []).toHaveLength((summary.match(/^<\/details/gm) ?? []).length);
  },

  'is no markup of its own in Markdown': (document) => {
    const text = markdownOf(document)
      // In fences and code spans anything may stand, but a backtick.
      .replace(/```[\s\S]*?```/g, '')
      .replace(/(?<!\\)`[^`\n]*`/g, '')
      // The marks that the report itself sets.
      .replace(/<\/?(details|summary)>/g, '')
      .replace(/^\*\*.*?\*\*/gm, '')
      .replaceAll('\\\\', '');
    expect(text).not.toMatch(/<|(?<!\\)\[[^\n]*?(?<!\\)\]\(/);
    expect(text).not.toMatch(/(?<!\\)(`|~~)/);
  },

  'keeps the commands of a fence in one line each': (document, harmless) => {
    const fencesOf = (text: string) => [...text.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, body = '']) => body);
    const linesOf = (body: string) => body.split('\n').length;
    const fences = fencesOf(markdownOf(document));
    expect(fences.map(linesOf)).toEqual(fencesOf(markdownOf(harmless)).map(linesOf));
    for (const body of fences) expect(body).not.toContain('`');
  },

  'is no test or failure of its own in XML': (document, harmless) => {
    const contents = junitOf(document);
    expect(contents).not.toMatch(forbidden);
    const count = (mark: RegExp, text: string) => (text.match(mark) ?? []).length;
    for (const mark of [/<testcase /g, /<failure /g, /<error /g]) {
      expect(count(mark, contents)).toBe(count(mark, junitOf(harmless)));
    }
  },

  'is no formula of a spreadsheet, and stays in its cell': (document, harmless) => {
    const rows = parseCsv(csvOf(document));
    expect(rows).toHaveLength(parseCsv(csvOf(harmless)).length);
    const [header = []] = rows;
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+@]|^\s*-\D/);
    }
  },

  'is no second command to GitHub': (document, harmless) => {
    const lines = githubAnnotations(document);
    expect(lines).toHaveLength(githubAnnotations(harmless).length);
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,\r\n]*::/);
      expect(line).not.toMatch(/[\r\n]/);
      // Each per cent is one of its own, so that nothing is decoded to a line break.
      expect(line).not.toMatch(/%0[AD]/i);
      expect(line).not.toMatch(forbidden);
    }
  },

  'is no command in the log of a CI, in whatever format': (document) => {
    const formats = [
      terminalOf(document),
      renderTerminal(document, { hasColor: true }),
      markdownOf(document),
      githubOf(document),
      junitOf(document),
      csvOf(document),
      jsonOf(document),
      htmlOf(document).replace(/<style>[\s\S]*?<\/style>/, ''),
    ];
    for (const text of formats) {
      expect(text).not.toMatch(/##\w*\[/);
      expect(stripVTControlCharacters(text)).not.toMatch(/^\s*::/m);
    }
    for (const line of githubAnnotations(document)) expect(line).not.toMatch(/##\w*\[/);
  },

  'notifies nobody, links nowhere and refers to nothing in Markdown': (document) => {
    const text = markdownOf(document)
      .replace(/```[\s\S]*?```/g, '')
      .replace(/(?<!\\)`[^`\n]*`/g, '');
    expect(text).not.toMatch(/@[\w-]|\w:\/\/|www\.|mailto:\w|#\d|GH-\d|!\d/);
    expect(text).not.toMatch(/^\//m);
  },

  'is in JSON as it was': (document) => {
    expect(JSON.parse(jsonOf(document))).toMatchObject(JSON.parse(JSON.stringify(document.data)));
  },
};

/** The XML of all these documents is well-formed, and as its schema has it: the checker takes long to start. */
export async function expectXml(documents: readonly Document[]): Promise<void> {
  expect(await schemaErrors(...documents.map(junitOf))).toEqual([]);
}

/** CSV of RFC 4180, taken apart. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split('\r\n').slice(0, -1)) {
    const cells = [...`${line},`.matchAll(/"((?:[^"]|"")*)",|([^",]*),/g)];
    expect(cells.map(([cell]) => cell).join('')).toBe(`${line},`);
    rows.push(cells.map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''));
  }
  return rows;
}
