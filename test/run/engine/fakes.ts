import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import type { EngineLimits } from '../../../lib/run/engine/context.ts';
import type { Engine } from '../../../lib/run/engine/engine.ts';
import { type FindEngineOptions, findEngine } from '../../../lib/run/engine/find-engine.ts';

export const linux = { os: 'linux', arch: 'x64' };
export const mac = { os: 'darwin', arch: 'arm64' };
export const tarName = 'k6-v2.2.0-linux-amd64.tar.gz';
export const zipName = 'k6-v2.2.0-macos-arm64.zip';

const shortLimits: Partial<EngineLimits> = {
  versionMs: 2_000,
  connectMs: 500,
  stallMs: 300,
  downloadMs: 5_000,
  goModuleMs: 5_000,
  goBuildMs: 5_000,
  downloadProgressMs: 50,
  buildProgressMs: 50,
};

/** A shell script that answers `version` as k6 v2.2.0 really does; `before` runs first. */
export function fakeK6(version = '2.2.0', before = ''): string {
  const answer = `k6 v${version} (commit/0123456789, go1.26.8, linux/amd64)`;
  return `#!/bin/sh\n${before}\n[ "$1" = version ] && echo "${answer}"\nexit 0\n`;
}

/** A folder for one test, with an empty `bin` that is all there is on PATH. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'caseload-engine-'));
  readonly bin = join(this.root, 'bin');
  readonly cache = join(this.root, 'cache');
  readonly lines: string[] = [];
  digests: Record<string, string> = {};

  constructor() {
    mkdirSync(this.bin);
  }

  env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { PATH: this.bin, HOME: this.root, CASELOAD_CACHE: this.cache, CASELOAD_K6_NO_DOWNLOAD: '1', ...more };
  }

  program(name: string, text: string, mode = 0o755): string {
    const path = join(this.root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  /** Puts a `go` on PATH whose `build` runs the given shell lines; `$OUT` is what `-o` names. */
  go(build: string, download = `echo '{"Dir": "${this.root}"}'`): void {
    this.program(
      'bin/go',
      `#!/bin/sh
if [ "$1" = mod ]; then [ "$*" = "mod download -json go.k6.io/k6/v2@v2.2.0" ] || exit 9; ${download}; exit $?; fi
[ "$1 $2 $5" = "build -trimpath -o" ] && [ "$7" = . ] && [ "$CGO_ENABLED" = 0 ] || exit 9
OUT="$6"
${build}
`,
    );
  }

  find(options: Partial<FindEngineOptions> = {}): Promise<Engine> {
    return findEngine({
      env: this.env(),
      signal: new AbortController().signal,
      onProgress: (line) => this.lines.push(line),
      platform: linux,
      digests: this.digests,
      ...options,
      limits: { ...shortLimits, ...options.limits },
    });
  }

  enginePath(platform = 'linux-x64'): string {
    return join(this.cache, 'k6', '2.2.0', platform, 'k6');
  }

  /** Everything beside the cached k6: locks and temporary files that should be gone. */
  leftovers(): string[] {
    const folder = dirname(this.enginePath());
    return existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'k6' && name !== 'k6.json') : [];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function packTar(script: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'caseload-tar-'));
  const inner = 'k6-v2.2.0-linux-amd64';
  mkdirSync(join(folder, inner));
  writeFileSync(join(folder, inner, 'README.md'), 'not the program');
  writeFileSync(join(folder, inner, 'k6'), script, { mode: 0o755 });
  execFileSync('tar', ['-czf', 'packed.tar.gz', inner], { cwd: folder });
  const packed = readFileSync(join(folder, 'packed.tar.gz'));
  rmSync(folder, { recursive: true });
  return packed;
}

/** A .zip with a folder and one deflated file in it, laid out as in APPNOTE.TXT 4.3. */
export function packZip(script: string): Buffer {
  const members = [
    { name: 'k6-v2.2.0-macos-arm64/', content: '' },
    { name: 'k6-v2.2.0-macos-arm64/k6', content: script },
  ];
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of members) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(4, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(content), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    const localBytes = Buffer.concat([local, Buffer.from(name), Buffer.alloc(4), packed]);
    offset += localBytes.length;
    locals.push(localBytes);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A release server on 127.0.0.1 with a fake k6 for Linux and macOS; `answers` can be changed file by file. */
export class ReleaseServer {
  readonly answers = new Map<string, Answer>();
  readonly asked: string[] = [];
  /** What the fake release has in the place of the real one's digests. */
  readonly digests: Record<string, string>;
  readonly #server = createServer((request, response) => {
    const name = request.url?.replace('/v2.2.0/', '') ?? '';
    this.asked.push(name);
    const answer = this.answers.get(name);
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end('no such file');
    else response.end(answer);
  });

  constructor(tar = packTar(fakeK6()), zip = packZip(fakeK6())) {
    this.answers.set(tarName, tar).set(zipName, zip);
    this.digests = { [tarName]: sha256(tar), [zipName]: sha256(zip) };
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.address;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Waits until the condition holds; throws after five seconds. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (isSo()) return;
    await sleep(50);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** True while the process exists and is no zombie. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
