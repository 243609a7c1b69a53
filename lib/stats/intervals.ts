import { studentQuantile } from './student.ts';

/** Lower and upper bound of a 95 % interval. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const z975 = 1.959963984540054;

/**
 * Wilson's score interval (95 %) for the probability behind `successes` of `n` independent trials (Wilson 1927; Brown, Cai & DasGupta 2001). Requests near saturation are not
 * independent: see {@link isClustered}.
 * @param n ≥ 1
 */
export function wilson(successes: number, n: number): Bounds {
  const p = successes / n;
  const z2 = z975 ** 2 / n;
  const center = (p + z2 / 2) / (1 + z2);
  const half = (z975 / (1 + z2)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  // Rounding must not let an interval of all successes end below 1.
  return {
    low: successes === 0 ? 0 : Math.max(0, center - half),
    high: successes === n ? 1 : Math.min(1, center + half),
  };
}

/** The largest probability of failure that none in `n` independent trials leaves open at 95 %: 1 − 0.05^(1/n), about 3/n. */
export const zeroFailuresBound = (n: number): number => 1 - 0.05 ** (1 / n);

/**
 * The 95 % interval of a statistic of the whole by sectioning: `overall` ± t(B−1) · s / √B, where s² = Σ(Q_j − Q)²/(B−1) over the B sections of equal length (Asmussen & Glynn 2007, III.5).
 * Sections carry what requests do to each other, which intervals over single requests deny.
 * @param sections the statistic of each section, at least 2
 */
export function sectionInterval(overall: number, sections: readonly number[]): Bounds {
  const count = sections.length;
  const variance = sections.reduce((sum, value) => sum + (value - overall) ** 2, 0) / (count - 1);
  const half = studentQuantile(0.975, count - 1) * Math.sqrt(variance / count);
  return { low: overall - half, high: overall + half };
}

/** Events of so many trials in one stretch of time. */
export interface Block {
  readonly events: number;
  readonly trials: number;
}

/**
 * The 95 % interval of a ratio Σy/Σn over time blocks: s² = B/(B−1) · Σ(y_j − b·n_j)² / (Σn)² · (1 + 2·max(0, r1)), where r1 is the lag-1 autocorrelation of the blocks' residuals.
 * @param blocks at least 2, with at least one trial in all
 */
export function blockRatioInterval(blocks: readonly Block[]): Bounds & { readonly ratio: number } {
  const trials = blocks.reduce((sum, block) => sum + block.trials, 0);
  const ratio = blocks.reduce((sum, block) => sum + block.events, 0) / trials;
  const residuals = blocks.map((block) => block.events - ratio * block.trials);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const count = blocks.length;
  const products = residuals.slice(1).reduce((sum, residual, index) => sum + residual * (residuals[index] ?? 0), 0);
  const lag1 = squares === 0 ? 0 : products / squares;
  const variance = ((count / (count - 1)) * squares * (1 + 2 * Math.max(0, lag1))) / trials ** 2;
  const half = studentQuantile(0.975, count - 1) * Math.sqrt(variance);
  return { ratio, low: Math.max(0, ratio - half), high: Math.min(1, ratio + half) };
}

/**
 * Whether events cluster in time, so that trials must not be taken as independent: the index of dispersion Σ(y_j − b·n_j)²/(n_j·b·(1−b)) above the 95 % quantile of
 * χ² with B−1 degrees of freedom (by Wilson & Hilferty 1931).
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
