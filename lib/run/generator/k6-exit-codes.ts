import type { Ending } from '../../model/result.ts';

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

/** How a k6 process that ended by itself ended the run. */
export function endingOf(exitCode: number | null, signal: string | null): Ending {
  if (exitCode === 0 || exitCode === 99) return { kind: 'completed', detail: '', k6ExitCode: exitCode };
  const meaning =
    exitCode === null ? `killed by ${signal ?? 'a signal'}` : (meanings[exitCode] ?? 'for a reason it did not give');
  const detail = `k6 ended with exit code ${exitCode ?? '—'}: ${meaning}`;
  const wasStopped = exitCode !== null && stoppedOnPurpose.includes(exitCode);
  return { kind: wasStopped ? 'aborted' : 'engine-trouble', detail, k6ExitCode: exitCode };
}
