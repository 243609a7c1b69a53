/** Tag of the checks whose response was looked at: its kind, as `describeResponse` writes it. */
export const responseTag = 'response';

/** What responses of a step have in common if they are of one kind. */
export interface ResponseKind {
  readonly status: number;
  /** Media type without its parameters; `''` without one. */
  readonly type: string;
  /** How the body was compressed; `''` where it was not. */
  readonly encoding: string;
  /** Of the body as sent, to two digits; null where the response does not say. */
  readonly sizeBytes: number | null;
}

interface AnyResponse {
  readonly status: number;
  /** With k6's spelling of the names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * The kind of a response as one short text: `200 application/json gzip 1.2e+3`. Sizes have two digits, so that k6 has
 * few different tags to keep; names have only what is harmless in a tag, since a target may send anything.
 */
export const describeResponse = ({ status, headers, body }: AnyResponse): string => {
  const bytes = Number(headers['Content-Length'] ?? (typeof body === 'string' ? body.length : undefined));
  const size = bytes >= 0 ? bytes.toPrecision(2) : '-';
  return `${status} ${plainName(headers['Content-Type'])} ${plainName(headers['Content-Encoding'])} ${size}`;
};

const plainName = (header = ''): string => {
  const end = header.indexOf(';');
  const name = end === -1 ? header : header.slice(0, end);
  return (
    name
      .toLowerCase()
      .replace(/[^\w.+/-]/g, '')
      .slice(0, 60) || '-'
  );
};

/** A kind from its text; undefined for any other text. */
export const parseResponseKind = (text: string): ResponseKind | undefined => {
  const [, status, type = '', encoding = '', size] = /^(\d{1,3}) (\S+) (\S+) (-|[\d.e+]+)$/.exec(text) ?? [];
  if (status === undefined) return undefined;
  const bytes = Number(size);
  return {
    status: Number(status),
    type: type === '-' ? '' : type,
    encoding: encoding === '-' ? '' : encoding,
    sizeBytes: Number.isFinite(bytes) ? bytes : null,
  };
};
