import type { Command } from '../command.ts';
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

/** In the order of the help. */
const groups: Readonly<Record<string, readonly Command<never>[]>> = {
  'Load a target:': [load, tryScenario, report, runs],
  'Ask more of it:': [capacity, overload, sweep, diagnose],
  'Compare:': [compare, gate, calibrate, baseline],
  'A project of your own:': [init, newFile, list, doctor],
  'k6 and the reference shop:': [build, users, target, k6],
};

/** Every command, with its heading in the help. */
export const commands = Object.entries(groups).flatMap(([group, some]) =>
  some.map((command) => ({ ...(command as Command), group })),
);
