import { setTimeout as sleep } from 'node:timers/promises';
import { TargetError } from '../../model/errors.ts';
import type { RunFacts } from '../../model/run-facts.ts';
import { within } from '../process/deadlines.ts';
import type { OpenOptions, Target } from './target.ts';

type IntegrityFacts = Pick<RunFacts, 'integrity' | 'integrityTrouble'>;

export const noIntegrity: IntegrityFacts = { integrity: null, integrityTrouble: null };

const patienceMs = 120_000;
const pauseMs = 2_000;
const sayAfterMs = 2_000;

/**
 * The target's check of its data after the load. An overloaded target still works off its queue, and may not answer
 * until that is done, so it is asked again for two minutes. One that does not answer at all is no reason to lose the
 * run.
 */
export async function readIntegrity(target: Target, { signal, onProgress }: OpenOptions): Promise<IntegrityFacts> {
  if (target.integrity === undefined) return noIntegrity;
  const { integrity: read } = target;
  const deadlineMs = performance.now() + patienceMs;
  const late = () => new TargetError(`no answer within ${patienceMs / 1_000} s`);
  const saying = setTimeout(onProgress, sayAfterMs, 'waiting for the target to finish its work, to check its data');
  try {
    for (;;) {
      try {
        return { integrity: await within(read(), { signal, timeoutMs: patienceMs, late }), integrityTrouble: null };
      } catch (error) {
        const { message } = error as Error;
        // 503 says that the target's database is not coming back; other troubles may pass.
        const isOver = message.includes('status 503') || performance.now() > deadlineMs || signal.aborted;
        if (isOver) return { integrity: null, integrityTrouble: message };
        await sleep(pauseMs, undefined, { signal }).catch(() => {});
      }
    }
  } finally {
    clearTimeout(saying);
  }
}
