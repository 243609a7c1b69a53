// What k6's engine has and @types/k6 leaves out.
declare const console: { error(...words: unknown[]): void; warn(...words: unknown[]): void };
declare const __ENV: Readonly<Record<string, string | undefined>>;
declare function open(path: string): string;
