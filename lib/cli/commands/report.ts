import { renderers } from '../../../reports/formats/all.ts';
import type { FormatName } from '../../../reports/formats/formats.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import type { ReportInput } from '../../../reports/views/report-input.ts';
import { runView } from '../../../reports/views/run.ts';
import { readForeignRun } from '../../app/read-foreign-run.ts';
import { readRun } from '../../app/read-run.ts';
import { UsageError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { findRun } from '../../store/find-run.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface ReportOptions {
  readonly run?: string;
  readonly runsDir: string;
  readonly summary?: string;
  /** A file of each runner. */
  readonly samples?: readonly string[];
  readonly log?: string;
  readonly scenario?: string;
  readonly profile?: string;
  readonly stages?: string;
  readonly scale?: string;
  readonly format: FormatName;
  readonly lang?: LanguageCode;
  readonly output: string;
  readonly rebuild?: boolean;
  readonly exitZero?: boolean;
}

/** `caseload report`: a report of a run of ours, or of the files of a k6 script that caseload never saw. Ends with the run's own exit code. */
export async function report(options: ReportOptions, terminal: Terminal): Promise<ExitCode> {
  const input = await inputOf(options, terminal);
  const language = languageOf(options.lang ?? languageOfEnvironment(process.env));
  if (options.output === '-') terminal.out(textOf(input, options, terminal));
  else {
    writeArtifact(options.output, renderers[options.format](runView(input, language)));
    terminal.say(`the report is in ${options.output}`);
  }
  return options.exitZero ? exitCodes.pass : input.verdict.exitCode;

  function textOf(one: ReportInput, { format }: ReportOptions, { isStdoutColored }: Terminal): string {
    const document = runView(one, language);
    return format === 'terminal'
      ? renderTerminal(document, { hasColor: isStdoutColored })
      : renderers[format](document);
  }
}

async function inputOf(options: ReportOptions, terminal: Terminal): Promise<ReportInput> {
  const { run, summary, samples, log, scenario, profile, stages, scale } = options;
  const isForeign = summary !== undefined || samples !== undefined;
  if (isForeign && run !== undefined) {
    throw new UsageError('--run was given together with --summary or --samples', {
      hint: 'name a run of caseload, or the files of another one',
    });
  }
  if (!isForeign && [log, scenario, profile, stages, scale].some((word) => word !== undefined)) {
    throw new UsageError(
      '--scenario, --profile, --stages, --scale and --log tell of the files of a foreign run; a run of caseload knows',
      { hint: 'add --summary FILE or --samples FILE, or leave them out' },
    );
  }
  return isForeign
    ? readForeignRun(options, terminal.warn)
    : readRun(findRun(run ?? 'latest', options.runsDir), options.rebuild ?? false);
}
