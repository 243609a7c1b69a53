/** Numbers of 0–1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers (Box & Muller 1958). */
export function normals(seed: number): () => number {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** n values of a stationary AR(1) of unit variance whose neighbours correlate by r. */
export function correlated(normal: () => number, n: number, r: number): number[] {
  const values: number[] = [];
  let value = normal();
  for (let i = 0; i < n; i++) {
    values.push(value);
    value = r * value + Math.sqrt(1 - r * r) * normal();
  }
  return values;
}
