import { UsageError } from '../../model/errors.ts';
import type { TargetSpec } from '../../model/run-request.ts';
import { nearestFirst } from '../../plan/did-you-mean.ts';
import { checkTargetUrl } from '../../plan/target-url.ts';
import { shopKnobNames } from '../../run/target/shop/setting-names.ts';
import type { RunOptions } from './run-options.ts';

type TargetOptions = Pick<RunOptions, 'target' | 'allowHost' | 'insecure' | 'setting'> &
  Partial<Pick<RunOptions, 'header'>>;

/** Where the load goes, by `--target`, `--header`, `--insecure`, `--allow-host` and `--setting`. */
export function parseTarget(options: TargetOptions): TargetSpec {
  const headers = parseHeaders(options.header ?? []);
  const settings = Object.fromEntries((options.setting ?? []).map(parseSetting));
  if (options.target === undefined) {
    if (options.allowHost === undefined) return { kind: 'shop', settings, headers };
    throw new UsageError('--allow-host was given without --target', {
      hint: 'name the service: --target https://host',
    });
  }
  if (Object.keys(settings).length > 0) {
    throw new UsageError('--setting was given, but the target is not the reference shop', { hint: 'leave it out' });
  }
  return {
    kind: 'url',
    url: checkedUrl(options.target, options.allowHost),
    insecure: options.insecure ?? false,
    headers,
  };
}

function checkedUrl(target: string, allowHost: string | undefined): string {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  const parsed = url && {
    protocol: url.protocol,
    hostname: url.hostname,
    hasCredentials: url.username !== '' || url.password !== '',
    hasQuery: url.search !== '' || url.hash !== '',
  };
  return checkTargetUrl(target, parsed, allowHost);
}

/** `Name: value` lines as headers. The message of a mistake never repeats the value: it may be a secret. */
function parseHeaders(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line, index) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new UsageError(`--header ${index + 1} is not of the form 'Name: value'`, {
        hint: "write it like --header 'X-Api-Key: …'",
      });
    }),
  );
}

function parseSetting(text: string): [string, string] {
  const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(text) ?? [];
  if ((shopKnobNames as readonly string[]).includes(name)) return [name, value];
  const known = nearestFirst(name || text, shopKnobNames).slice(0, 6);
  throw new UsageError(`--setting '${text}' is no setting of the reference shop`, {
    hint: `write NAME=value; known: ${known.join(', ')}`,
  });
}
