// Requests as data. Performed for every request, so that fields are written one by one: a spread costs k6's engine
// several times as much.

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What a request may carry. */
export type RequestBody = JsonValue | ArrayBuffer | Uint8Array | MultipartForm;

/** One HTTP request as data, which k6 sends. */
export interface StepRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Starts with `/`; the host is the target's. All but printable ASCII is encoded, the rest is sent as it is written.
   */
  readonly path: string;
  /** The series this request is counted under; needed where the path holds an id: `/api/orders/:id`. */
  readonly name?: string | undefined;
  /**
   * Sent as JSON, serialized for each request. A string is sent unchanged, as `application/json` unless `headers` say
   * otherwise; so are bytes, as `application/octet-stream`.
   */
  readonly body?: RequestBody | undefined;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

type RequestExtras = Pick<StepRequest, 'name' | 'token' | 'headers'>;

/** Parameters of a URL; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A GET request as data. Its `query` is encoded and put behind the path; requests are counted under the path alone,
 * unless they have a name.
 * @public
 */
export const get = (path: string, extras?: RequestExtras & { readonly query?: Query | undefined }): StepRequest =>
  extras === undefined
    ? { method: 'GET', path }
    : extras.query === undefined
      ? { method: 'GET', path, token: extras.token, name: extras.name, headers: extras.headers }
      : {
          method: 'GET',
          path: path + queryText(extras.query),
          token: extras.token,
          name: extras.name ?? path,
          headers: extras.headers,
        };

const queryText = (query: Query): string => {
  const pairs: string[] = [];
  for (const key of Object.keys(query)) {
    const value = query[key];
    if (value !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

/**
 * A POST request as data: its body is turned into JSON, unless it is a string (which spares k6 that work for a body
 * that never changes) or bytes.
 */
export const post = (path: string, body: RequestBody, extras?: RequestExtras): StepRequest =>
  extras === undefined
    ? { method: 'POST', path, body }
    : extras.name === undefined && extras.headers === undefined
      ? { method: 'POST', path, body, token: extras.token }
      : { method: 'POST', path, body, token: extras.token, name: extras.name, headers: extras.headers };

/**
 * A POST request with the fields of an HTML form (`application/x-www-form-urlencoded`), encoded; fields that are
 * undefined are left out.
 * @public
 */
export const form = (path: string, fields: Query, extras: RequestExtras = {}): StepRequest => ({
  method: 'POST',
  path,
  body: queryText(fields).slice(1),
  token: extras.token,
  name: extras.name,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...extras.headers },
});

/** A file of a form. Made by {@link file}. */
export interface FormFile {
  readonly data: string | ArrayBuffer | Uint8Array;
  readonly fileName: string;
  readonly contentType: string;
}

/**
 * A file to upload with {@link multipart}. Its content is read once, at module level: `open('photo.png', 'b')`.
 * @public
 */
export const file = (data: FormFile['data'], fileName: string, contentType = 'application/octet-stream'): FormFile => ({
  data,
  fileName,
  contentType,
});

/** A form with files. Made by {@link multipart}. */
export interface MultipartForm {
  readonly multipart: Readonly<Record<string, string | FormFile>>;
}

/**
 * A POST request with a form that carries files (`multipart/form-data`).
 * @public
 */
export const multipart = (
  path: string,
  fields: MultipartForm['multipart'],
  extras: RequestExtras = {},
): StepRequest => ({
  method: 'POST',
  path,
  body: { multipart: fields },
  token: extras.token,
  name: extras.name,
  headers: extras.headers,
});

/**
 * A header for HTTP's basic authentication: `get('/api', { headers: basicAuth(user, password) })`.
 * @public
 */
export const basicAuth = (user: string, password: string): { readonly Authorization: string } => ({
  Authorization: `Basic ${base64(`${user}:${password}`)}`,
});

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 of the UTF-8 of a text: neither k6 of every version nor Node has one function for it. */
const base64 = (text: string): string => {
  const bytes = encodeURIComponent(text)
    .split(/(%..)|/)
    .filter(Boolean)
    .map((part) => (part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0)));
  let encoded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(i, i + 3);
    const group = (first << 16) | (second << 8) | third;
    for (const shift of [18, 12, 6, 0]) encoded += digits[(group >> shift) & 63];
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return encoded.slice(0, encoded.length - missing) + '='.repeat(missing);
};
