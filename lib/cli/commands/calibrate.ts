import type { Side, Sides } from '../../app/gate-targets.ts';
import { runPairs } from '../../app/run-pairs.ts';
import type { Calibration } from '../../model/calibration.ts';
import { UsageError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import { calibrationOf } from '../../steppers/calibration.ts';
import { writeJson } from '../../store/artifacts.ts';
import { readConfig } from '../../store/config.ts';
import { calibrationName } from '../../store/stored-comparison.ts';
import { termsOf } from '../args/comparison-terms.ts';
import { repeatCommand } from '../args/repeat-command.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type GateOptions, withConfig } from './gate.ts';

const usualPairs = 10;
const fewestPairs = 4;

/** `caseload calibrate`: the same target against itself, to know what a gate can tell here. */
export async function calibrate(given: GateOptions, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = withConfig(given, await readConfig(process.cwd()));
  const pairs = given.pairs === undefined ? usualPairs : parseCount(given.pairs, '--pairs', 100);
  if (pairs < fewestPairs) {
    throw new UsageError(`--pairs is ${pairs}`, { hint: `a spread needs at least ${fewestPairs} pairs` });
  }
  const terms = termsOf(options);
  const command = repeatCommand(words, process.env, 'npm run caseload -- calibrate');
  const signal = abortOnSignal(terminal);
  const source = {
    name: options.target ?? 'the reference shop',
    open: async () => ({ side: sideOf(options), close: async () => {} }),
  };
  const sides: Sides = { base: source, candidate: source, close: async () => {} };
  terminal.say(`calibration: ${pairs} pairs of runs of ${source.name} against itself`);
  // One look, when all pairs are there: nothing is to be decided before.
  const looks = { at: [pairs], nominalP: terms.alpha };
  const budgetMs =
    options.budget === undefined ? Number.POSITIVE_INFINITY : parseDurationMs(options.budget, '--budget');
  const { base, candidate } = await runPairs({ options, command, sides, looks, terms, budgetMs, signal, terminal });
  const calibration = calibrationOf(base, candidate, terms, new Date().toISOString());
  writeJson(calibrationName, calibration);
  terminal.out(options.json ? `${JSON.stringify(calibration, null, 2)}\n` : describe(calibration));
  terminal.say(`written to ${calibrationName}, which a gate reads; commit it with the configuration`);
  return exitCodes.pass;
}

const sideOf = ({ target }: GateOptions): Side =>
  target === undefined ? { name: 'the reference shop', shopSettings: {} } : { name: target, url: target };

function describe({ noise, falseAlarms, recommendedPairs, pairs, latencyLimit, alpha }: Calibration): string {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const rows = noise.map(
    ({ kind, step, sd, detectable }) =>
      `  ${`${step ?? 'journey'} ${kind}`.padEnd(20)}  ${percent(sd).padStart(8)}  ${percent(detectable).padStart(10)}`,
  );
  return [
    `the same target against itself, ${pairs} pairs of runs`,
    '',
    `  ${'latency'.padEnd(20)}  ${'spread'.padStart(8)}  ${'detectable'.padStart(10)}`,
    ...rows,
    '',
    `  recommended         ${recommendedPairs} pairs: a gate finds journeys that all take ${percent(latencyLimit)} longer in 9 of 10 cases`,
    `  detectable          the smallest change that these find in 4 of 5 cases`,
    `  false alarms        ${percent(falseAlarms.ratio)} of ${falseAlarms.gates.toLocaleString('en')} simulated gates (${percent(alpha)} are to be expected)`,
    '',
  ].join('\n');
}
