/**
 * Writes the pages that are made of the code: docs/findings/ and docs/schema/. Run it as `npm run docs`; a test holds
 * the files against it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { findingRules } from '../lib/judge/findings/all.ts';
import type { AnyFindingRule, FindingStatus } from '../lib/model/finding.ts';
import { findings as findingTexts } from '../reports/languages/en/findings.ts';
import { en } from '../reports/languages/en/texts.ts';
import type { FindingTexts } from '../reports/languages/finding-texts.ts';
import { schemaPages } from './schemas.ts';

const folder = new URL('./', import.meta.url);
const note = '<!-- Made of the code by `npm run docs`. -->';

/** Every page by its path below docs/. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ...schemaPages,
    ['findings/README.md', findingsIndex()],
    ...findingRules.map((rule) => [`findings/${rule.id}.md`, findingPage(rule)] as const),
  ]);
}

function findingsIndex(): string {
  return [
    '# Findings',
    '',
    note,
    '',
    wrapped(
      'What a report looks for, in the order of the report: first what spoils the measurement, and causes before ' +
        'their effects. V01–V19 are the validity checks of the field. `invalid` and `suspect` are about the ' +
        'measurement, `fail` is about the target, `note` is about neither: something that a reader of the numbers ' +
        'should know. ' +
        'Each page quotes the texts: *names* are values, text in brackets is not always there, `…` marks a list.',
    ),
    '',
    '| finding | check | looks for | may say |',
    '| --- | --- | --- | --- |',
    ...findingRules.map((rule) => {
      const reported = statusesOf(rule).filter((status) => status !== 'pass' && status !== 'not-applicable');
      const { title } = findingTexts[rule.id];
      return `| [${rule.id}](${rule.id}.md) | ${rule.check ?? ''} | ${title} | ${reported.join(', ') || '—'} |`;
    }),
    '',
  ].join('\n');
}

function findingPage(rule: (typeof findingRules)[number]): string {
  const { title, what, why, advice } = findingTexts[rule.id];
  const reasons = reasonsOf(rule);
  const texts: Readonly<Record<string, string>> = en.reasons;
  return [
    `# ${rule.id}`,
    '',
    note,
    '',
    `**Looks for:** ${title}.${rule.check === undefined ? '' : ` Validity check ${rule.check}.`}`,
    '',
    `**May be:** ${statusesOf(rule)
      .map((status) => `\`${status}\``)
      .join(', ')}.`,
    '',
    '## What it says',
    '',
    ...paragraphs(what),
    '',
    '## Why it matters',
    '',
    wrapped(why),
    '',
    '## What to do',
    '',
    ...paragraphs(advice),
    '',
    ...(reasons.length === 0
      ? []
      : ['## When it does not apply', '', ...reasons.map((reason) => `- \`${reason}\`: ${texts[reason] ?? ''}.`), '']),
  ].join('\n');
}

/** Each variant of a text in a line, with the names of its values where a report has numbers. */
const paragraphs = (text: FindingTexts['what']): string[] =>
  typeof text === 'string'
    ? [wrapped(plain(text))]
    : Object.entries(text).map(([variant, template]) => wrapped(`- \`${variant}\`: ${plain(template)}`));

const plain = (template: string): string => {
  const text = textOf(Handlebars.parse(template).body).replaceAll('<', '&lt;');
  return /[.!?…]$|: caseload \w+$/.test(text) ? text : `${text}.`;
};

/** A template as it reads: *names* for values, brackets for what is not always said. */
function textOf(body: readonly hbs.AST.Statement[]): string {
  return body
    .map((statement) => {
      if (statement.type === 'ContentStatement') return (statement as hbs.AST.ContentStatement).value;
      if (statement.type === 'MustacheStatement') return valueText(statement as hbs.AST.MustacheStatement);
      if (statement.type === 'BlockStatement') return blockText(statement as hbs.AST.BlockStatement);
      return '';
    })
    .join('');
}

const nameOf = (expression: hbs.AST.Expression): string => (expression as hbs.AST.PathExpression).original;

function valueText({ path, params }: hbs.AST.MustacheStatement): string {
  const [value, , other] = params;
  if (value === undefined) return `*${nameOf(path)}*`;
  const helper = nameOf(path);
  const word = other?.type === 'StringLiteral' ? (other as hbs.AST.StringLiteral).value : '';
  if (helper === 'plural') return word;
  if (helper === 'objectiveText') return '*objective*';
  return `*${nameOf(value)}*${helper === 'n' ? ` ${word}` : ''}`;
}

function blockText({ path, program, inverse }: hbs.AST.BlockStatement): string {
  const text = textOf(program.body);
  if (nameOf(path) === 'list') return `${text} …`;
  if (inverse === undefined) return `[${text}]`;
  const other = textOf(inverse.body);
  return text === other ? text : `[${text} | ${other}]`;
}

const statuses: readonly FindingStatus[] = ['invalid', 'suspect', 'fail', 'note', 'pass', 'not-applicable'];

/** The code of a rule, without its texts. */
function judgementOf({ id }: AnyFindingRule): string {
  const source = readFileSync(new URL(`../lib/judge/findings/${id}.ts`, import.meta.url), 'utf8');
  return source.slice(source.indexOf('\n  judge:'));
}

/** Which statuses a rule's code can give, the worst first. */
export function statusesOf(rule: AnyFindingRule): FindingStatus[] {
  const code = judgementOf(rule)
    .replace(/\bpasses\b/g, "'pass'")
    .replace(/\bnotApplicable\(/g, "'not-applicable'(");
  const isSkipped = (status: FindingStatus) => rule.isDiagnosis === true && status === 'not-applicable';
  return statuses.filter((status) => code.includes(`'${status}'`) || isSkipped(status));
}

/** Why a rule may not be able to look. */
export const reasonsOf = (rule: AnyFindingRule): string[] => [
  ...new Set([
    ...[...judgementOf(rule).matchAll(/notApplicable\('([\w-]+)'\)/g)].map(([, reason = '']) => reason),
    ...(rule.isDiagnosis ? ['cut-short'] : []),
  ]),
];

const width = 120;

/** A paragraph in lines that are no wider than that; those of an item of a list are indented. */
function wrapped(text: string): string {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line === '') lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word}`);
  }
  return lines.join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of ['findings/', 'schema/']) rmSync(new URL(name, folder), { recursive: true, force: true });
  for (const [path, text] of generatedPages()) {
    const file = new URL(path, folder);
    mkdirSync(dirname(fileURLToPath(file)), { recursive: true });
    writeFileSync(file, text);
  }
}
