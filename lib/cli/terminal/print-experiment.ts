import renderTerminal from '../../../reports/formats/terminal.ts';
import { type ExperimentInput, experimentView } from '../../../reports/views/experiment.ts';
import type { CapacityEnd } from '../../app/capacity.ts';
import type { DiagnosisEnd } from '../../app/diagnose.ts';
import type { OverloadEnd } from '../../app/overload.ts';
import type { SweepEnd } from '../../app/sweep.ts';
import { capacityVerdict } from '../../judge/verdict/capacity-verdict.ts';
import {
  capacityExitCode,
  confirmationExitCode,
  overloadExitCode,
  sweepExitCode,
} from '../../judge/verdict/experiment-exit-code.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import { jsonText } from '../../model/json-text.ts';
import { writeJson } from '../../store/artifacts.ts';
import { type ExperimentFolder, readExperiment } from '../../store/experiments.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';
import { writeReports } from './write-reports.ts';

/** Writes the reports of a search, and prints its result. */
export async function printCapacity(
  { folder, capacity }: CapacityEnd,
  options: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await print(folder, { capacity }, options, terminal);
  return capacityExitCode(capacity.answer);
}

/** The same with a verdict on whether the rate is above a limit. */
export async function printCapacityGate(
  { folder, capacity }: CapacityEnd,
  aboveRps: number,
  options: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const verdict = capacityVerdict(capacity.answer, aboveRps);
  writeJson(folder.verdict, verdict);
  await print(folder, { capacity, verdict }, { ...options, report: ['markdown', 'html', 'junit'] }, terminal);
  return verdict.exitCode;
}

/** The same of overloads. */
export async function printOverload(
  { folder, overload }: OverloadEnd,
  options: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await print(folder, { overload }, options, terminal);
  return overloadExitCode(overload);
}

/** The same of settings. */
export async function printSweep(
  { folder, sweep }: SweepEnd,
  options: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await print(folder, { sweep }, options, terminal);
  return sweepExitCode(sweep);
}

/** The same of a diagnosis. */
export async function printConfirmation(
  { folder, confirmation }: DiagnosisEnd,
  options: PrintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await print(folder, { confirmation }, options, terminal);
  return confirmationExitCode(confirmation);
}

/** @param answer the document of the experiment, by its name */
async function print(
  folder: ExperimentFolder,
  answer: Pick<ExperimentInput, 'capacity' | 'overload' | 'sweep' | 'confirmation' | 'verdict'>,
  { json, lang, report: formats = [] }: PrintOptions,
  terminal: Terminal,
): Promise<void> {
  const view = experimentView({ experiment: readExperiment(folder), ...answer }, languageFor(lang));
  const files = await writeReports(view, formats, folder.path);
  const [[name, document] = []] = Object.entries(answer);
  terminal.out(json ? `${jsonText(document)}\n` : renderTerminal(view, { hasColor: terminal.isStdoutColored }));
  terminal.say(`all files are in ${folder.path} (${[...files, `${name}.json`, 'experiment.json'].join(', ')})`);
}
