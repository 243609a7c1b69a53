import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import renderCsv from '../../reports/formats/csv.ts';
import renderGithub, { githubAnnotations } from '../../reports/formats/github.ts';
import renderHtml from '../../reports/formats/html.ts';
import renderJson from '../../reports/formats/json.ts';
import renderJunit from '../../reports/formats/junit.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import { runView } from '../../reports/views/run.ts';
import { forbidden, harmlessInput, hostileInputs } from './hostile.ts';
import { languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';

const { ko } = languages;
const inputs = [...hostileInputs];
const harmlessTerminal = renderTerminal(runView(harmlessInput, ko), { hasColor: false });
const harmlessHtml = renderHtml(runView(harmlessInput, ko));
const harmlessMarkdown = renderMarkdown(runView(harmlessInput, ko));
const harmlessJunit = renderJunit(runView(harmlessInput, ko));

describe('a name from outside, whatever it holds,', () => {
  test.each(inputs)('cannot write to the terminal: %s', (_text, input) => {
    const text = renderTerminal(runView(input, ko), { hasColor: false });
    expect(text).not.toMatch(forbidden);
    expect(text.split('\n')).toHaveLength(harmlessTerminal.split('\n').length);
  });

  test.each(inputs)('cannot become markup in HTML: %s', (_text, input) => {
    const tagsOf = (html: string) => [...html.matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, tag]) => tag);
    const attributesOf = (html: string) => (html.match(/\s(on\w+|src|href|style)=/gi) ?? []).length;
    const html = renderHtml(runView(input, ko));
    // What stands between the tags is text, and between quotes a value: `<` and `"` are escaped there.
    const inTags = (text: string) => (text.match(/<[^>]*>/g) ?? []).join('').replace(/="[^"]*"/g, '=');
    expect(tagsOf(html)).toEqual(tagsOf(harmlessHtml));
    expect(attributesOf(inTags(html))).toBe(attributesOf(inTags(harmlessHtml)));
    expect(html.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(forbidden);
  });

  test.each(inputs)('cannot end the result within the HTML, which is read back as it was: %s', (_text, input) => {
    const [, json = ''] =
      /<script type="application\/json" id="result">([\s\S]*?)<\/script>/.exec(renderHtml(runView(input, ko))) ?? [];
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(runView(input, ko).data)));
    expect(json).not.toContain('<');
  });

  test.each(inputs)('cannot break a row, a fence or a fold of Markdown: %s', (_text, input) => {
    const lines = renderMarkdown(runView(input, ko)).split('\n');
    const harmless = harmlessMarkdown.split('\n');
    const shapeOf = (line: string): string => {
      if (line.startsWith('|')) return `row of ${line.replaceAll('\\\\', '').replaceAll('\\|', '').split('|').length}`;
      if (/^(#|```|<|\*\*|- )/.test(line)) return /^(#+ |```|<[^>]*>|\*\*|- )/.exec(line)?.[0] ?? '?';
      return line === '' ? '' : 'text';
    };
    expect(lines.map(shapeOf)).toEqual(harmless.map(shapeOf));
    expect(lines.join('\n')).not.toMatch(forbidden);
    // What is too long for GitHub is cut: what it opened is closed.
    const summary = renderGithub(runView(input, ko));
    expect((summary.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(summary.match(/^<details/gm)).toHaveLength((summary.match(/^<\/details/gm) ?? []).length);
  });

  test.each(inputs)('is no markup of its own in Markdown: %s', (_text, input) => {
    const text = renderMarkdown(runView(input, ko))
      // In fences and code spans anything may stand, but a backtick.
      .replace(/```[\s\S]*?```/g, '')
      .replace(/(?<!\\)`[^`\n]*`/g, '')
      // The marks that the report itself sets.
      .replace(/<\/?(details|summary)>/g, '')
      .replace(/^\*\*.*?\*\*/gm, '')
      .replaceAll('\\\\', '');
    expect(text).not.toMatch(/<|(?<!\\)\[[^\n]*?(?<!\\)\]\(/);
    expect(text).not.toMatch(/(?<!\\)(`|~~)/);
  });

  test.each(inputs)('keeps the commands of a fence in one line each: %s', (_text, input) => {
    const fences = [...renderMarkdown(runView(input, ko)).matchAll(/```sh\n([\s\S]*?)\n```/g)].map(
      ([, body = '']) => body,
    );
    const harmless = [...harmlessMarkdown.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, body = '']) => body);
    expect(fences.map((body) => body.split('\n').length)).toEqual(harmless.map((body) => body.split('\n').length));
    for (const body of fences) expect(body).not.toContain('`');
  });

  test.each(inputs)('leaves XML well-formed, and as its schema has it: %s', async (_text, input) => {
    const contents = renderJunit(runView(input, ko));
    expect(await schemaErrors(contents)).toEqual([]);
    expect(contents).not.toMatch(forbidden);
    const count = (mark: RegExp, text: string) => (text.match(mark) ?? []).length;
    for (const mark of [/<testcase /g, /<failure /g, /<error /g]) {
      expect(count(mark, contents)).toBe(count(mark, harmlessJunit));
    }
  });

  test.each(inputs)('is no formula of a spreadsheet, and stays in its cell: %s', (_text, input) => {
    const rows = parseCsv(renderCsv(runView(input, languages.en)));
    expect(rows).toHaveLength(parseCsv(renderCsv(runView(harmlessInput, languages.en))).length);
    const [header = []] = rows;
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+@]|^\s*-\D/);
    }
  });

  test.each(inputs)('is no second command to GitHub: %s', (_text, input) => {
    const lines = githubAnnotations(runView(input, ko));
    expect(lines).toHaveLength(githubAnnotations(runView(harmlessInput, ko)).length);
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,\r\n]*::/);
      expect(line).not.toMatch(/[\r\n]/);
      // Each per cent is one of its own, so that nothing is decoded to a line break.
      expect(line).not.toMatch(/%0[AD]/i);
      expect(line).not.toMatch(forbidden);
    }
  });

  test.each(inputs)('is no command in the log of a CI, in whatever format: %s', (_text, input) => {
    const document = runView(input, ko);
    const formats = [
      renderTerminal(document, { hasColor: false }),
      renderTerminal(document, { hasColor: true }),
      renderMarkdown(document),
      renderGithub(document),
      renderJunit(document),
      renderCsv(document),
      renderJson(document),
      renderHtml(document).replace(/<style>[\s\S]*?<\/style>/, ''),
    ];
    for (const text of formats) {
      expect(text).not.toMatch(/##\w*\[/);
      expect(stripVTControlCharacters(text)).not.toMatch(/^\s*::/m);
    }
    for (const line of githubAnnotations(document)) expect(line).not.toMatch(/##\w*\[/);
  });

  test.each(inputs)('notifies nobody, links nowhere and refers to nothing in Markdown: %s', (_text, input) => {
    const text = renderMarkdown(runView(input, ko))
      .replace(/```[\s\S]*?```/g, '')
      .replace(/(?<!\\)`[^`\n]*`/g, '');
    expect(text).not.toMatch(/@[\w-]|\w:\/\/|www\.|mailto:\w|#\d|GH-\d|!\d/);
    expect(text).not.toMatch(/^\//m);
  });

  test.each(inputs)('is in JSON as it was: %s', (_text, input) => {
    const document = JSON.parse(renderJson(runView(input, ko))) as { result: unknown };
    expect(document.result).toEqual(JSON.parse(JSON.stringify(input.result)));
  });
});

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
