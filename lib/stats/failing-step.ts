import { binomialUpperTail } from './binomial.ts';
import type { Block } from './intervals.ts';

const alpha = 0.01;
const minRatioFactor = 2;
const minFailures = 5;

/** A step whose failure ratio is above that of the others by more than chance. */
export interface FailingStep {
  /** Its index among the steps. */
  readonly step: number;
  readonly ratio: number;
  /** Failure ratio of all other steps together. */
  readonly othersRatio: number;
  /** Blocks with a failure, and how many of them it led; those that are led by several are shared. */
  readonly blocks: number;
  readonly votes: number;
  /** One-sided: how likely a step that is like the others leads as many blocks, or has as many failures. */
  readonly p: number;
}

/**
 * The step that may be said to have the most failures; undefined where failures are spread over the steps or are too
 * few. In each block of time that saw a failure, the step with the highest failure ratio has a vote (equals share
 * it). The step with the highest ratio over the run is named if P(Binomial(blocks with a failure, 1/S) ≥ votes) <
 * 0.01/S, as unlikely is its part of the failures, P(Binomial(failures, its part of the attempts) ≥ its own), its ratio
 * is at least twice the others', and it failed five times. A burst is one vote, however many failures it holds, so that
 * the test holds for failures that cluster in time; a step that leads many blocks by one failure has not many more
 * (docs/statistics.md, npm run bench:findings).
 * @param blocks for each block of 5 s (by the requests' start) the failures and attempts of every step, in one order
 */
export function failingStep(blocks: readonly (readonly Block[])[]): FailingStep | undefined {
  const steps = blocks[0]?.length ?? 0;
  if (steps < 2) return undefined;
  const totals = Array.from({ length: steps }, (_, step) => sumOf(blocks.map((block) => block[step])));
  const ratios = totals.map(ratioOf);
  const step = ratios.indexOf(Math.max(...ratios));
  const ratio = ratios[step] ?? 0;
  const othersRatio = ratioOf(sumOf(totals.filter((_, index) => index !== step)));
  const failing = blocks.filter((block) => block.some(({ events }) => events > 0));
  const votes = failing.reduce((sum, block) => sum + voteFor(step, block), 0);
  const own = totals[step] ?? sumOf([]);
  const all = sumOf(totals);
  const p = Math.max(
    binomialUpperTail(Math.floor(votes + 1e-9), failing.length, 1 / steps),
    binomialUpperTail(own.events, all.events, all.trials === 0 ? 0 : own.trials / all.trials),
  );
  const isWorse = ratio >= minRatioFactor * othersRatio && own.events >= minFailures;
  // One that never works needs no blocks to be told from a burst.
  const isNamed = isWorse && (p < alpha / steps || own.events === own.trials);
  return isNamed ? { step, ratio, othersRatio, blocks: failing.length, votes, p } : undefined;
}

/** In how many blocks a step must lead, if it leads in all that saw a failure, to be named. */
export const minFailingBlocks = (steps: number): number =>
  Math.floor(Math.log(alpha / steps) / Math.log(1 / steps) + 1e-9) + 1;

/** 1 for the step that leads a block, a part of it where several lead. */
function voteFor(step: number, block: readonly Block[]): number {
  const ratios = block.map(ratioOf);
  const highest = Math.max(...ratios);
  return ratios[step] === highest ? 1 / ratios.filter((ratio) => ratio === highest).length : 0;
}

const ratioOf = ({ events, trials }: Block): number => (trials === 0 ? 0 : events / trials);

const sumOf = (blocks: readonly (Block | undefined)[]): Block => ({
  events: blocks.reduce((sum, block) => sum + (block?.events ?? 0), 0),
  trials: blocks.reduce((sum, block) => sum + (block?.trials ?? 0), 0),
});
