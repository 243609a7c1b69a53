import { engine } from './engine.ts';

interface Params {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeout?: number;
  readonly responseType?: string;
  readonly responseCallback: { readonly expected: readonly number[] };
}

/**
 * As k6's: the params are read when the request is sent, so what is kept is a copy; an answer without JSON throws when
 * it is asked for.
 */
function request(method: string, url: string, body: string | null, params: Params) {
  const sent = {
    method,
    url,
    body,
    headers: { ...params.headers },
    tags: { ...params.tags },
    timeout: params.timeout ?? 60_000,
    // As with discardResponseBodies.
    responseType: params.responseType ?? 'none',
    expectedStatuses: params.responseCallback.expected,
  };
  engine.requests.push(sent);
  const answer = engine.answer(sent);
  return {
    status: answer.status,
    error_code: answer.errorCode ?? 0,
    headers: answer.headers ?? {},
    body: sent.responseType === 'none' ? null : (answer.body ?? ''),
    json: (path: string) => fieldOf(JSON.parse(answer.body ?? ''), path),
  };
}

const fieldOf = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

const sender = (method: string) => (url: string, body: string | null, params: Params) =>
  request(method, url, body, params);

export default {
  get: (url: string, params: Params) => request('GET', url, null, params),
  post: sender('POST'),
  put: sender('PUT'),
  patch: sender('PATCH'),
  del: sender('DELETE'),
  expectedStatuses: (...expected: number[]) => ({ expected }),
};
