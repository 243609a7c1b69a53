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
exports.default = exports;
