import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError, InterruptedError } from '../../../lib/model/errors.ts';
import { cacheFolder } from '../../../lib/run/engine/cache.ts';
import { recordDigest } from '../../../lib/run/engine/digest.ts';
import type { Engine } from '../../../lib/run/engine/engine.ts';
import { fakeK6, isRunning, linux, mac, Place, ReleaseServer, tarName, until } from './fakes.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.remove());

const goWritesK6 = `printf '%s' '${fakeK6()}' > "$OUT"`;
/** As old as a file must be to count as left behind. */
const longAgo = new Date(Date.now() - 2 * 3_600_000);

describe('k6 on PATH', () => {
  it('is used when its version is in range', async () => {
    const path = place.program('bin/k6', fakeK6('2.7.0'));
    expect(await place.find()).toEqual({ path, version: '2.7.0', source: 'PATH' });
    expect(place.lines).toEqual([]);
  });

  it.each([
    ['1.x', fakeK6('1.8.1'), /k6 1\.8\.1 is too old/],
    ['3.x', fakeK6('3.1.0'), /k6 3\.1\.0 is unknown/],
    ['broken', '#!/bin/sh\nexit 4\n', /ended with exit code 4/],
  ])('is skipped with one line when it is %s', async (_what, script, reason) => {
    place.program('bin/k6', script);
    place.program('cache/k6/2.2.0/linux-x64/k6', fakeK6());
    await recordDigest(place.enginePath());
    expect(await place.find()).toEqual({ path: place.enginePath(), version: '2.2.0', source: 'cache' });
    expect(place.lines).toHaveLength(1);
    expect(place.lines[0]).toMatch(/^skipping .*\/bin\/k6: /);
    expect(place.lines[0]).toMatch(reason);
  });
});

describe('no way left', () => {
  it('is one error that names all four ways', async () => {
    place.program('bin/k6', fakeK6('1.8.1'));
    const error = await place.find().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EngineError);
    const { message, hint } = error as EngineError;
    expect(message).toMatch(/neither --k6 nor CASELOAD_K6/);
    expect(message).toMatch(/k6 on PATH: .* was skipped: k6 1\.8\.1 is too old/);
    expect(message).toMatch(/the release archive of k6 2\.2\.0: switched off by CASELOAD_K6_NO_DOWNLOAD/);
    expect(message).toMatch(/a build with Go: go is not on PATH/);
    expect(message).not.toContain('\n');
    expect(hint).toMatch(/^Install k6 2\.x.*--k6.*CASELOAD_K6_RELEASES.*install Go/);
    expect(place.leftovers()).toEqual([]);
  });

  it('says so when the cache folder cannot be made', async () => {
    const env = place.env({ CASELOAD_CACHE: join(place.program('a-file', ''), 'cache') });
    await expect(place.find({ env })).rejects.toThrow(
      /cache folder cannot be used \(ENOTDIR.*CASELOAD_CACHE can name another/,
    );
  });
});

