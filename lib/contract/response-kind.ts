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

/** What the kind of a response follows from, as it was sent. */
export interface Traits {
  readonly status: number;
  readonly type: string | undefined;
  readonly encoding: string | undefined;
  readonly length: string | number | undefined;
}

export const traitsOf = ({ status, headers, body }: AnyResponse): Traits => ({
  status,
  type: headers['Content-Type'],
  encoding: headers['Content-Encoding'],
  length: headers['Content-Length'] ?? (typeof body === 'string' ? body.length : undefined),
});

/**
 * The kind of a response as one short text: `200 application/json gzip 1.2e+3`. Sizes have two digits, so that k6 has
 * few different tags to keep; names have only what is harmless in a tag, since a target may send anything.
 */
export const describeTraits = ({ status, type, encoding, length }: Traits): string => {
  const bytes = Number(length);
  const size = bytes >= 0 ? bytes.toPrecision(2) : '-';
  return `${status} ${plainName(type)} ${plainName(encoding)} ${size}`;
};

export const describeResponse = (response: AnyResponse): string => describeTraits(traitsOf(response));

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
