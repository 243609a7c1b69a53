import { shopKnobNames } from '../run/shop.ts';

const secretOptions: readonly string[] = ['-H', '--header'];
const environmentOptions: readonly string[] = ['-e', '--env'];

/**
 * The words that repeat a run, for the record: the knobs of the shop that were set, then the command line as it was, quoted for a shell; values of
 * headers, variables handed to the script and credentials in URLs are replaced by `…`.
 */
export function repeatCommand(words: readonly string[], env: NodeJS.ProcessEnv): string {
  const knobs = shopKnobNames.flatMap((name) => (env[name] === undefined ? [] : [`${name}=${quote(env[name])}`]));
  const shown = words.map((word, index) => quote(redactWord(word, words[index - 1])));
  return [...knobs, 'npm run load --', ...shown].join(' ');
}

function redactWord(word: string, previous: string | undefined): string {
  const [, option, value] = /^(--header|--env)=(.*)$/s.exec(word) ?? [];
  if (option !== undefined && value !== undefined) return `${option}=${redactPair(value)}`;
  if (previous !== undefined && (secretOptions.includes(previous) || environmentOptions.includes(previous)))
    return redactPair(word);
  // k6 arguments come one by one: --k6-arg -e --k6-arg KEY=value, or --k6-arg=-eKEY=value.
  if (/^(--k6-arg=)?(-e|--env=)?[A-Za-z_]\w*=/.test(word) && !word.startsWith('--k6-arg=--'))
    return word.replace(/^((?:--k6-arg=)?(?:-e|--env=)?[A-Za-z_]\w*=).*$/s, (whole, head: string) =>
      previous === '--k6-arg' || word.startsWith('--k6-arg=') ? `${head}…` : redactUrl(whole),
    );
  return redactUrl(word);
}

const redactPair = (pair: string): string => pair.replace(/^([^:=]+[:=]\s*).*$/s, '$1…');

const redactUrl = (word: string): string => word.replace(/\/\/[^/\s@]+@/g, '//…@');

/** A word as a POSIX shell reads it back. */
function quote(word: string): string {
  return /^[\w./:=@%+,→-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