describe('the build with Go', () => {
  it('is used when nothing else is there, and kept', async () => {
    place.go(goWritesK6);
    expect(await place.find()).toEqual({ path: place.enginePath(), version: '2.2.0', source: 'go build' });
    expect(place.lines[0]).toBe('building k6 2.2.0 with go (two to four minutes, once) …');
    expect((await place.find()).source).toBe('cache');
    expect(place.leftovers()).toEqual([]);
  });

  it('tells how long it has been at it', async () => {
    place.go(`/bin/sleep 0.2\n${goWritesK6}`);
    await place.find();
    expect(place.lines).toContain('building k6 2.2.0 with go: 0 s so far …');
  });

  it('may use only what Go has in its own cache when offline, and builds for this machine', async () => {
    place.go(`[ "$GOPROXY$GOOS$GOARCH" = off ] || exit 1\n${goWritesK6}`);
    const env = place.env({ GOOS: 'windows', GOARCH: 'mips' });
    expect((await place.find({ env, offline: true })).source).toBe('go build');
  });

  it.each([
    [
      'the compiler fails',
      'echo "x.go:1: no" >&2; exit 2',
      undefined,
      /"go build" of k6 2\.2\.0 ended with exit code 2: x\.go:1: no/,
    ],
    [
      'the module cannot be had',
      '',
      `echo '{"Error": "lookup proxy: no such host"}'; false`,
      /download" failed: lookup proxy: no such host/,
    ],
    ['go mod download crashes', '', 'echo bad >&2; false', /"go mod download" ended with exit code 1: bad/],
    ['go prints something else', '', 'echo hello', /returned no Dir/],
    ['nothing was written', 'exit 0', undefined, /a build with Go: ENOENT/],
    ['it is another version', `printf '%s' '${fakeK6('2.1.0')}' > "$OUT"`, undefined, /this is k6 2\.1\.0, not/],
    ['it takes for ever', '/bin/sleep 60', undefined, /"go build" of k6 2\.2\.0 did not end within 0\.3 s/],
  ])('fails with the reason when %s', async (_what, build, download, reason) => {
    place.go(build, download);
    await expect(place.find({ limits: { goBuildMs: 300 } })).rejects.toThrow(reason);
    expect(existsSync(place.enginePath())).toBe(false);
    expect(place.leftovers()).toEqual([]);
  });

  it('leaves no process and no file when it is interrupted', async () => {
    const pids = join(place.root, 'pids');
    place.go(`/bin/sleep 60 &\necho "$$ $!" > ${pids}\necho part > "$OUT"\necho work > "$GOTMPDIR/work"\nwait`);
    const controller = new AbortController();
    const limits = { goBuildMs: 25_000 };
    const outcome = place.find({ signal: controller.signal, limits }).catch((caught: unknown) => caught);
    await until('go builds', () => existsSync(pids) && readFileSync(pids, 'utf8').endsWith('\n'));
    const abortedAtMs = Date.now();
    controller.abort();
    expect(await outcome).toBeInstanceOf(InterruptedError);
    expect(Date.now() - abortedAtMs).toBeLessThan(2_000);
    const started = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    await until('both have ended', () => !started.some(isRunning));
    expect(place.leftovers()).toEqual([]);
  });
});

