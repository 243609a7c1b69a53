import Handlebars from 'handlebars';
import { printable } from '../../lib/model/printable.ts';
import type { Language } from '../languages/language.ts';
import { experimentCommands } from '../views/experiments.ts';
import { figuresOf } from '../views/figures.ts';
import {
  findingParagraphs,
  hypothesisWords,
  improvements,
  interpretation,
  limits,
  noHypothesesText,
  sustainable,
} from '../views/prose.ts';
import type { ReportInput } from '../views/report-input.ts';
import { summaryLines } from '../views/summary-lines.ts';
import type { Column } from '../views/tables.ts';
import { readTemplate } from '../views/template.ts';
import { titleOf } from '../views/title.ts';
import { verdictAxes } from '../views/verdict-axes.ts';
import { tablesAbove, tablesBelow } from './markdown.ts';

/** The report as one HTML file: no script is needed, nothing is fetched, all that a target said is escaped. */
export default function renderHtml(input: ReportInput, language: Language): string {
  const { result, verdict } = input;
  const { labels } = language;
  const engine = Handlebars.create();
  engine.registerPartial('table', readTemplate('table.html.hbs'));
  engine.registerHelper('text', (text: unknown) => printable(String(text)));
  engine.registerHelper('cellClass', cellClass);
  const template = engine.compile(readTemplate('report.html.hbs'));
  return template({
    language: language.code,
    labels,
    title: titleOf(result),
    style: readTemplate('report.css'),
    verdicts: verdictAxes(verdict, language),
    summary: summaryLines(input, language),
    above: tablesAbove(input, language),
    figures: figuresOf(result, language),
    findings: findingParagraphs(input, language),
    interpretation: interpretation(input, language),
    hypotheses: hypothesisWords(input, language),
    noHypotheses: noHypothesesText(input, language),
    sustainable: sustainable(input, language),
    experiments: experimentCommands(input, language),
    improvements: improvements(input, language),
    below: tablesBelow(input, language),
    limits: limits(input, language),
    command: result.run.command,
    about: language.say(labels.html.about, { version: input.toolVersion }),
    // In a script, `</` would end it and `<!--` would open a comment.
    json: JSON.stringify({ verdict, result, findings: input.findings }).replaceAll('<', '\\u003c'),
  });
}

const tones: Readonly<Record<string, string>> = { '✓': 'good', '✗': 'bad', '?': 'warn', '!': 'warn' };

/** Numbers stand to the right; the marks of what is met and what is not have their colours, beside their shapes. */
function cellClass(text: string, column: Column | undefined): string {
  const names = [...(column?.isNumber ? ['n'] : []), ...(tones[text] ? [tones[text]] : [])];
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
}
