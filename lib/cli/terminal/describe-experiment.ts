import { basename } from 'node:path';
import type { FormatName } from '../../../reports/formats/formats.ts';
import renderComparison, {
  renderComparisonJunit,
  renderComparisonMarkdown,
} from '../../../reports/views/comparison.ts';
import type { Comparison } from '../../model/comparison.ts';
import { UsageError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import type { Experiment } from '../../model/experiment.ts';
import type { LanguageCode } from '../../model/finding.ts';
import { type ExperimentFolder, readExperiment } from '../../store/experiments.ts';
import { readVerdict } from '../../store/stored.ts';
import { readCalibration, readComparison } from '../../store/stored-comparison.ts';
import { languageFor } from './language.ts';
import { describeCalibration } from './print-calibration.ts';

interface Described {
  readonly text: string;
  readonly exitCode: ExitCode;
}

interface Wanted {
  readonly format: FormatName;
  readonly lang?: LanguageCode;
}

/** The report of an experiment: what it answered, the runs that it made, and how to repeat it. */
export function describeExperiment(folder: ExperimentFolder, wanted: Wanted, hasColor: boolean): Described {
  const experiment = readExperiment(folder);
  const comparison = readComparison(folder.comparison);
  const calibration = readCalibration(folder.calibration);
  const verdict = readVerdict(folder.verdict);
  const isAnswered = comparison !== undefined || calibration !== undefined;
  const exitCode = verdict?.exitCode ?? (isAnswered ? exitCodes.pass : exitCodes.noData);
  const { format } = wanted;
  if (format === 'json') return { text: json({ experiment, comparison, calibration, verdict }), exitCode };
  if (format !== 'terminal') return { text: comparisonAs(comparison, wanted, folder), exitCode };
  const answer = comparison
    ? renderComparison(comparison, languageFor(wanted.lang), { hasColor })
    : calibration && describeCalibration(calibration);
  return { text: [...(answer ? [answer] : []), ...aboutOf(experiment), ''].join('\n'), exitCode };
}

const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

function comparisonAs(comparison: Comparison | undefined, { format, lang }: Wanted, folder: ExperimentFolder): string {
  if (comparison !== undefined && format === 'markdown') return renderComparisonMarkdown(comparison, languageFor(lang));
  if (comparison !== undefined && format === 'junit') return renderComparisonJunit(comparison, languageFor(lang));
  const name = basename(folder.path);
  throw new UsageError(`${name} is an experiment that has no report as ${format}`, {
    hint: comparison === undefined ? 'use --format terminal or json' : 'use --format terminal, markdown, junit or json',
  });
}

function aboutOf({ kind, subject, state, detail, runs, command }: Experiment): string[] {
  const states = { running: 'unfinished', 'budget-spent': 'its budget was spent' } as Readonly<Record<string, string>>;
  const rows = runs.map(
    ({ name, label, validity, objectives, isDiscarded }) =>
      `  ${label.padEnd(20)}  ${name}  ${validity} ${objectives}${isDiscarded ? ', repeated' : ''}`,
  );
  return [
    `${kind}: ${subject}; ${states[state] ?? state}${detail === null ? '' : ` (${detail})`}`,
    ...rows,
    `repeat it: ${command}`,
  ];
}
