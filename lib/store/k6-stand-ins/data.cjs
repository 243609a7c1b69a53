/** Its rows are read-only, as in k6. */
class SharedArray {
  constructor(_name, make) {
    // biome-ignore lint/correctness/noConstructorReturn: in k6, too, `new` gives an array.
    return make().map((row) => Object.freeze(row));
  }
}
exports.SharedArray = SharedArray;
exports.default = exports;
