/** An argument as a POSIX shell reads it back. */
export function quoteArg(arg: string): string {
  return /^[\w./:=@%+,…-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
