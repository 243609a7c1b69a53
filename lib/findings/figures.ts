/** A ratio in percent with one digit, never rounded to a bound that it does not reach: 0.9996 is `99.9 %`. */
export function percent(ratio: number): string {
  const rounded = Math.round(ratio * 1_000) / 10;
  if (rounded === 100 && ratio < 1) return '99.9 %';
  if (rounded === 0 && ratio > 0) return '0.1 %';
  return `${rounded} %`;
}

/** A count with thousands separators. */
export const count = (n: number): string => n.toLocaleString('en');
