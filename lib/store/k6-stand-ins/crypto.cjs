// k6/crypto computes here as there: a module may need its result while it is read.
const { createHash, createHmac, randomBytes } = require('node:crypto');
const output = (bytes, form) => {
  if (form === 'binary') return new Uint8Array(bytes).buffer;
  if (form === 'base64rawurl') return bytes.toString('base64url');
  return bytes.toString(form.startsWith('base64') ? 'base64' : 'hex');
};
const bytesOf = (data) => (typeof data === 'string' ? data : Buffer.from(data));
const named = (name) => name.replace('_', '-');
const hash = (name, data, form) => output(createHash(named(name)).update(bytesOf(data)).digest(), form);
const streaming = (state) => ({
  update: (data) => state.update(bytesOf(data)),
  digest: (form) => output(state.digest(), form),
});
for (const name of ['md4', 'md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256', 'ripemd160'])
  exports[name] = (data, form) => hash(name, data, form);
exports.hmac = (name, key, data, form) =>
  output(createHmac(named(name), bytesOf(key)).update(bytesOf(data)).digest(), form);
exports.createHash = (name) => streaming(createHash(named(name)));
exports.createHMAC = (name, key) => streaming(createHmac(named(name), bytesOf(key)));
exports.randomBytes = (count) => new Uint8Array(randomBytes(count)).buffer;
exports.default = exports;
