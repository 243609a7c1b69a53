/** A growing list of doubles, 8 bytes each. */
export class FloatList {
  private all = new Float64Array(64);
  private isSorted = false;
  length = 0;

  push(value: number): void {
    if (this.length === this.all.length) {
      const grown = new Float64Array(this.all.length * 2);
      grown.set(this.all);
      this.all = grown;
    }
    this.isSorted = false;
    this.all[this.length++] = value;
  }

  /** The values, in the order in which they came until they were sorted; a view that the next push invalidates. */
  values(): Float64Array {
    return this.all.subarray(0, this.length);
  }

  /** The values ascending, sorted in place and once; a view that the next push invalidates. */
  sorted(): Float64Array {
    const values = this.values();
    if (!this.isSorted) values.sort();
    this.isSorted = true;
    return values;
  }
}

/** All of several ascending lists in one that is ascending, too. */
export function mergeSorted(lists: readonly Float64Array[]): Float64Array {
  if (lists.length < 2) return lists[0] ?? new Float64Array(0);
  const middle = lists.length >> 1;
  return mergePair(mergeSorted(lists.slice(0, middle)), mergeSorted(lists.slice(middle)));
}

function mergePair(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let fromA = 0;
  let fromB = 0;
  for (let at = 0; at < merged.length; at++) {
    const isA = fromB >= b.length || (fromA < a.length && (a[fromA] as number) <= (b[fromB] as number));
    merged[at] = isA ? (a[fromA++] as number) : (b[fromB++] as number);
  }
  return merged;
}
