/** One metric with one combination of tags, as a reader of samples finds it. */
export interface SampleRow {
  readonly metric: string;
  /** The value of a tag, `''` where there is none. */
  tag(name: string): string;
}

/** Takes a value of a series; instants are ms since the epoch. */
export type RowSink = (value: number, atMs: number) => void;

/** What a reader of samples is asked for: see samples.ts. */
export interface RowWishes {
  /** @param hasExpected false for a file whose rows do not say whether the response was expected */
  wants(metric: string, hasExpected: boolean): boolean;
  /** Called once for each metric and combination of tags. */
  resolve(row: SampleRow): RowSink | undefined;
}

/** A reader that is fed with a file's bytes. */
export interface SampleStream {
  push(chunk: Buffer): void;
  /** What was read; `isWhole` is false when the last line has no end. */
  end(): { readonly isWhole: boolean; readonly rows: number; readonly malformed: number };
}

/**
 * Above this, tags are those of single requests (a URL with an id in it, foreign runs): they are looked at again
 * each time, so that memory stays bounded.
 */
export const maxTags = 20_000;

/** The fields of a csv line; quotes as in RFC 4180. */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (const [, quoted, plain] of `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  }
  return fields;
}

/**
 * The tags in k6's `extra_tags` column (`a=1&b=2`). k6 does not escape: a value that holds `&name=` reads as two
 * tags, one without `=` after its `&` as what it is.
 */
export function tagsOf(extraTags: string): Map<string, string> {
  const tags = new Map<string, string>();
  let last: string | undefined;
  for (const part of extraTags === '' ? [] : extraTags.split('&')) {
    const at = part.indexOf('=');
    if (at > 0) {
      last = part.slice(0, at);
      tags.set(last, part.slice(at + 1));
    } else if (last !== undefined && part !== '') tags.set(last, `${tags.get(last)}&${part}`);
  }
  return tags;
}
