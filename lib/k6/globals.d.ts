// What k6's engine has and @types/k6 leaves out.
declare const console: {
  log(...args: unknown[]): void;
  error(...args: unknown[]): void;
  warn(...args: unknown[]): void;
};
declare const __ENV: Readonly<Record<string, string | undefined>>;
/** Number of this VU in its instance, from 1; 0 where the script is only read. */
declare const __VU: number;
/** Journeys that this VU began before this one. */
declare const __ITER: number;
declare function open(path: string): string;
