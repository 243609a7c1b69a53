/** What treatments come to in a randomised complete block design. */
export interface AdditiveFit {
  /** Of each treatment. */
  readonly means: readonly number[];
  /** Of one value, without what its block and its treatment add. */
  readonly sd: number;
  /** Degrees of freedom of `sd`. */
  readonly freedom: number;
}

/**
 * value = treatment + block + error, by least squares (Box, Hunter & Hunter, Statistics for Experimenters, 2005, 4.2).
 * What drifts from block to block falls on all treatments alike. undefined with fewer than two of either.
 * @param blocks the values of each block, by treatment
 */
export function additiveFit(blocks: readonly (readonly number[])[]): AdditiveFit | undefined {
  const n = blocks.length;
  const k = blocks[0]?.length ?? 0;
  if (n < 2 || k < 2) return undefined;
  const means = Array.from({ length: k }, (_, at) => meanOf(blocks.map((block) => block[at] ?? Number.NaN)));
  const grand = meanOf(means);
  const freedom = (n - 1) * (k - 1);
  const squares = blocks.flatMap((block) => {
    const ofBlock = meanOf(block) - grand;
    return block.map((value, at) => (value - (means[at] ?? Number.NaN) - ofBlock) ** 2);
  });
  return { means, sd: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / freedom), freedom };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
