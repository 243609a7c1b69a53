import baseline from './baseline.ts';
import calibrate from './calibrate.ts';
import compare from './compare.ts';
import { buildCommand, fixturesCommand, listCommand, tryCommand } from './declared.ts';
import doctor from './doctor.ts';
import gate from './gate.ts';
import k6 from './k6.ts';
import load from './load.ts';
import report from './report.ts';
import runs from './runs.ts';
import target from './target.ts';

/** Every command, in the order of the help. */
export const commands = [
  load,
  tryCommand,
  report,
  runs,
  baseline,
  compare,
  gate,
  calibrate,
  listCommand,
  doctor,
  fixturesCommand,
  target,
  buildCommand,
  k6,
];
