/** A growing list of doubles, 8 bytes each. */
export class FloatList {
  private all = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.all.length) {
      const grown = new Float64Array(this.all.length * 2);
      grown.set(this.all);
      this.all = grown;
    }
    this.all[this.length++] = value;
  }

  /** The values in the order in which they came; a view that the next push invalidates. */
  values(): Float64Array {
    return this.all.subarray(0, this.length);
  }
}
