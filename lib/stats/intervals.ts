import { type Bounds, exactBounds } from './binomial.ts';
import { normalQuantile, studentQuantile } from './student.ts';

export type { Bounds } from './binomial.ts';

/** What a histogram knows of a duration (half a bucket): no interval of one is narrower. */
const resolution = 0.0005;

/**
 * The 95 % interval for the probability behind `events` of `trials` that do not depend on each other: Clopper &
 * Pearson's (1934). No event leaves up to 1 − 0.05^(1/n) open, about 3/n; its width is never 0. Wilson's is narrower,
 * and covers but 84–92 % where less than two events are expected.
 * @param trials > 0; both counts may be fractions (effective ones)
 */
export function exactInterval(events: number, trials: number): Bounds {
  if (events <= 0) return { low: 0, high: zeroFailuresBound(trials) };
  if (events >= trials) return { low: 1 - zeroFailuresBound(trials), high: 1 };
  return exactBounds(events, trials, 0.95);
}

/**
 * The largest probability of failure that none in `n` independent trials leaves open at 95 %: 1 − 0.05^(1/n), about
 * 3/n.
 */
export const zeroFailuresBound = (n: number): number => 1 - 0.05 ** (1 / n);

/**
 * The 95 % interval of a statistic of the whole by sectioning: `overall` ± t(B−1) · s / √B, where s² = Σ(Q_j −
 * Q)²/(B−1) over the B sections of equal length (Asmussen & Glynn 2007, III.5). Sections carry what requests do to each
 * other, which intervals over single requests deny.
 * @param sections the statistic of each section, at least 2
 */
export function sectionInterval(overall: number, sections: readonly number[]): Bounds {
  const count = sections.length;
  const variance = sections.reduce((sum, value) => sum + (value - overall) ** 2, 0) / (count - 1);
  const half = Math.max(
    studentQuantile(0.975, count - 1) * Math.sqrt(variance / count),
    resolution * Math.abs(overall),
  );
  return { low: overall - half, high: overall + half };
}

/** Events and trials in one stretch of time. */
export interface Block {
  readonly events: number;
  readonly trials: number;
}

/**
 * The 95 % interval of a ratio Σy/Σn over time blocks: the exact one of effective counts (Korn & Graubard 1998), y and
 * n divided by the design effect: the variance over blocks B/(B−1) · Σ(y_j − b·n_j)² / (Σn)² · (1 + 2·max(0, r1)),
 * with r1 the lag-1 autocorrelation of the residuals, over the binomial b·(1 − b)/Σn, times (t(B−1)/z)² for what B
 * blocks do not know of it. It is at least 1, so that equal blocks are no certainty.
 * @param blocks with at least one trial in all
 * @param designEffect lower limit (≥ 1) of the trials that are worth one: that of the latency, {@link designEffectOf}
 */
export function blockRatioInterval(blocks: readonly Block[], designEffect = 1): Bounds & { readonly ratio: number } {
  const { events, trials } = totalOf(blocks);
  const worth = Math.max(1, designEffect, blockDesignEffect(blocks));
  return { ratio: events / trials, ...exactInterval(events / worth, trials / worth) };
}

/** The design effect of events over blocks, with the correction for their number; 0 where they show none. */
export function blockDesignEffect(blocks: readonly Block[], confidence = 0.95): number {
  const { events, trials } = totalOf(blocks);
  const ratio = events / trials;
  const count = blocks.length;
  if (count < 2 || events === 0 || events === trials) return 0;
  const residuals = blocks.map((block) => block.events - ratio * block.trials);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const products = residuals.slice(1).reduce((sum, residual, index) => sum + residual * (residuals[index] ?? 0), 0);
  const lag1 = squares === 0 ? 0 : products / squares;
  const variance = (count / (count - 1)) * squares * (1 + 2 * Math.max(0, lag1));
  const unknown = studentQuantile((1 + confidence) / 2, count - 1) / normalQuantile((1 + confidence) / 2);
  return (variance / (trials * ratio * (1 - ratio))) * unknown ** 2;
}

/** All blocks as one. */
export const totalOf = (blocks: readonly Block[]): Block => ({
  events: blocks.reduce((sum, block) => sum + block.events, 0),
  trials: blocks.reduce((sum, block) => sum + block.trials, 0),
});

/**
 * Whether events cluster in time, so that trials must not be taken as independent: the index of dispersion Σ(y_j −
 * b·n_j)²/(n_j·b·(1−b)) above the 95 % quantile of χ² with B−1 degrees of freedom (by Wilson & Hilferty 1931).
 */
export function isClustered(blocks: readonly Block[]): boolean {
  const filled = blocks.filter(({ trials }) => trials > 0);
  const trials = filled.reduce((sum, block) => sum + block.trials, 0);
  const ratio = filled.reduce((sum, block) => sum + block.events, 0) / trials;
  if (filled.length < 2 || ratio <= 0 || ratio >= 1) return false;
  const dispersion = filled.reduce(
    (sum, block) => sum + (block.events - ratio * block.trials) ** 2 / (block.trials * ratio * (1 - ratio)),
    0,
  );
  const freedom = filled.length - 1;
  const part = 2 / (9 * freedom);
  return dispersion > freedom * (1 - part + 1.6448536269514722 * Math.sqrt(part)) ** 3;
}
