import type { RunResult, Series, StepResult } from '../../model/result.ts';
import type { Block } from '../../stats/intervals.ts';

export const blockMs = 5_000;
/** Of a script that is not ours, the windows may not know of all failures. */
const minShareSeen = 0.9;

/**
 * Failures and attempts of every step in each block of 5 s, by when requests began; undefined where they are not known.
 */
export function failureBlocks(
  steps: readonly StepResult[],
  windows: RunResult['series']['windows'],
): readonly (readonly Block[])[] | undefined {
  if (windows === null) return undefined;
  const own = steps.map(({ name }) => windows.steps.find((one) => one.name === name));
  const seen = sum(own.flatMap((step) => [...(step?.failed ?? []), ...(step?.unfit ?? [])]));
  const failed = steps.reduce((sum, step) => sum + step.failed, 0);
  if (seen < minShareSeen * failed) return undefined;
  const perBlock = Math.max(1, Math.round(blockMs / windows.windowMs));
  return Array.from({ length: Math.ceil(windows.started.length / perBlock) }, (_, block) =>
    own.map((step) => blockOf(step, block * perBlock, (block + 1) * perBlock)),
  );
}

const blockOf = (step: Series['steps'][number] | undefined, from: number, to: number): Block => ({
  events: sum(step?.failed.slice(from, to) ?? []) + sum(step?.unfit?.slice(from, to) ?? []),
  trials: sum(step?.n.slice(from, to) ?? []),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
