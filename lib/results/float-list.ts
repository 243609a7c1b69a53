/** A growing list of doubles, 8 bytes each. */
export class FloatList {
  private values = new Float64Array(1_024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  /** The values ascending; a view that the next push invalidates. */
  sorted(): Float64Array {
    return this.values.subarray(0, this.length).sort();
  }
}
