import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import { type PairsOptions, pairsOptions } from '../args/pairs-options.ts';
import { defineCommand } from '../command.ts';
import { pairLine } from '../terminal/pair-line.ts';
import { progressOn } from '../terminal/progress.ts';

export default defineCommand<PairsOptions>({
  name: 'calibrate',
  summary: 'compare a target with itself: what can a gate with this load detect here?',
  examples: ['caseload calibrate -s e2e -p constant --duration 30s'],
  options: pairsOptions(),
  async run({ options, args, terminal }) {
    const { readConfig } = await import('../../store/config.ts');
    const { parsePairs } = await import('../args/pairs-request.ts');
    const { gate = {} } = await readConfig();
    // The number of pairs of a gate says nothing about the number that a calibration needs.
    const { pairs: _pairs, budget: _budget, ...config } = gate;
    const request = parsePairs(options, config);
    const { minCalibrationPairs, performCalibration } = await import('../../app/calibrate.ts');
    if (request.pairs !== undefined && request.pairs < minCalibrationPairs) {
      throw new UsageError(`--pairs is ${request.pairs}`, {
        hint: `a calibration needs at least ${minCalibrationPairs} pairs`,
      });
    }
    const { abortOnSignal, interruptedOr } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal);
    const end = await performCalibration({
      ...request,
      budgetMs: request.budgetMs ?? Number.POSITIVE_INFINITY,
      command: commandToRepeat(args, process.env, 'calibrate'),
      runsDir: options.runsDir,
      calibrationsDir: options.calibrationsDir,
      signal,
      progress: progressOn(terminal),
      onPair: (pairs) => terminal.say(pairLine(pairs, undefined)),
    });
    const { printCalibration } = await import('../terminal/print-calibration.ts');
    printCalibration(end, options, terminal);
    return interruptedOr(signal, exitCodes.pass);
  },
});
