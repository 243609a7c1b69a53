import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { Comparison } from '../../lib/model/comparison.ts';
import { printable } from '../../lib/model/printable.ts';
import type { Language } from '../languages/language.ts';
import { comparisonLines } from '../views/comparison-table.ts';
import type { ReportInput } from '../views/report-input.ts';
import { objectiveText, objectiveValue } from '../views/tables.ts';
import { titleOf } from '../views/title.ts';
import renderMarkdown from './markdown.ts';

/** GitHub takes 1 MiB for a step's summary and 65,536 characters for a comment; what is longer than this is folded away. */
export const mostSummaryBytes = 60 * 1_024;

/** The step summary: the Markdown report, cut at a line where it would be too long, with a word on how much is missing. */
export default function renderGithub(input: ReportInput, language: Language): string {
  const report = renderMarkdown(input, language);
  if (Buffer.byteLength(report) <= mostSummaryBytes) return report;
  const lines = report.split('\n');
  const room = mostSummaryBytes - 512;
  let bytes = 0;
  let kept = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > room) break;
    kept++;
  }
  const head = lines.slice(0, kept);
  const isInside = (open: string, close: string) =>
    head.filter((line) => line.startsWith(open)).length > head.filter((line) => line.startsWith(close)).length;
  const fences = head.filter((line) => line.startsWith('```')).length;
  return [
    ...head,
    ...(fences % 2 === 1 ? ['```'] : []),
    ...(isInside('<details', '</details') ? ['', '</details>'] : []),
    '',
    language.say(language.labels.github.folded, { lines: lines.length - kept }),
    '',
  ].join('\n');
}

/** Workflow commands that put the verdict beside the change: an error for each objective that failed or has no data, and for what spoiled the run; warnings for doubts. */
export function githubAnnotations(
  { result, findings, verdict, comparison }: ReportInput,
  language: Language,
): string[] {
  const { name } = titleOf(result);
  const title = name.replaceAll(' × ', ' x ');
  const command = (level: 'error' | 'warning' | 'notice', message: string) =>
    `::${level} title=${escapeProperty(title)}::${escapeData(message)}`;
  const objectives = result.objectives.results
    .filter(({ status }) => status !== 'PASS')
    .map((one) =>
      command(
        one.status === 'WARN' ? 'warning' : 'error',
        `${objectiveText(one, language)}: ${objectiveValue(one, language)}`,
      ),
    );
  const levels = { invalid: 'error', fail: 'error', error: 'error', suspect: 'warning' } as const;
  const doubts = reportableFindings(findings).flatMap((finding) => {
    const level = (levels as Readonly<Record<string, 'error' | 'warning'>>)[finding.status];
    return level === undefined ? [] : [command(level, `${finding.id}: ${language.finding(finding).what}.`)];
  });
  return [
    ...objectives,
    ...(comparison === undefined
      ? []
      : [command(comparisonLevel(comparison), comparisonMessage(comparison, language))]),
    ...doubts,
    ...(verdict.exitCode === 0 ? [command('notice', `${language.labels.verdict.PASS}`)] : []),
  ];
}

/** A comparison alone, of a gate. */
export const comparisonAnnotation = (comparison: Comparison, language: Language): string =>
  `::${comparisonLevel(comparison)} title=${escapeProperty(comparison.scenario)}::${escapeData(comparisonMessage(comparison, language))}`;

function comparisonLevel({ verdict, isStrict }: Comparison): 'error' | 'warning' | 'notice' {
  if (verdict === 'WORSE') return 'error';
  return verdict === 'INCONCLUSIVE' ? (isStrict ? 'error' : 'warning') : 'notice';
}

const comparisonMessage = (comparison: Comparison, language: Language): string =>
  `${language.labels.verdict[comparison.verdict]}: ${comparisonLines(comparison, language).join('. ')}.`;

const escapeData = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
