/**
 * The base URL of the target, without a slash at its end. Throws while the script is read, which k6 reports as exit
 * 107.
 */
export const baseUrl = (): string => {
  const url = __ENV.BASE_URL ?? '';
  if (url === '') throw new Error('BASE_URL is missing: pass -e BASE_URL=http://127.0.0.1:3000');
  if (!/^https?:\/\/[^/]/i.test(url)) {
    throw new Error(`BASE_URL is '${url}', which is not an http(s) URL: write it like http://127.0.0.1:3000`);
  }
  return url.replace(/\/+$/, '');
};
