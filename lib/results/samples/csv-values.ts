const dot = 46;
const zero = 48;

/** Nanoseconds would not fit a double; three digits less do. */
export const maxTimeDigits = 16;

/** The number in the bytes; NaN for none. */
export function numberOf(data: Buffer, from: number, to: number): number {
  let digits = 0;
  let scale = 1;
  let isFraction = false;
  let byte = 0;
  for (let at = from; at < to; at++) {
    byte = data[at] as number;
    if (byte === dot && !isFraction) {
      isFraction = true;
      continue;
    }
    // Negative numbers, exponents and text are rare.
    if (byte < zero || byte > zero + 9) return Number(data.toString('latin1', from, to));
    digits = digits * 10 + byte - zero;
    if (isFraction) scale *= 10;
  }
  // Both are whole numbers below 2^53, so that the quotient is exactly the double of the text.
  const hasDigits = to - from > (isFraction ? 1 : 0);
  if (digits <= Number.MAX_SAFE_INTEGER && hasDigits) return digits / scale;
  return hasDigits ? Number(data.toString('latin1', from, to)) : Number.NaN;
}

/**
 * ms since the epoch of a stamp in s, ms or µs (or ns, cut to µs), which its number of digits shows:
 * `K6_CSV_TIME_FORMAT` is not in the file.
 */
export function epochMs(time: number, digits: number): number {
  if (digits >= 15) return time / 1_000;
  if (digits >= 12) return time;
  return digits >= 9 ? time * 1_000 : Number.NaN;
}
