import type { LogFacts } from '../model/result.ts';

type Limits = NonNullable<LogFacts['limits']>;
type Limit = keyof Limits;

/**
 * What the operating system or the network of the generator refuses, as Go's errors in k6's log put it: k6's error code
 * 1213 is all of the first three.
 */
const signs: Readonly<Record<Limit, RegExp>> = {
  files: /too many open files/,
  ports: /can(?:not|'t) assign requested address|address already in use/,
  memory: /cannot allocate memory|no buffer space available/,
  proxy: /\bproxyconnect\b/,
  names: /\blookup \S+(?: on \S+)?: /,
};

/** The limit of the generator that a line of k6's log speaks of. */
export const limitIn = (line: string): Limit | undefined =>
  (Object.keys(signs) as Limit[]).find((limit) => signs[limit].test(line));
