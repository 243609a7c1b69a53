import { jsonText } from '../../lib/model/json-text.ts';
import { ownValue } from '../../lib/model/own-value.ts';
import { drawChart, hatchPattern } from '../charts/drawing.ts';
import { xml } from '../charts/frame.ts';
import type { Block, Chart, Column, Document, Section, Table } from '../document.ts';
import type { Labels } from '../languages/labels.ts';
import { readTemplate } from '../templates/read-template.ts';

/** The document as one HTML file: it has no script, fetches nothing, and escapes all that a target said. */
export default function renderHtml({ title, subtitle, blocks, about, language, data }: Document): string {
  const { labels, code } = language;
  const isAbove = (block: Block) => block.kind === 'verdict' || block.kind === 'answer' || block.kind === 'list';
  const split = blocks.findIndex((block) => !isAbove(block));
  const [above, below] = split === -1 ? [blocks, []] : [blocks.slice(0, split), blocks.slice(split)];
  const write = (block: Block) => renderBlock(block, 2, labels);
  return [
    ...head(code, title),
    '<body>',
    hatchPattern,
    ...(hasFindings(blocks) ? [`<a class="skip" href="#${findingsId}">${xml(labels.html.skip)}</a>`] : []),
    `<header>\n<h1>${xml(title)}</h1>`,
    ...(subtitle === '' ? [] : [`<p><code>${xml(subtitle)}</code></p>`]),
    ...above.flatMap(write),
    '</header>\n<main>',
    ...below.flatMap(write),
    `</main>\n<footer><p>${xml(about)}</p></footer>`,
    // In a script, `</` would end it and `<!--` would open a comment.
    `<script type="application/json" id="result">${scriptText(jsonText(data, 0))}</script>`,
    '</body>\n</html>\n',
  ].join('\n');
}

const scriptText = (json: string): string => json.replaceAll('<', '\\u003c').replaceAll("'", '\\u0027');

/** Id of the section to which a reader may skip. */
const findingsId = 'findings';

const hasFindings = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => block.kind === 'section' && block.id === findingsId);

const policy = "default-src 'none'; style-src 'unsafe-inline'";

const head = (code: string, title: string): string[] => [
  `<!doctype html>\n<html lang="${code}">\n<head>\n<meta charset="utf-8">`,
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  '<meta name="color-scheme" content="light dark">',
  `<title>${xml(title)}</title>\n<style>\n${readTemplate('report.css')}\n</style>\n</head>`,
];

function renderBlock(block: Block, level: number, labels: Labels): string[] {
  switch (block.kind) {
    case 'verdict':
      return [
        '<dl class="verdicts">',
        ...block.axes.map(
          ({ name, value, tone }) => `<div class="verdict ${tone}"><dt>${xml(name)}</dt><dd>${xml(value)}</dd></div>`,
        ),
        '</dl>',
      ];
    case 'answer':
      return [`<p class="answer">${xml(block.text)}</p>`];
    case 'paragraph':
      return [`<p>${xml(block.text)}</p>`];
    case 'list':
      return ['<ul>', ...block.items.map((item) => `<li>${xml(item)}</li>`), '</ul>'];
    case 'table':
      return renderTable(block.table);
    case 'chart':
      return renderChart(block.chart, labels);
    case 'entry':
      return renderEntry(block.entry, level + 1);
    case 'commands':
      return block.commands.flatMap(({ why, command }) => [
        ...(why === '' ? [] : [`<p>${xml(why)}</p>`]),
        `<pre tabindex="0"><code>${xml(command)}</code></pre>`,
      ]);
    case 'section':
      return renderSection(block, level, labels);
    case 'details':
      return [
        `<details class="folded">\n<summary>${xml(block.title)}</summary>`,
        ...block.sections.flatMap((one) => renderSection(one, level, labels)),
        '</details>',
      ];
    // Charts say the same.
    case 'bars':
      return [];
  }
}

function renderSection({ id, title, blocks }: Section, level: number, labels: Labels): string[] {
  const content = blocks.flatMap((block) => renderBlock(block, level, labels));
  if (content.length === 0) return [];
  const isOfCharts = blocks.some(({ kind }) => kind === 'chart');
  return [
    `<section${id === undefined ? '' : ` id="${id}"`}${isOfCharts ? ' class="charts"' : ''}>`,
    `<h${level}>${xml(title)}</h${level}>`,
    ...content,
    '</section>',
  ];
}

function renderEntry({ tag, tone, title, text, points }: Extract<Block, { kind: 'entry' }>['entry'], level: number) {
  const shown = points.filter((point) => point.text !== '');
  return [
    `<article class="entry ${tone}">`,
    `<h${level}><span class="tag">${xml(tag)}</span> ${xml(title)}</h${level}>`,
    ...(text === '' ? [] : [`<p>${xml(text)}</p>`]),
    ...(shown.length === 0
      ? []
      : [
          '<dl class="points">',
          ...shown.map(({ label, text: line }) => `<div><dt>${xml(label)}</dt><dd>${xml(line)}</dd></div>`),
          '</dl>',
        ]),
    '</article>',
  ];
}

function renderChart({ title, drawing, legend, numbers }: Chart, labels: Labels): string[] {
  return [
    `<figure>\n<figcaption>${xml(title)}</figcaption>`,
    drawChart(drawing),
    ...(legend.length === 0 ? [] : ['<ul class="legend">', ...legend.map(renderLegend), '</ul>']),
    `<details>\n<summary>${xml(labels.chart.data)}</summary>`,
    ...renderTable(numbers),
    '</details>\n</figure>',
  ];
}

/** Lines are drawn as lines, the rest as a patch. */
const renderLegend = ({ name, mark }: Chart['legend'][number]): string => {
  const shape = mark.startsWith('line')
    ? `<path class="${mark}" d="M0 4H28"/>`
    : `<path class="${mark}" d="M0 0H28V8H0z"/>`;
  return `<li><svg viewBox="0 0 28 8" aria-hidden="true">${shape}</svg>${xml(name)}</li>`;
};

function renderTable({ title, columns, rows }: Table): string[] {
  const heads = columns.map(
    ({ label, isNumber }) => `<th scope="col"${isNumber ? ' class="n"' : ''}>${xml(label)}</th>`,
  );
  const cells = (row: readonly string[]) =>
    row.map((cell, index) => `<td${cellClass(cell, columns[index])}>${xml(cell)}</td>`).join('');
  return [
    `<div class="scroll" role="region" aria-label="${xml(title)}" tabindex="0">\n<table>`,
    `<thead><tr>${heads.join('')}</tr></thead>\n<tbody>`,
    ...rows.map((row) => `<tr>${cells(row)}</tr>`),
    '</tbody>\n</table>\n</div>',
  ];
}

const tones: Readonly<Record<string, string>> = { '✓': 'good', '✗': 'bad', '?': 'warn', '!': 'warn' };

/** Numbers are aligned to the right; met and missed objectives have a color in addition to their mark. */
function cellClass(cell: string, column: Column | undefined): string {
  const names = [...(column?.isNumber ? ['n'] : []), ownValue(tones, cell) ?? []].flat();
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}
