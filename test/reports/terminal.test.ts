import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { number, text } from '../../reports/document.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import { maxTableColumns, renderTable } from '../../reports/formats/terminal-table.ts';
import { columnsOf } from '../../reports/text-width.ts';
import { runView } from '../../reports/views/run.ts';
import { sparklines } from '../../reports/views/sparklines.ts';
import { changed } from '../flat-result.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages, madeUp, troubled, wideResult } from './inputs.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const escapes = /\u001b\[\d+m/g;

describe('color', () => {
  test.each(codes)('changes nothing but the colors, in %s', (code) => {
    for (const [, input] of madeUp) {
      const plain = renderTerminal(runView(input, languages[code]), { hasColor: false });
      const colored = renderTerminal(runView(input, languages[code]), { hasColor: true });
      expect(plain).not.toMatch(escapes);
      expect(colored).toMatch(escapes);
      expect(colored.replace(escapes, '')).toBe(plain);
    }
  });
});

/** The lines of a table: those after its title, up to an empty one; none where the title is not there. */
function tableOf(text: string, title: string): string[] {
  const lines = text.split('\n');
  const start = lines.indexOf(title) + 1;
  return start === 0 ? [] : lines.slice(start, lines.indexOf('', start));
}

describe('a table', () => {
  test.each(codes)('has its numbers under each other, Hangul counted as two columns, in %s', (code) => {
    const input = inputOf(sampleResult());
    const { sections, accounting, columns } = languages[code].labels;
    const text = renderTerminal(runView(input, languages[code]), { hasColor: false });
    const [head = '', ...lines] = tableOf(text, sections.journeys);
    const column = columnsOf(head.slice(0, head.indexOf(columns.journeys) + columns.journeys.length));
    expect(lines).toHaveLength(7);
    for (const line of lines) {
      const number = /\d+(?= {2})/.exec(line);
      expect(columnsOf(line.slice(0, (number?.index ?? 0) + (number?.[0].length ?? 0)))).toBe(column);
    }
    expect(lines[0]).toContain(accounting.scheduled);
  });

  test('has no blanks at the ends of its lines', () => {
    for (const [, input] of madeUp) {
      for (const code of codes)
        expect(renderTerminal(runView(input, languages[code]), { hasColor: false })).not.toMatch(/ $/m);
    }
  });
});

describe('a terminal of 120 columns', () => {
  test.each(codes)('has room for every table, however many digits its numbers have, in %s', (code) => {
    const large = 1_234_567;
    const result = changed(wideResult(3, 4), {
      stages: troubled.series.stages.map((stage) => ({
        ...stage,
        ...{ scheduled: large, started: large, dropped: large, ok: large, failed: large, unfinished: large },
        ...{
          completedRps: 1234.5,
          inFlightMean: 12_345.6,
          requests: stage.requests && { ...stage.requests, n: large },
        },
      })),
      integrity: troubled.objectives.integrity,
    });
    for (const input of [inputOf(result), ...madeUp.map(([, one]) => one)]) {
      const text = renderTerminal(runView(input, languages[code]), { hasColor: false });
      const { sections } = languages[code].labels;
      const titles = [sections.objectives, sections.journeys, sections.funnel, sections.latency, sections.stages];
      for (const title of titles) {
        for (const line of tableOf(text, title)) expect(columnsOf(line)).toBeLessThanOrEqual(maxTableColumns);
      }
    }
  });

  test('loses the columns that can be missed first, then the end of a text', () => {
    const columns = [text('name'), number('first', 2), number('second', 1), text('causes')];
    const rows = [['order', '1'.repeat(40), '2'.repeat(40), 'status 500, '.repeat(10)]];
    const [head = '', row = ''] = renderTable({ title: '', columns, rows }, createColors(false));
    expect(head).toMatch(/^ {2}name +causes$/);
    expect(columnsOf(row)).toBe(maxTableColumns);
    expect(row).toMatch(/…$/);
  });
});

describe('lines of bars', () => {
  test('are as long as the run, and end in their highest value', () => {
    const lines = sparklines(sampleResult(), languages.en);
    expect(lines.map((line) => line.split('  ')[0]?.trim())).toEqual(['offered', 'finished', 'p95', 'in flight']);
    expect(lines[0]).toMatch(/^offered {4}▃{10}\S{10} {2}29\/s$/);
  });

  test('are at most sixty columns of a long run, each the highest of what it stands for', () => {
    const {
      series: { windows: series },
    } = sampleResult();
    const long = Array.from({ length: 600 }, (_, second) => (second === 333 ? 50 : 1));
    const result = sampleResult({ series: series && { ...series, offered: long, started: long, ended: long } });
    const [line = ''] = sparklines(result, languages.en);
    const bars = line.match(/[▁▂▃▄▅▆▇█]/g) ?? [];
    expect(bars).toHaveLength(60);
    expect(bars.filter((bar) => bar === '█')).toHaveLength(1);
  });

  test('leave out what never happened, and a window without a request, or with too few for a p95, is a blank', () => {
    const {
      series: { windows: series },
    } = sampleResult();
    const p95Ms = Array.from({ length: 20 }, (_, second) => (second === 5 ? null : 10));
    const n = Array.from({ length: 20 }, (_, second) => (second === 8 ? 71 : 72));
    const result = sampleResult({ series: series && { ...series, requests: { ...series.requests, p95Ms, n } } });
    const line = sparklines(result, languages.en).find((one) => one.startsWith('p95')) ?? '';
    expect(line).toContain('█████ ██ █');
    expect(sparklines(sampleResult({ series: null }), languages.en)).toEqual([]);
  });
});
