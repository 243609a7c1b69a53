import { closeSync, openSync, readFileSync } from 'node:fs';
import { TargetError } from '../../model/errors.ts';
import { fileError } from '../../store/artifacts.ts';
import { type Child, startChild } from '../process/child-process.ts';

interface Place {
  readonly folder: string;
  readonly log: string;
}

/** Starts a shell command of a recipe in its checkout; its output is added to the log. */
export function startShell(
  { folder, log }: Place,
  command: string,
  environment: Readonly<Record<string, string>>,
): Child {
  let file: number;
  try {
    file = openSync(log, 'a');
  } catch (error) {
    throw fileError(`cannot write ${log}`, log, error);
  }
  try {
    return startChild('sh', ['-c', command], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', file, file],
      keepsBackground: true,
    });
  } finally {
    closeSync(file);
  }
}

/** What went wrong with a command of a recipe, and the last line that it printed. */
export function recipeError({ log }: Place, what: string): TargetError {
  const lastLine = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
  return new TargetError(
    `${what}${lastLine === '' ? '' : `; the last line of its output: ${lastLine.slice(0, 200)}`}`,
    {
      hint: `its full output is in ${log}; the commands are in caseload.config.ts`,
    },
  );
}
