import type { Generator, RunResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { readCpu, stageCpu } from './signals.ts';

/** The generator: how late it was, and its CPU and the host's; null where nothing is known of it. */
export function generatorOf(
  lag: Generator['lag'],
  signals: string | undefined,
  facts: Pick<RunFacts, 'cores' | 'sameHost' | 'foreignCpuRatio'> | undefined,
): Generator | null {
  if (facts === undefined && lag === null) return null;
  return { lag, ...(facts && signals ? readCpu(signals, facts) : { cpu: null, host: null }) };
}

/** The stages with k6's CPU in each, where the windows say when they were. */
export function withCpu({ stages, windows }: RunResult['series'], signals: string): RunResult['series'] {
  const cpu = windows === null ? [] : stageCpu(signals, windows.originMs, stages);
  return { windows, stages: stages.map((stage, index) => ({ ...stage, generatorCpu: cpu[index] ?? null })) };
}
