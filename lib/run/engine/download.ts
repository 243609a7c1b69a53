import { writeFile } from 'node:fs/promises';
import { EngineError, UsageError } from '../../model/errors.ts';
import { readArchiveMember } from './archive.ts';
import type { EngineContext, Platform } from './context.ts';
import { sha256 } from './digest.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { pinnedVersion } from './version.ts';

const projectReleases = 'https://github.com/grafana/k6/releases/download';

/** Why the download way is closed by the user, or undefined when it is open. */
export function downloadSwitchedOff({ env, isOffline }: EngineContext): string | undefined {
  if (isOffline) return 'not tried, offline was asked for';
  const value = env.CASELOAD_K6_NO_DOWNLOAD;
  if (value && value !== '0' && value !== 'false') return 'switched off by CASELOAD_K6_NO_DOWNLOAD';
  return undefined;
}

/**
 * Gets the release archive of the pinned k6, compares it with the digest that caseload knows before anything reads it,
 * and writes the program in it to `to`. CASELOAD_K6_RELEASES names a mirror with the same paths.
 */
export async function downloadEngine(context: EngineContext, to: string): Promise<void> {
  const { onProgress, digests } = context;
  const name = archiveName(context.platform);
  const address = `${releasesAddress(context.env)}/v${pinnedVersion}/${name}`;
  onProgress(`downloading k6 ${pinnedVersion}: ${address}`);
  const archive = await fetchFile(context, address);
  const actual = sha256(archive);
  if (actual !== digests[name])
    throw new EngineError(
      `CHECKSUM MISMATCH, the download was thrown away: ${name} has sha256 ${actual}, the release has ${digests[name]}`,
    );
  await writeFile(to, await readArchiveMember(archive, name, 'k6'));
}

/** The name of the release archive for the machine; throws an `EngineError` where the project publishes none. */
function archiveName({ os, arch }: Platform): string {
  const cpu = new Map([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
  ]).get(arch);
  if (cpu !== undefined && os === 'linux') return `k6-v${pinnedVersion}-linux-${cpu}.tar.gz`;
  if (cpu !== undefined && os === 'darwin') return `k6-v${pinnedVersion}-macos-${cpu}.zip`;
  throw new EngineError(`no release archive for ${os}-${arch}, only for linux and darwin on x64 and arm64`);
}

function releasesAddress(env: NodeJS.ProcessEnv): string {
  const address = env.CASELOAD_K6_RELEASES || projectReleases;
  if (!URL.canParse(address) || !['http:', 'https:'].includes(new URL(address).protocol))
    throw new UsageError(`CASELOAD_K6_RELEASES is "${address}", an http or https address is needed`, {
      hint: `It replaces ${projectReleases} and must have the same paths.`,
    });
  if (new URL(address).protocol === 'http:' && env.CASELOAD_K6_ALLOW_HTTP !== '1')
    throw new UsageError(`CASELOAD_K6_RELEASES is "${address}": http is not encrypted`, {
      hint: 'give an https address, or set CASELOAD_K6_ALLOW_HTTP=1 as well',
    });
  return address.replace(/\/+$/, '');
}

async function fetchFile({ env, limits, signal, onProgress }: EngineContext, address: string): Promise<Buffer> {
  let printedAt = Date.now();
  const onBytes = (doneBytes: number, totalBytes: number | undefined) => {
    if (Date.now() - printedAt < limits.downloadProgressMs) return;
    printedAt = Date.now();
    const total = totalBytes === undefined ? '' : ` of ${megabytes(totalBytes)}`;
    onProgress(`downloading k6 ${pinnedVersion}: ${megabytes(doneBytes)}${total} MB`);
  };
  try {
    return await fetchBytes({ url: new URL(address), limits, signal, onBytes });
  } catch (error) {
    const isBehindProxy = Boolean(env.HTTPS_PROXY || env.https_proxy);
    if (!isBehindProxy || !(error instanceof EngineError)) throw error;
    throw new EngineError(`${error.message} (this download does not use HTTPS_PROXY)`, { cause: error });
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
