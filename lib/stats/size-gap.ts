/** How often a size was seen. */
export interface SizeCount {
  readonly size: number;
  readonly count: number;
}

/** A gap: the sizes below it and those above. */
export interface SizeGap<Item extends SizeCount> {
  readonly below: readonly Item[];
  readonly above: readonly Item[];
}

const minRatio = 4;
const minDifference = 32;
/** No other gap is wider than this part of it (in logarithms). */
const maxOther = 1 / 3;
/** Lists of one item, two, three … begin with gaps of one width: those next to it are narrower than half of it. */
const neighbours = 3;

/**
 * The gap that splits sizes in two kinds: the sizes above it are at least four times those below, and nothing is in
 * between. Sizes of one kind that only vary much have more such gaps. Each side needs `minCount`.
 */
export function sizeGap<Item extends SizeCount>(items: readonly Item[], minCount: number): SizeGap<Item> | undefined {
  const sorted = [...items].sort((a, b) => a.size - b.size);
  const ratios = sorted.slice(1).map(({ size }, index) => logRatio(size, sorted[index]?.size));
  const widest = Math.max(...ratios);
  const at = ratios.indexOf(widest);
  if (at === -1 || widest < Math.log(minRatio)) return undefined;
  if (ratios.some((ratio, index) => index !== at && ratio > maxOther * widest)) return undefined;
  const differences = sorted.slice(at + 1).map(({ size }, index) => size - (sorted[at + index] as Item).size);
  const [difference = 0, ...next] = differences.slice(0, 1 + neighbours);
  if (difference < minDifference || next.some((other) => other > difference / 2)) return undefined;
  const [below, above] = [sorted.slice(0, at + 1), sorted.slice(at + 1)];
  return Math.min(countOf(below), countOf(above)) >= minCount ? { below, above } : undefined;
}

const logRatio = (larger: number, smaller: number | undefined): number =>
  Math.log(atLeastOne(larger) / atLeastOne(smaller));

const atLeastOne = (size = 0): number => Math.max(1, size);

/** How many there are of all sizes. */
export const countOf = (items: readonly { readonly count: number }[]): number =>
  items.reduce((sum, { count }) => sum + count, 0);
