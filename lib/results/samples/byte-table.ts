// Keys of a csv file, as bytes: to look one up must not cost a string. Four bytes are read at a time, since keys
// are most of what there is to read.

/** Something that was seen before, found again by its bytes. */
interface Known<Value> {
  readonly bytes: DataView;
  readonly value: Value;
}

/** Values by the bytes of their key: an open-addressed table. */
export class ByteTable<Value> {
  private slots: (Known<Value> | undefined)[] = new Array(64).fill(undefined);
  private hashes = new Int32Array(64);
  size = 0;

  /** What was put under the bytes from `from` to `to`; undefined when nothing was. */
  find(hash: number, data: DataView, from: number, to: number): Known<Value> | undefined {
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot];
      if (known === undefined) return undefined;
      if (hashes[slot] === hash && isSame(known.bytes, data, from, to)) return known;
    }
  }

  /** Puts a value under the bytes, which must not change any more. */
  add(hash: number, bytes: DataView, value: Value): void {
    if (this.size * 2 >= this.slots.length) this.grow();
    this.put(hash, { bytes, value });
    this.size++;
  }

  private put(hash: number, known: Known<Value>): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== undefined) slot = (slot + 1) & mask;
    this.slots[slot] = known;
    this.hashes[slot] = hash;
  }

  private grow(): void {
    const { slots, hashes } = this;
    this.slots = new Array(slots.length * 2).fill(undefined);
    this.hashes = new Int32Array(slots.length * 2);
    for (const [index, known] of slots.entries()) if (known !== undefined) this.put(hashes[index] as number, known);
  }
}

const hashStart = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/** A hash of the bytes from `from` to `to`. */
export function hashOf(data: DataView, from: number, to: number): number {
  let hash = hashStart ^ (to - from);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = Math.imul(hash ^ data.getInt32(at), hashPrime);
    // A product's low bits depend on its factors' low bits only.
    hash ^= hash >>> 15;
  }
  for (; at < to; at++) hash = Math.imul(hash ^ data.getUint8(at), hashPrime);
  return hash ^ (hash >>> 13);
}

/** A copy of the bytes from `from` to `to`. */
export const copyOf = (data: DataView, from: number, to: number): DataView =>
  new DataView(data.buffer.slice(data.byteOffset + from, data.byteOffset + to));

const isSame = (known: DataView, data: DataView, from: number, to: number): boolean =>
  known.byteLength === to - from && isAt(known, data, from);

/** Whether the bytes of a key are at `from`, beyond which there must be as many. */
export function isAt(known: DataView, data: DataView, from: number): boolean {
  // The last word overlaps the one before it, so that no bytes are left over.
  const lastWord = known.byteLength - 4;
  if (lastWord < 0) return isShortAt(known, data, from);
  for (let at = 0; at < lastWord; at += 4) {
    if (known.getInt32(at, true) !== data.getInt32(from + at, true)) return false;
  }
  return known.getInt32(lastWord, true) === data.getInt32(from + lastWord, true);
}

function isShortAt(known: DataView, data: DataView, from: number): boolean {
  for (let at = 0; at < known.byteLength; at++) if (known.getUint8(at) !== data.getUint8(from + at)) return false;
  return true;
}
