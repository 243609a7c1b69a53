/** Arguments of `k6 run` that decide what a request is, by name; true where a value follows. */
const takesValue: Readonly<Record<string, boolean>> = {
  '-e': true,
  '--env': true,
  '--dns': true,
  '--local-ips': true,
  '--user-agent': true,
  '--max-redirects': true,
  '--insecure-skip-tls-verify': false,
};

/** Of the user's own arguments for k6, those that hold for what is sent before the load, too. */
export function requestArgs(args: readonly string[]): string[] {
  const [arg, ...rest] = args;
  if (arg === undefined) return [];
  const [name = ''] = /^(-e|--[\w-]+)/.exec(arg) ?? [];
  const hasOwnValue = arg.length > name.length;
  const taken = takesValue[name] && !hasOwnValue ? [arg, ...rest.slice(0, 1)] : [arg];
  return [...(name in takesValue ? taken : []), ...requestArgs(args.slice(name in takesValue ? taken.length : 1))];
}
