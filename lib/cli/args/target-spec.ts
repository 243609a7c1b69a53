import { shownUrl } from '../../model/credentials.ts';
import { UsageError } from '../../model/errors.ts';
import type { TargetRequest } from '../../model/run-request.ts';
import { nearestFirst } from '../../plan/did-you-mean.ts';
import { checkTargetUrl, isLoopback } from '../../plan/target-url.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';
import { filled, readHeaders } from './headers.ts';
import type { RunOptions } from './run-options.ts';

type TargetOptions = Pick<
  RunOptions,
  'target' | 'allowHost' | 'insecure' | 'setting' | 'attach' | 'dbUrl' | 'metricsUrl' | 'cpuProfile'
> &
  Partial<Pick<RunOptions, 'header'>>;

/** Where the load goes, and what is looked into there, by the options that say so. */
export function parseTarget(options: TargetOptions): TargetRequest {
  const headers = readHeaders(options.header ?? [], process.env);
  const settings = Object.fromEntries((options.setting ?? []).map(parseSetting));
  const { insecure = false } = options;
  const watching = parseWatching(options);
  if (options.target === undefined) {
    if (options.allowHost === undefined) return { kind: 'shop', settings, headers, insecure, ...watching };
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
    ...watching,
  };
}

function parseWatching({ attach, dbUrl, metricsUrl, allowHost, cpuProfile }: Omit<TargetOptions, 'header'>) {
  const databaseUrl = dbUrl === undefined ? undefined : filled(dbUrl, '--db-url', process.env);
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\/[^/]/.test(databaseUrl)) {
    throw new UsageError(`--db-url is '${shownUrl(databaseUrl)}', which is not an address of PostgreSQL`, {
      hint: `write it like postgres://user:password@host:port/database, or like \${NAME} for a variable that holds it`,
    });
  }
  return {
    ...(attach !== undefined && { attach }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(metricsUrl !== undefined && { metricsUrl: checkedMetricsUrl(metricsUrl, allowHost) }),
    ...(cpuProfile !== undefined && { cpuProfile }),
  };
}

/** Asked each second: on this machine, unless the host is allowed. Stored with the run: without secrets. */
function checkedMetricsUrl(text: string, allowHost: string | undefined): string {
  const isPath = /^\/(?!\/)/.test(text);
  const url = isPath ? new URL(text, 'http://localhost') : URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.search !== '') {
    throw new UsageError(`--metrics-url is '${shownUrl(text)}', which is no plain address`, {
      hint: 'write a path of the target, /metrics, or an address without a password and without a query',
    });
  }
  if (isLoopback(url.hostname) || url.hostname === allowHost?.toLowerCase()) return text;
  throw new UsageError(`--metrics-url: ${url.hostname} is not this machine`, {
    hint: `if you are allowed to ask it, add --allow-host ${url.hostname}`,
  });
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
