import { quoteArg } from '../../model/shell-quote.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';

/**
 * The command that repeats a run: the settings of the shop in the environment, then the command line as it was typed,
 * quoted for a shell; values of headers, variables for the script and credentials in URLs are replaced by
 * `…`.
 */
export function repeatCommand(args: readonly string[], env: NodeJS.ProcessEnv, command = 'npm run load --'): string {
  const settings = shopSettingNames.flatMap((name) =>
    env[name] === undefined ? [] : [`${name}=${quoteArg(env[name])}`],
  );
  const shown = args.map((arg, index) => quoteArg(redactArg(arg, args[index - 1])));
  return [...settings, command, ...shown].join(' ');
}

function redactArg(arg: string, previous: string | undefined): string {
  // `--header=…`, `-H…` and `-qH…` carry their own value.
  const [head = ''] = /^(--header=|--k6-arg=|-q*H(?=.))/.exec(arg) ?? [];
  const option = head === '' ? previous : head.replace('=', '');
  const value = arg.slice(head.length);
  if (/^(-q*H|--header)$/.test(option ?? '')) return `${head}${value.replace(/^([^:]*:\s*).*$/s, '$1…')}`;
  if (option === '--k6-arg') return `${head}${value.replace(/^((?:-e|--env=)?[A-Za-z_]\w*=).*$/s, '$1…')}`;
  return arg.replace(/\/\/[^/\s@]+@/g, '//…@');
}
