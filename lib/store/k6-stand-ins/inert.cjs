// All of k6 that does nothing where no journey is performed.
const primitives = {
  [Symbol.toPrimitive]: () => '',
  [Symbol.iterator]: () => [][Symbol.iterator](),
  toString: () => '',
  toJSON: () => null,
};
const nothing = new Proxy(class {}, {
  get: (_target, key) =>
    key === 'then' || key === '__esModule' ? undefined : key in primitives ? primitives[key] : nothing,
  apply: () => nothing,
  construct: () => nothing,
});
// The bundler copies a module's own names: those that nobody listed are found by way of the prototype.
module.exports = Object.create(nothing);
