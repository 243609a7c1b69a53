import renderTerminal from '../../../reports/formats/terminal.ts';
import { experimentView } from '../../../reports/views/experiment.ts';
import type { CalibrationEnd } from '../../app/calibrate.ts';
import { jsonText } from '../../model/json-text.ts';
import { readExperiment } from '../../store/experiments.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

/** What a calibration found, and where it is kept. */
export function printCalibration(
  { folder, calibration, file }: CalibrationEnd,
  { json, lang }: PrintOptions,
  terminal: Terminal,
): void {
  const report = experimentView({ experiment: readExperiment(folder), calibration }, languageFor(lang));
  terminal.out(json ? `${jsonText(calibration)}\n` : renderTerminal(report, { hasColor: terminal.isStdoutColored }));
  terminal.say(`saved to ${file}; gates with this load on this host use it, so commit it with the configuration`);
}
