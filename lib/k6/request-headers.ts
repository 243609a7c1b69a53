import type { SentBody } from './request-body.ts';

/** The headers that every request of a step carries; the caller's own object, which outlives the request. */
export type HeaderBag = Record<string, string>;

/** What sets those headers that follow from a request, in the object that is sent with it. */
interface HeaderSetters {
  setToken(token: string | undefined): void;
  /** @param content what is sent; `null` for nothing */
  setType(content: SentBody | null): void;
}

export const headerSetters = (headers: HeaderBag): HeaderSetters => {
  const ownAuthorization = headers.Authorization;
  // Names of headers are case-insensitive: another spelling would be sent in addition to the user's.
  const namesType = Object.keys(headers).some((name) => /^content-type$/i.test(name));
  return {
    setToken: (token) => {
      // A request without a token must not carry that of the journey before.
      if (token !== undefined) headers.Authorization = `Bearer ${token}`;
      else if (ownAuthorization !== undefined) headers.Authorization = ownAuthorization;
      else delete headers.Authorization;
    },
    setType: (content) => {
      if (namesType) return;
      if (typeof content === 'string') headers['Content-Type'] = 'application/json';
      else if (content instanceof ArrayBuffer) headers['Content-Type'] = 'application/octet-stream';
      // Of a form, k6 knows it.
      else delete headers['Content-Type'];
    },
  };
};
