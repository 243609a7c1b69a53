import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';
import { changedCommand, commandText, parseRunCommand, type RunCommand } from './run-command.ts';

/** A command to paste, and what it would show. */
export interface ExperimentCommand {
  readonly why: string;
  readonly command: string;
}

/**
 * What findings and hypotheses suggest to try next, each command once: the command of this run with another load or
 * other settings of its target. None for a run of which no command is known, none that only repeats it.
 */
export function experimentCommands(
  { result, findings, hypotheses, environment }: ReportInput,
  language: Language,
): ExperimentCommand[] {
  const own = result.run.command === null ? undefined : parseRunCommand(result.run.command);
  if (own === undefined) return [];
  const known: Readonly<Record<string, unknown>> = environment?.target.settings ?? {};
  const suggested = [
    ...findings.flatMap(({ experiments }) =>
      experiments.map(({ why, change }) => ({
        why: language.labels.prose.experimentWhy[why],
        command: changedCommand(own, change, {}),
      })),
    ),
    ...hypotheses
      .filter(({ experiment }) => Object.keys(experiment.settings).every((name) => name in known))
      .map((hypothesis) => ({
        why: language.hypothesis(hypothesis).experiment,
        command: changedCommand(own, hypothesis.experiment.change, hypothesis.experiment.settings),
      })),
  ]
    .filter(({ command }) => keyOf(command) !== keyOf(own))
    .map(({ why, command }) => ({ why, command: commandText(command) }));
  return [...new Map(suggested.reverse().map((one) => [one.command, one])).values()].reverse();
}

/** The same key for commands that do the same, regardless of the order of their options. */
const keyOf = ({ settings, options }: RunCommand): string =>
  [...Object.entries(settings), ...options.map(({ name, value }) => [`--${name}`, value])]
    .map((one) => one.join(' '))
    .sort()
    .join('\n');
