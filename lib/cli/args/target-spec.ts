import { UsageError } from '../../model/errors.ts';
import type { TargetRequest } from '../../model/run-request.ts';
import { nearestFirst } from '../../plan/did-you-mean.ts';
import { checkTargetUrl } from '../../plan/target-url.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';
import { readHeaders } from './headers.ts';
import type { RunOptions } from './run-options.ts';

type TargetOptions = Pick<RunOptions, 'target' | 'allowHost' | 'insecure' | 'setting'> &
  Partial<Pick<RunOptions, 'header'>>;

/** Where the load goes, by `--target`, `--header`, `--insecure`, `--allow-host` and `--setting`. */
export function parseTarget(options: TargetOptions): TargetRequest {
  const headers = readHeaders(options.header ?? [], process.env);
  const settings = Object.fromEntries((options.setting ?? []).map(parseSetting));
  const { insecure = false } = options;
  if (options.target === undefined) {
    if (options.allowHost === undefined) return { kind: 'shop', settings, headers, insecure };
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
    insecure,
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

function parseSetting(text: string): [string, string] {
  const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(text) ?? [];
  if ((shopSettingNames as readonly string[]).includes(name)) return [name, value];
  const known = nearestFirst(name || text, shopSettingNames).slice(0, 6);
  throw new UsageError(`--setting '${text}' is not a setting of the reference shop`, {
    hint: `write NAME=value; known: ${known.join(', ')}`,
  });
}
