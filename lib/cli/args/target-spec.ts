import { resolve } from 'node:path';
import { secretValues, shownUrl } from '../../model/credentials.ts';
import { UsageError } from '../../model/errors.ts';
import type { TargetRequest } from '../../model/run-request.ts';
import type { TargetSpec } from '../../model/target-spec.ts';
import { nearestFirst } from '../../plan/did-you-mean.ts';
import { checkTargetUrl, isLoopback } from '../../plan/target-url.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';
import { filled, readHeaders } from './headers.ts';
import { type OwnService, ownHeaders } from './own-service.ts';
import type { RunOptions } from './run-options.ts';

type TargetOptions = Pick<
  RunOptions,
  'target' | 'allowHost' | 'insecure' | 'setting' | 'attach' | 'dbUrl' | 'metricsUrl' | 'cpuProfile' | 'ownService'
> &
  Partial<Pick<RunOptions, 'header'>> & { readonly runsDir?: string };

/**
 * Where the load goes, and what is looked into there, by the options that say so: `--target`, else the project's own
 * service, else the reference shop.
 */
export function parseTarget(options: TargetOptions): TargetRequest {
  const settings = Object.fromEntries((options.setting ?? []).map(parseSetting));
  const hasSettings = Object.keys(settings).length > 0;
  if (options.target !== undefined && hasSettings) {
    throw new UsageError('--setting was given, but the target is not the reference shop', { hint: 'leave it out' });
  }
  const { ownService: own, insecure = false } = options;
  // Headers of one service, which may be secrets, are not sent to another one.
  const isOwn = own !== undefined && !hasSettings && (options.target ?? own.url) === own.url;
  const headers = readHeaders([...(isOwn ? ownHeaders(own) : []), ...(options.header ?? [])], process.env);
  const sent = { headers, insecure, ...parseWatching(options) };
  const url = options.target ?? (isOwn ? own.url : undefined);
  if (url !== undefined) return { kind: 'url', url: checkedUrl(url, options.allowHost), ...sent };
  if (options.allowHost !== undefined) {
    throw new UsageError('--allow-host was given without --target', {
      hint: 'name the service: --target https://host',
    });
  }
  return { ...((isOwn ? startedHere(own, headers, options) : undefined) ?? { kind: 'shop', settings }), ...sent };
}

/** The own service, started for each run in the project's folder; its output goes to target.log. */
function startedHere(
  { recipe, folder }: OwnService,
  headers: TargetRequest['headers'],
  { runsDir = 'runs' }: TargetOptions,
): TargetSpec | undefined {
  if (recipe === undefined) return undefined;
  const log = resolve(runsDir, 'target.log');
  return { kind: 'recipe', recipe, folder, log, secrets: secretValues(headers, process.env) };
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
