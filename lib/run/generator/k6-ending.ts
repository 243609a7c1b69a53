import { readFileSync } from 'node:fs';
import type { Ending } from '../../model/result.ts';
import { isOutOfMemory, memoryLimitMiB, outOfMemory } from '../engine/memory-limit.ts';
import type { ChildEnd } from '../process/child-process.ts';
import { cannotStart, type K6Command } from './k6-command.ts';

/** k6's exit codes (errext/exitcodes), and what they mean; 0 and 99 (a threshold was crossed) complete a run. */
const meanings: Readonly<Record<number, string>> = {
  97: 'the cloud run failed',
  98: 'the cloud run made no progress',
  100: 'setup() timed out',
  101: 'teardown() timed out',
  102: 'a timeout in k6',
  103: 'stopped through its REST API',
  104: 'its configuration is invalid',
  105: 'stopped by a signal',
  106: 'its REST API could not be started',
  107: 'an exception while the script was loaded',
  108: 'the script called test.abort()',
  109: 'k6 crashed (a Go panic)',
  110: 'the script called test.fail()',
};

const stoppedOnPurpose = [103, 105, 108, 110];

const thresholdsFailed = 99;

/** How a k6 process ended the run. @param stopped why we ended it; undefined where it ended by itself */
export function endingOf(
  { exitCode, signal, spawnError }: ChildEnd,
  stopped: Pick<Ending, 'kind' | 'detail'> | undefined,
  { enginePath, plan, folder }: Pick<K6Command, 'enginePath' | 'plan' | 'folder'>,
): Ending {
  if (spawnError !== undefined) throw cannotStart(enginePath, spawnError);
  if (plan.abortOnFail && exitCode === thresholdsFailed && wasAborted(folder.k6Log)) {
    return { kind: 'objective-failed', detail: 'an objective failed (--abort-on-fail)', k6ExitCode: exitCode };
  }
  if (stopped !== undefined) return { ...stopped, k6ExitCode: exitCode };
  if (exitCode !== null && isOutOfMemory(exitCode, readFileSync(folder.k6Log, 'latin1'))) {
    return { kind: 'engine-trouble', detail: outOfMemory(memoryLimitMiB(plan)), k6ExitCode: exitCode };
  }
  return endingOfCode(exitCode, signal);
}

/** k6 ends with the same code when a threshold fails at the end and when one stops it: only its log says which. */
const wasAborted = (k6Log: string): boolean => readFileSync(k6Log, 'utf8').includes('abortOnFail');

/**
 * How a k6 process that ended by itself ended the run.
 * @internal Tested by itself.
 */
export function endingOfCode(exitCode: number | null, signal: string | null): Ending {
  if (exitCode === 0 || exitCode === thresholdsFailed) return { kind: 'completed', detail: '', k6ExitCode: exitCode };
  const meaning =
    exitCode === null ? `killed by ${signal ?? 'a signal'}` : (meanings[exitCode] ?? 'for a reason it did not give');
  const detail = `k6 ended with exit code ${exitCode ?? '—'}: ${meaning}`;
  const wasStopped = exitCode !== null && stoppedOnPurpose.includes(exitCode);
  return { kind: wasStopped ? 'aborted' : 'engine-trouble', detail, k6ExitCode: exitCode };
}
