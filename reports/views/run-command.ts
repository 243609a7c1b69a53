import type { LoadChange } from '../../lib/model/finding.ts';
import { quoteArg } from '../../lib/model/shell-quote.ts';

/** The command line of a run, taken apart: settings of the target before it, the program, and its options in order. */
export interface RunCommand {
  readonly settings: Readonly<Record<string, string>>;
  readonly program: readonly string[];
  readonly options: readonly CommandOption[];
}

interface CommandOption {
  /** Without its hyphens, in its long form. */
  readonly name: string;
  /** undefined of one that takes none. */
  readonly value: string | undefined;
}

const longNames: Readonly<Record<string, string>> = {
  ...{ s: 'scenario', p: 'profile', t: 'target', H: 'header', o: 'out', q: 'quiet' },
};
const valueless: ReadonlySet<string> = new Set([
  ...['insecure', 'attach', 'no-attach', 'cpu-profile', 'abort-on-fail', 'across-hosts', 'strict', 'yes'],
  ...['dry-run', 'json', 'quiet'],
]);
const shape: ReadonlySet<string> = new Set(['profile', 'stages', 'rate', 'duration', 'scale', 'start-rate']);
/** Of this load alone: another one compares with no baseline of it, and has neither its name nor its remark. */
const ofThisLoad: ReadonlySet<string> = new Set([
  ...['baseline', 'baselines-dir', 'across-hosts', 'strict'],
  ...['name', 'note'],
]);

/** undefined if the command is not `load`. */
export function parseRunCommand(command: string): RunCommand | undefined {
  const args = splitCommand(command);
  const first = args.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const load = args.indexOf('load');
  if (load === -1) return undefined;
  const end = args[load + 1] === '--' ? load + 2 : load + 1;
  return {
    settings: Object.fromEntries(args.slice(0, first).map((word) => word.split(/=(.*)/s, 2) as [string, string])),
    program: args.slice(first, end),
    options: optionsOf(args.slice(end)),
  };
}

/** The same run with another load or other settings. */
export function changedCommand(
  { settings, program, options }: RunCommand,
  change: LoadChange,
  more: RunCommand['settings'],
): RunCommand {
  const isSame = 'options' in change && Object.keys(change.options).length === 0;
  const kept = isSame ? options : options.filter(({ name }) => !ofThisLoad.has(name));
  return { settings: { ...settings, ...more }, program, options: changedOptions(kept, change) };
}

export const commandText = ({ settings, program, options }: RunCommand): string =>
  [
    ...Object.entries(settings).map(([name, value]) => `${name}=${quoteArg(value)}`),
    ...program.map(quoteArg),
    ...options.flatMap(({ name, value }) => [`--${name}`, ...(value === undefined ? [] : [quoteArg(value)])]),
  ].join(' ');

function changedOptions(options: readonly CommandOption[], change: LoadChange): CommandOption[] {
  if ('scaleBy' in change) {
    const own = Number(options.find(({ name }) => name === 'scale')?.value ?? 1);
    return withOption(options, 'scale', `${Number((own * change.scaleBy).toFixed(6))}`);
  }
  const isWholeLoad = 'rate' in change.options || 'stages' in change.options;
  const replaced = options.filter(
    ({ name }) => !(isWholeLoad && shape.has(name)) && !('vus' in change.options && name === 'max-vus'),
  );
  return Object.entries(change.options).reduce((all, [name, value]) => withOption(all, name, value), replaced);
}

function withOption(options: readonly CommandOption[], name: string, value: string): CommandOption[] {
  const isThere = options.some((one) => one.name === name);
  return isThere ? options.map((one) => (one.name === name ? { name, value } : one)) : [...options, { name, value }];
}

function optionsOf(args: readonly string[]): CommandOption[] {
  const options: CommandOption[] = [];
  for (let at = 0; at < args.length; at++) {
    const { name, value } = optionOf(args[at] ?? '');
    if (value !== undefined || valueless.has(name)) options.push({ name, value });
    else options.push({ name, value: args[++at] });
  }
  return options;
}

function optionOf(word: string): CommandOption {
  const [, long, ofLong] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (long !== undefined) return { name: long, value: ofLong };
  const [, short = '', ofShort] = /^-(\w)(.+)?$/s.exec(word) ?? [];
  return { name: longNames[short] ?? short, value: ofShort };
}

/** The arguments that quoteArg wrote, as a shell reads them back. */
const splitCommand = (command: string): string[] =>
  [...command.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(')/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''),
  );
