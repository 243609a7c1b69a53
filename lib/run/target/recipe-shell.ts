import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TargetError } from '../../model/errors.ts';
import type { TargetSpec } from '../../model/target-spec.ts';
import { fileError } from '../../store/artifacts.ts';
import { type Child, startChild } from '../process/child-process.ts';
import { scrubFile } from '../process/scrub-file.ts';
import { recipeEnvironment } from './recipe-environment.ts';

type Place = Pick<Extract<TargetSpec, { kind: 'recipe' }>, 'recipe' | 'folder' | 'log' | 'secrets'>;

/**
 * Starts a shell command of a recipe in its checkout; its output is added to the log, from which secrets are removed.
 */
export function startShell(
  { recipe, folder, log, secrets = [] }: Place,
  command: string,
  environment: Readonly<Record<string, string>>,
): Child {
  let file: number;
  try {
    mkdirSync(dirname(log), { recursive: true });
    file = openSync(log, 'a');
  } catch (error) {
    throw fileError(`cannot write ${log}`, log, error);
  }
  try {
    const child = startChild('sh', ['-c', command], {
      cwd: folder,
      env: recipeEnvironment(process.env, recipe.env ?? [], environment),
      stdio: ['ignore', file, file],
      keepsBackground: true,
    });
    void child.ended.then(() => scrubFile(log, secrets));
    return child;
  } finally {
    closeSync(file);
  }
}

/** What went wrong with a command of a recipe, and the last line that it printed. */
export function recipeError({ log, secrets = [] }: Place, what: string): TargetError {
  scrubFile(log, secrets);
  const lastLine = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
  return new TargetError(
    `${what}${lastLine === '' ? '' : `; the last line of its output: ${lastLine.slice(0, 200)}`}`,
    {
      hint: `its full output is in ${log}; the commands are in caseload.config.ts`,
    },
  );
}
