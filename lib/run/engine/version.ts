import { EngineError } from '../../model/errors.ts';
import type { EngineContext } from './context.ts';
import { engineEnvironment } from './environment.ts';
import { endingProblem, runToEnd } from './run-to-end.ts';

/** The k6 that caseload gets by itself; any other 2.x that the user has is accepted. */
export const pinnedVersion = '2.2.0';

/** Why caseload cannot work with this version of k6, or undefined when it can (any 2.x). */
export function engineVersionProblem(version: string): string | undefined {
  const major = /^v?(\d+)\.\d+\.\d+(?:[-+.].*)?$/.exec(version.trim())?.[1];
  if (major === undefined) return `"${version}" is not a version of k6; caseload needs k6 2.x`;
  if (major === '2') return undefined;
  if (Number(major) < 2)
    return (
      `k6 ${version} is too old: caseload needs 2.x (1.x has other executors, summary modes and REST defaults, ` +
      'so its results would be misread)'
    );
  return `k6 ${version} is unknown to caseload, which needs 2.x: a new major version may record or count otherwise`;
}

/** What the program says that its version is (`2.2.0`); throws an `EngineError` if it does not answer as k6 does. */
export async function askVersion(path: string, context: EngineContext): Promise<string> {
  const limitMs = context.limits.versionMs;
  const { env } = engineEnvironment(context.env);
  const ending = await runToEnd({ command: path, args: ['version'], env, limitMs, signal: context.signal });
  const problem = endingProblem(ending, limitMs);
  if (problem !== undefined) throw new EngineError(`"${path} version" ${problem}`, { hint: notK6 });
  const firstLine = ending.stdout.trim().split('\n')[0] ?? '';
  // `k6 v2.2.0 (commit/devel, go1.26.8, linux/amd64)`, where the first word is the name of the program's own file.
  const version = /^\S+ v(\d+\.\d+\.\d+\S*) \(.*\bgo\d/.exec(firstLine)?.[1];
  if (version === undefined) {
    const seen = firstLine === '' ? 'nothing' : JSON.stringify(firstLine.slice(0, 120));
    const expected = `"k6 v${pinnedVersion} (…)"`;
    throw new EngineError(`"${path} version" printed ${seen}, where k6 prints ${expected}`, { hint: notK6 });
  }
  return version;
}

const notK6 = 'Run that command yourself: this must be the k6 program, made for this machine.';
