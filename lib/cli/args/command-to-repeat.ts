import { variableArg, withoutCredentials, withoutSecrets } from '../../model/credentials.ts';
import { quoteArg } from '../../model/shell-quote.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';
import { isInstalled } from '../../store/package-folder.ts';

/**
 * The command that repeats a run: the settings of the shop in the environment, then the command line as it was typed,
 * quoted for a shell; values of headers, variables for the script and credentials in URLs are replaced by
 * `…`.
 */
export function commandToRepeat(args: readonly string[], env: NodeJS.ProcessEnv, command = 'load'): string {
  const settings = shopSettingNames.flatMap((name) =>
    env[name] === undefined ? [] : [`${name}=${quoteArg(env[name])}`],
  );
  const shown = args.map((arg, index) => quoteArg(redactArg(arg, args[index - 1])));
  return [...settings, calledAs(command), ...shown].join(' ');
}

/** As the user of a clone, or of a project that has caseload as a dependency, calls a command. */
function calledAs(command: string): string {
  if (isInstalled) return `npx caseload ${command}`;
  return command === 'load' ? 'npm run load --' : `npm run caseload -- ${command}`;
}

function redactArg(arg: string, previous: string | undefined): string {
  // `--header=…`, `-H…` and `-qH…` carry their own value.
  const [head = ''] = /^(--header=|--k6-arg=|--out=|--db-url=|-q*H(?=.))/.exec(arg) ?? [];
  const option = head === '' ? previous : head.replace('=', '');
  const value = arg.slice(head.length);
  if (/^(-q*H|--header)$/.test(option ?? '')) return `${head}${redactHeader(value)}`;
  if (option === '--k6-arg') return `${head}${redactK6Arg(value)}`;
  if (option === '--out' || option === '--db-url') return `${head}${withoutSecrets(value)}`;
  return withoutCredentials(arg);
}

/** A file of headers and a value that is only a variable are no secrets themselves. */
function redactHeader(line: string): string {
  if (/^@|^[^:]*:\s*(\w+ +)?\$\{\w+\}$/.test(line)) return line;
  return line.replace(/^([^:]*:\s*).*$/s, '$1…');
}

/** The name of a variable stays. */
const redactK6Arg = (arg: string): string =>
  variableArg.test(arg) ? arg.replace(variableArg, '$1…') : withoutSecrets(arg);
