// Replaces `k6/http` in a preparation script: it sends the same requests and records each. The load's own script does
// not contain it.
import http, { type RefinedResponse, type ResponseType } from 'k6/http';
import type { Exchange } from '../contract/preparation.ts';

type AnyFunction = (...args: never[]) => unknown;
type AnyResponse = RefinedResponse<ResponseType | undefined>;
interface AnyParams {
  readonly tags?: Readonly<Record<string, string>>;
  readonly responseType?: string;
}

const maxBodyChars = 1_000_000;
/** What is left for the bodies of all exchanges: a journey of thousands of requests must not fill the disk. */
let leftChars = 50_000_000;

let note: (exchange: Exchange) => void = () => {};

/** Sets what is called with each exchange. */
export const onExchange = (listener: (exchange: Exchange) => void): void => {
  note = listener;
};

const joined = (headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    texts[name] = typeof value === 'string' ? value : value.join(', ');
  return texts;
};

const textOf = (body: unknown): string => {
  if (typeof body === 'string') {
    const text = body.slice(0, Math.min(maxBodyChars, leftChars));
    leftChars -= text.length;
    return text;
  }
  const bytes = (body as ArrayBuffer | null)?.byteLength;
  return bytes === undefined ? '' : `(${bytes} bytes)`;
};

/** Notes the exchange, then takes the body away where the load would not have it either. */
const noted = (response: AnyResponse, params: AnyParams | null | undefined): AnyResponse => {
  // Of a URL that it cannot parse, k6 makes no request.
  const { method = '', url = response.url, headers = {}, body, cookies } = response.request ?? {};
  const cookieNames = Object.keys(cookies ?? {});
  note({
    ...(params?.tags?.step === undefined ? {} : { step: params.tags.step }),
    request: {
      method,
      url,
      headers: { ...joined(headers), ...(cookieNames.length > 0 ? { Cookie: cookieNames.join('; ') } : {}) },
      body: textOf(body),
    },
    status: response.status,
    error: response.error,
    headers: joined(response.headers),
    body: textOf(response.body),
    durationMs: response.timings.duration,
  });
  if (params?.responseType === undefined) (response as { body: unknown }).body = null;
  return response;
};

/** The function of `k6/http` with its params at that place. */
const traced = <F extends AnyFunction>(send: F, paramsAt: number): F =>
  ((...args: never[]) => noted(send(...args) as AnyResponse, args[paramsAt])) as F;

type BatchEntry = string | readonly unknown[] | { readonly params?: AnyParams };

const paramsOf = (entry: BatchEntry): AnyParams | undefined => {
  if (typeof entry === 'string') return undefined;
  return Array.isArray(entry) ? (entry[3] as AnyParams | undefined) : (entry as { params?: AnyParams }).params;
};

export const { get, head, post, put, patch, del, options, request } = {
  get: traced(http.get, 1),
  head: traced(http.head, 1),
  post: traced(http.post, 2),
  put: traced(http.put, 2),
  patch: traced(http.patch, 2),
  del: traced(http.del, 2),
  options: traced(http.options, 2),
  request: traced(http.request, 3),
};

export const asyncRequest = async (...args: Parameters<typeof http.asyncRequest>) =>
  noted(await http.asyncRequest(...args), args[3] as AnyParams | undefined);

export const batch = (requests: Readonly<Record<string, BatchEntry>>): Readonly<Record<string, AnyResponse>> => {
  const responses = http.batch(requests as never) as unknown as Record<string, AnyResponse>;
  for (const [key, response] of Object.entries(responses)) noted(response, paramsOf(requests[key] as BatchEntry));
  return responses;
};

export const { url, CookieJar, cookieJar, file, setResponseCallback, expectedStatuses } = http;

const all = { ...http, get, head, post, put, patch, del, options, request, asyncRequest, batch } as unknown;
export default all as typeof http;
