import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The absolute path of the first executable file with this name on PATH, or undefined. Relative entries of PATH are
 * left out: what they find depends on the current folder.
 */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find((path) => fileProblem(path) === undefined);
}

/** Why the path cannot be started as a program ("does not exist" …), or undefined when it can. */
export function fileProblem(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'is a directory, the path of the program itself is needed';
    if (!stats.isFile()) return 'is not a file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be read (${code})`;
  }
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return 'is not executable (chmod +x makes it so)';
  }
}
