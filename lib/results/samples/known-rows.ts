import { isAt } from './byte-table.ts';
import { epochMs, maxTimeDigits } from './csv-values.ts';
import type { RowSink } from './sample-rows.ts';

/** A row that was seen before, but for its stamp and its value. */
export interface KnownRow {
  /** The metric and its comma. */
  readonly head: DataView;
  /** From the comma after the value to the line feed. */
  readonly tail: DataView;
  /** undefined where the value is not needed. */
  readonly take: RowSink | undefined;
  /** false above `maxTags`: it is not seen again. */
  readonly isKept: boolean;
  /** Which row came after it the last time: the rows of a request, and of a journey, mostly come in one order. */
  next: KnownRow | undefined;
}

const comma = 44;
const dot = 46;
const zero = 48;

/** Shorter stamps are none. */
const minTimeDigits = 9;
/** Of a stamp in µs, as our runs have. */
const cachedDigits = 16;
/** Whole numbers of so many digits, and their tenfold, fit 31 bits. */
const maxWholeDigits = 9;
/** As k6 writes numbers: `%f`. */
const decimals = 6;
const million = 1_000_000;
/** The most that a row may have beside its head and its tail, and what is read beyond. */
const roomBytes = maxTimeDigits + maxWholeDigits + decimals + 8;

/** Reads the rows of which it is known what they look like. */
export class KnownRows {
  rows = 0;
  private last: KnownRow | undefined;

  /** Notes a row that somebody else has read. */
  follow(row: KnownRow): void {
    if (this.last !== undefined) this.last.next = row;
    this.last = row;
  }

  /**
   * Reads rows from `from` on, as long as each is the one that came next the last time; returns where it stopped.
   * Nearly all rows are read here, so this is one loop without calls that V8 does not inline, each byte is looked at
   * once, and what is not as k6 usually writes it (a negative value, a stamp in words) is left to others.
   */
  read(data: Buffer, view: DataView, from: number): number {
    let { last } = this;
    if (last === undefined) return from;
    let at = from;
    let rows = 0;
    let stampAt = -1;
    let atMs = 0;
    for (;;) {
      const row: KnownRow | undefined = last.next;
      if (row === undefined) break;
      const { head, tail } = row;
      if (at + head.byteLength + tail.byteLength + roomBytes > data.length || !isAt(head, view, at)) break;
      let to = at + head.byteLength;
      // All rows of a request have one stamp.
      if (stampAt !== -1 && isSameStamp(view, stampAt, to)) to += cachedDigits;
      else {
        const start = to;
        let time = 0;
        let four = digitsAt(view, to);
        for (; areDigits(four) && to - start < maxTimeDigits; four = digitsAt(view, to)) {
          time = time * 10_000 + numberIn(four);
          to += 4;
        }
        for (; to - start < maxTimeDigits; to++) {
          const digit = (data[to] as number) - zero;
          if (digit < 0 || digit > 9) break;
          time = time * 10 + digit;
        }
        if (to - start < minTimeDigits) break;
        atMs = epochMs(time, to - start);
        stampAt = to - start === cachedDigits ? start : -1;
      }
      if (data[to] !== comma) break;
      to++;
      const valueAt = to;
      let whole = 0;
      for (; to - valueAt < maxWholeDigits; to++) {
        const digit = (data[to] as number) - zero;
        if (digit < 0 || digit > 9) break;
        whole = whole * 10 + digit;
      }
      if (data[to] !== dot || to === valueAt) break;
      // Six decimals, of which the third and fourth are in both.
      const high = digitsAt(view, to + 1);
      const low = digitsAt(view, to + 3);
      to += 1 + decimals;
      if (!areDigits(high) || !areDigits(low) || !isAt(tail, view, to)) break;
      at = to + tail.byteLength;
      rows++;
      last = row;
      const micros = whole * million + numberIn(high) * 100 + (numberIn(low) % 100);
      // The dividend is a whole number below 2^53, so that the quotient is exactly the double of the text.
      if (row.take !== undefined) row.take(micros / million, atMs);
    }
    this.last = last;
    this.rows += rows;
    return at;
  }
}

const isSameStamp = (view: DataView, a: number, b: number): boolean =>
  view.getInt32(a, true) === view.getInt32(b, true) &&
  view.getInt32(a + 4, true) === view.getInt32(b + 4, true) &&
  view.getInt32(a + 8, true) === view.getInt32(b + 8, true) &&
  view.getInt32(a + 12, true) === view.getInt32(b + 12, true);

// Four digits are read at once: a loop over them takes as long as all the rest.

/** Four characters, the first one in the lowest byte, each as its distance from '0' if they are digits. */
const digitsAt = (view: DataView, at: number): number => view.getInt32(at, true) ^ 0x30303030;

/** Whether each byte is 0 to 9: adding 0x76 to a larger one sets its highest bit. */
const areDigits = (bytes: number): boolean => (((bytes + 0x76767676) | bytes) & 0x80808080) === 0;

function numberIn(digits: number): number {
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}
