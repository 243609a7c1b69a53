import type { Plugin } from 'esbuild';

/**
 * k6's modules as a scenario may use them at module level when Node reads its name, steps and objectives. What computes data does so:
 * SharedArray, crypto and encoding. All else hands out a thing that does nothing, since Node performs no journey.
 */
export const k6InNode: Plugin = {
  name: 'k6-in-node',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^k6($|\/)/ }, ({ path }) => ({ path, namespace: 'k6-in-node' }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'k6-in-node' }, ({ path }) => ({
      contents: sources[path] ?? inert,
      loader: 'js',
    }));
  },
};

const inert = `
const primitives = { [Symbol.toPrimitive]: () => '', [Symbol.iterator]: () => [][Symbol.iterator](), toString: () => '', toJSON: () => null };
const nothing = new Proxy(function () {}, {
  get: (_target, key) => (key === 'then' || key === '__esModule' ? undefined : key in primitives ? primitives[key] : nothing),
  apply: () => nothing,
  construct: () => nothing,
});
// The bundler copies a module's own names: those that nobody listed are found by way of the prototype.
module.exports = Object.create(nothing);`;

const sharedArray = `
exports.SharedArray = function (_name, make) { return make().map((row) => Object.freeze(row)); };
exports.default = exports;`;

const crypto = `
const { createHash, createHmac, randomBytes } = require('node:crypto');
const output = (bytes, form) => {
  if (form === 'binary') return new Uint8Array(bytes).buffer;
  if (form === 'base64rawurl') return bytes.toString('base64url');
  return bytes.toString(form.startsWith('base64') ? 'base64' : 'hex');
};
const bytesOf = (data) => (typeof data === 'string' ? data : Buffer.from(data));
const named = (name) => name.replace('_', '-');
const hash = (name, data, form) => output(createHash(named(name)).update(bytesOf(data)).digest(), form);
const streaming = (state) => ({ update: (data) => state.update(bytesOf(data)), digest: (form) => output(state.digest(), form) });
for (const name of ['md4', 'md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256', 'ripemd160'])
  exports[name] = (data, form) => hash(name, data, form);
exports.hmac = (name, key, data, form) => output(createHmac(named(name), bytesOf(key)).update(bytesOf(data)).digest(), form);
exports.createHash = (name) => streaming(createHash(named(name)));
exports.createHMAC = (name, key) => streaming(createHmac(named(name), bytesOf(key)));
exports.randomBytes = (count) => new Uint8Array(randomBytes(count)).buffer;
exports.default = exports;`;

const encoding = `
const url = (variant) => variant === 'url' || variant === 'rawurl';
exports.b64encode = (data, variant = 'std') => {
  const text = Buffer.from(data).toString('base64');
  const padded = variant.startsWith('raw') ? text.replace(/=+$/, '') : text;
  return url(variant) ? padded.replaceAll('+', '-').replaceAll('/', '_') : padded;
};
exports.b64decode = (text, _variant, form) => {
  const bytes = Buffer.from(text, 'base64');
  return form === 's' ? bytes.toString('utf8') : new Uint8Array(bytes).buffer;
};
exports.default = exports;`;

const sources: Readonly<Record<string, string>> = {
  'k6/data': sharedArray,
  'k6/crypto': crypto,
  'k6/encoding': encoding,
};
