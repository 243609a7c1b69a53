import fc from 'fast-check';

/** What may happen to a file between k6 and its reader; positions are shares of its length. */
export interface Mutation {
  readonly kind: 'cut' | 'flip' | 'duplicate' | 'insert' | 'delete' | 'swap' | 'drop lines' | 'duplicate lines';
  readonly at: number;
  /** Of up to 200 bytes, or of up to a tenth of all lines. */
  readonly length: number;
  readonly byte: number;
  readonly text: string;
}

const nasty = [
  ...[
    '&',
    '=',
    ',',
    '"',
    '""',
    "'",
    '\\',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u001b[31m',
    '{',
    '}',
    '[',
    ']',
    ':',
    '.',
    '-',
    '+',
  ],
  ...[
    '&step=',
    '&&==',
    '"\n"',
    '\\u0000',
    '\\"',
    '주문',
    '\ufeff',
    '\ud800',
    'null',
    'true',
    'NaN',
    '+Inf',
    '1e999',
    '-1e999',
  ],
  ...[
    '9'.repeat(30),
    '9'.repeat(400),
    '-9999999999999',
    '0.0000000000001',
    '1e308',
    '__proto__',
    'constructor',
    'journeys_ok,',
  ],
];
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

export const mutation = (kinds: readonly Mutation['kind'][]): fc.Arbitrary<Mutation> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: share,
    length: share,
    byte: fc.integer({ min: 1, max: 255 }),
    text: fc.constantFrom(...nasty),
  });

export const anyMutation = mutation([
  'cut',
  'flip',
  'flip',
  'duplicate',
  'insert',
  'insert',
  'delete',
  'swap',
  'drop lines',
  'duplicate lines',
]);

export const mutated = (bytes: Buffer, mutations: readonly Mutation[]): Buffer => mutations.reduce(mutate, bytes);

function mutate(bytes: Buffer, { kind, at, length, byte, text }: Mutation): Buffer {
  const from = Math.floor(at * bytes.length);
  const to = Math.min(bytes.length, from + 1 + Math.floor(length * 200));
  const before = bytes.subarray(0, from);
  const piece = bytes.subarray(from, to);
  const after = bytes.subarray(to);
  switch (kind) {
    case 'cut':
      return before;
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[from] = (copy[from] as number) ^ byte;
      return copy;
    }
    case 'duplicate':
      return Buffer.concat([before, piece, piece, after]);
    case 'insert':
      return Buffer.concat([before, Buffer.from(text), piece, after]);
    case 'delete':
      return Buffer.concat([before, after]);
    case 'swap':
      return Buffer.concat([after, piece, before]);
    case 'drop lines':
    case 'duplicate lines': {
      const lines = bytes.toString('latin1').split('\n');
      const first = Math.floor(at * lines.length);
      const count = 1 + Math.floor((length * lines.length) / 10);
      const own = lines.slice(first, first + count);
      lines.splice(first, own.length, ...(kind === 'drop lines' ? [] : [...own, ...own]));
      return Buffer.from(lines.join('\n'), 'latin1');
    }
  }
}

/** Arbitrary bytes, and a valid file with up to four mutations. */
export const damaged = (...valid: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...valid), fc.array(anyMutation, { minLength: 1, maxLength: 4 }))
        .map(([bytes, mutations]) => mutated(bytes, mutations)),
    },
  );
