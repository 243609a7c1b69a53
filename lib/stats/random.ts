/**
 * A sequence of numbers from 0 up to 1 that looks random and is the same for the same seed (mulberry32, Tommy Ettinger;
 * period 2^32).
 */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Standard normal numbers from uniform ones (Box & Muller 1958).
 * @internal Tested by itself.
 */
export const normalsOf = (random: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * How many of n independent trials have an event of probability p, by the geometric gaps between events.
 * @internal Tested by itself.
 */
export function binomialOf(random: () => number, n: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return n;
  let events = 0;
  const gap = () => 1 + Math.floor(Math.log(1 - random()) / Math.log1p(-p));
  for (let trial = gap(); trial <= n; trial += gap()) events++;
  return events;
}
