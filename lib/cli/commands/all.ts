import baseline from './baseline.ts';
import build from './build.ts';
import calibrate from './calibrate.ts';
import capacity from './capacity.ts';
import compare from './compare.ts';
import diagnose from './diagnose.ts';
import doctor from './doctor.ts';
import gate from './gate.ts';
import init from './init.ts';
import k6 from './k6.ts';
import list from './list.ts';
import load from './load.ts';
import newFile from './new.ts';
import overload from './overload.ts';
import report from './report.ts';
import runs from './runs.ts';
import sweep from './sweep.ts';
import target from './target.ts';
import tryScenario from './try.ts';
import users from './users.ts';

/** Every command, in the order of the help. */
export const commands = [
  load,
  tryScenario,
  report,
  runs,
  baseline,
  capacity,
  overload,
  sweep,
  diagnose,
  compare,
  gate,
  calibrate,
  list,
  init,
  newFile,
  doctor,
  users,
  target,
  build,
  k6,
];