describe('the cache', () => {
  it.each([
    ['has 0 bytes', '', 'it has 0 bytes'],
    ['is another version', fakeK6('2.1.0'), 'it is k6 2.1.0, not 2.2.0'],
    ['does not run', '#!/bin/sh\nexit 7\n', 'ended with exit code 7'],
  ])('is healed when its k6 %s', async (_what, script, reason) => {
    place.program('cache/k6/2.2.0/linux-x64/k6', script);
    await recordDigest(place.enginePath());
    place.go(goWritesK6);
    expect((await place.find()).source).toBe('go build');
    expect(place.lines[0]).toMatch(/^the cached .* is broken and will be replaced: /);
    expect(place.lines[0]).toContain(reason);
    expect(readFileSync(place.enginePath(), 'utf8')).toBe(fakeK6());
  });

  it('never starts a program that it did not install, whatever version that says it is', async () => {
    place.go(goWritesK6);
    const ran = join(place.root, 'ran');
    const intruder = fakeK6('2.2.0', `echo yes > ${ran}`);
    place.program('cache/k6/2.2.0/linux-x64/k6', intruder);
    expect((await place.find()).source).toBe('go build');
    expect(place.lines[0]).toMatch(/will be replaced: there is no digest to compare it with$/);
    const { mtime } = statSync(place.enginePath());
    place.program('cache/k6/2.2.0/linux-x64/k6', intruder);
    utimesSync(place.enginePath(), mtime, mtime);
    place.lines.length = 0;
    expect((await place.find()).source).toBe('go build');
    expect(place.lines[0]).toMatch(/will be replaced: it is not the program that was installed$/);
    expect(existsSync(ran)).toBe(false);
  });

  it('takes its own program again that was only touched', async () => {
    place.go(goWritesK6);
    await place.find();
    utimesSync(place.enginePath(), longAgo, longAgo);
    expect((await place.find()).source).toBe('cache');
  });

  it('is cleared of old temporary files, not of young ones', async () => {
    const folder = dirname(place.enginePath());
    mkdirSync(join(folder, '1-old.tmp'), { recursive: true });
    writeFileSync(join(folder, '1-old.tmp', 'k6'), 'part');
    utimesSync(join(folder, '1-old.tmp'), longAgo, longAgo);
    mkdirSync(join(folder, '2-young.tmp'));
    place.go(goWritesK6);
    await place.find();
    expect(place.leftovers()).toEqual(['2-young.tmp']);
  });

  it.each([
    [linux, { CASELOAD_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/c'],
    [linux, { XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/caseload'],
    [linux, { XDG_CACHE_HOME: 'relative', HOME: '/h' }, '/h/.cache/caseload'],
    [mac, { HOME: '/h' }, '/h/Library/Caches/caseload'],
  ])('of %o with %o is %s', (platform, env, folder) => {
    expect(cacheFolder({ platform, env })).toBe(folder);
  });

  it.each([
    ['whose process is gone', () => `999999999 ${hostname()} x`, new Date()],
    ['of another host without a heartbeat', () => '1 elsewhere x', longAgo],
  ])('ignores a lock %s', async (_what, content, at) => {
    const lock = join(dirname(place.enginePath()), 'lock');
    place.program('cache/k6/2.2.0/linux-x64/lock', content());
    utimesSync(lock, at, at);
    place.go(goWritesK6);
    expect((await place.find()).source).toBe('go build');
    expect(place.leftovers()).toEqual([]);
  });

  it('has an interruption end the wait for a lock', async () => {
    place.program('cache/k6/2.2.0/linux-x64/lock', '999999999 elsewhere x');
    const controller = new AbortController();
    const outcome = place.find({ signal: controller.signal }).catch((caught: unknown) => caught);
    await until('it waits', () => place.lines.length > 0);
    expect(place.lines[0]).toMatch(/^another caseload is installing k6: waiting for it \(lock .*\/lock\)$/);
    controller.abort();
    expect(await outcome).toBeInstanceOf(InterruptedError);
    expect(place.leftovers()).toEqual(['lock']);
  });
});

describe('processes', () => {
  const script = fileURLToPath(new URL('./find-in-process.ts', import.meta.url));
  const start = (env: NodeJS.ProcessEnv): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let server: ReleaseServer;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    server = new ReleaseServer();
    const mirror = { CASELOAD_K6_RELEASES: await server.listen(), CASELOAD_K6_ALLOW_HTTP: '1' };
    env = place.env({ CASELOAD_K6_NO_DOWNLOAD: '', ...mirror, DIGESTS: JSON.stringify(server.digests) });
  });
  afterEach(() => server.close());

  it('that start two at once on an empty cache download once, and both have an intact k6', async () => {
    const tar = server.answers.get(tarName);
    server.answers.set(tarName, (_, response) => void setTimeout(() => response.end(tar), 1_000));
    const outputs = await Promise.all([start(env), start(env)].map((child) => child.stdout && text(child.stdout)));
    const engines = outputs.map((output) => JSON.parse(output ?? '') as Engine);
    expect(engines.map(({ source }) => source).sort()).toEqual(['cache', 'download']);
    expect(new Set(engines.map(({ path }) => path))).toEqual(new Set([place.enginePath()]));
    expect(readFileSync(place.enginePath(), 'utf8')).toBe(fakeK6());
    expect(server.asked.filter((name) => name === tarName)).toHaveLength(1);
    expect(place.leftovers()).toEqual([]);
  });

  it('that are killed in the middle leave neither lock nor temporary files', async () => {
    server.answers.set(tarName, () => {});
    const child = start(env);
    await until('the archive is asked for', () => server.asked.includes(tarName));
    expect(place.leftovers()).toHaveLength(2);
    child.kill('SIGKILL');
    await until('the folder is clear', () => place.leftovers().length === 0);
  });
});
