import { existsSync, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InterruptedError, UsageError } from '../../../lib/model/errors.ts';
import { releaseDigests } from '../../../lib/run/engine/digest.ts';
import { fakeK6, mac, Place, packTar, packZip, ReleaseServer, sha256, tarName, until, zipName } from './fakes.ts';

let place: Place;
let server: ReleaseServer;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  place = new Place();
  server = new ReleaseServer();
  const mirror = { CASELOAD_K6_RELEASES: await server.listen(), CASELOAD_K6_ALLOW_HTTP: '1' };
  env = place.env({ CASELOAD_K6_NO_DOWNLOAD: '', ...mirror });
  place.digests = server.digests;
});

afterEach(() => {
  server.close();
  const leftovers = place.leftovers();
  place.remove();
  expect(leftovers).toEqual([]);
});

/** Lines of progress, without the sizes that a slow machine prints in between. */
const stepsOf = ({ lines }: { readonly lines: readonly string[] }) => lines.filter((line) => !line.endsWith(' MB'));

describe('the release archive', () => {
  it('is downloaded, verified and kept', async () => {
    const engine = await place.find({ env });
    expect(engine).toEqual({ path: place.enginePath(), version: '2.2.0', source: 'download' });
    expect(readFileSync(engine.path, 'utf8')).toBe(fakeK6());
    expect(statSync(engine.path).mode & 0o777).toBe(0o755);
    expect(stepsOf(place)).toEqual([`downloading k6 2.2.0: ${server.address}/v2.2.0/${tarName}`]);
    expect(await place.find({ env })).toEqual({ ...engine, source: 'cache' });
    expect(server.asked).toEqual([tarName]);
  });

  it('is a zip for macOS', async () => {
    const engine = await place.find({ env, platform: mac });
    expect(engine).toEqual({ path: place.enginePath('darwin-arm64'), version: '2.2.0', source: 'download' });
    expect(readFileSync(engine.path, 'utf8')).toBe(fakeK6());
  });

  it('is followed through redirects, to another host too', async () => {
    const other = new ReleaseServer();
    const address = await other.listen();
    other.answers.set(tarName, server.answers.get(tarName) ?? '');
    server.answers.set(tarName, (_, response) => response.writeHead(302, { location: '/v2.2.0/hop' }).end());
    server.answers.set('hop', (_, response) =>
      response.writeHead(301, { location: `${address}/v2.2.0/${tarName}` }).end('moved'),
    );
    expect((await place.find({ env })).source).toBe('download');
    other.close();
  });

  it('tells how far it is when it takes long', async () => {
    const tar = packTar(fakeK6());
    server.digests[tarName] = sha256(tar);
    server.answers.set(tarName, (_, response) => {
      response.writeHead(200, { 'content-length': tar.length });
      for (const part of [0, 1, 2, 3])
        setTimeout(() => {
          const size = Math.ceil(tar.length / 4);
          response.write(tar.subarray(part * size, (part + 1) * size));
          if (part === 3) response.end();
        }, part * 100);
    });
    expect((await place.find({ env })).source).toBe('download');
    expect(place.lines).toContainEqual(expect.stringMatching(/^downloading k6 2\.2\.0: \d+\.\d of \d+\.\d MB$/));
  });
});

describe('a download that fails says why and goes on to Go', () => {
  const hang = () => {};
  const hangInBody = (_: unknown, response: ServerResponse) => {
    response.writeHead(200, { 'content-length': 5_000 });
    response.write('a beginning');
  };
  const brokenOff = (_: unknown, response: ServerResponse) => {
    hangInBody(_, response);
    setTimeout(() => response.destroy(), 50);
  };
  const drip = (_: unknown, response: ServerResponse) => {
    const timer = setInterval(() => response.write('a'), 100);
    response.on('close', () => clearInterval(timer));
  };
  const endless = (_: unknown, response: ServerResponse) => {
    const megabyte = Buffer.alloc(1e6);
    const go = () => {
      while (!response.destroyed && response.write(megabyte));
    };
    response.on('drain', go);
    go();
  };
  const cases: [string, string, Parameters<ReleaseServer['answers']['set']>[1] | undefined, RegExp][] = [
    ['404', tarName, undefined, /linux-amd64\.tar\.gz: HTTP status 404, 200 was expected/],
    ['a changed archive', tarName, packTar(fakeK6('2.2.0', '# evil')), /CHECKSUM MISMATCH, .* thrown away: /],
    ['broken off in the body', tarName, brokenOff, /tar\.gz: the server closed the connection/],
    ['hanging before headers', tarName, hang, /no answer from 127\.0\.0\.1:\d+ within 0\.3 s/],
    ['hanging in the body', tarName, hangInBody, /tar\.gz: sent nothing for 0\.3 s/],
    ['a byte now and then', tarName, drip, /not done within 1 s/],
    ['bytes without end', tarName, endless, /more than 400 MB, this is not a k6 archive/],
    [
      'redirects without end',
      tarName,
      (request, response) => response.writeHead(302, { location: request.url }).end(),
      /more than 5 redirects/,
    ],
    [
      'a redirect to a file',
      tarName,
      (_, response) => response.writeHead(302, { location: 'ftp://x/y' }).end(),
      /redirected to ftp:\/\/x\/y/,
    ],
  ];

  it.each(cases)('%s', async (what, name, answer, reason) => {
    if (answer === undefined) server.answers.delete(name);
    else server.answers.set(name, answer);
    place.go('exit 1');
    const limits = what === 'a byte now and then' ? { downloadMs: 1_000 } : {};
    await expect(place.find({ env, limits })).rejects.toThrow(reason);
    expect(stepsOf(place)[1]).toMatch(/^the download of k6 failed, trying to build it with go: /);
    expect(stepsOf(place)[1]).toMatch(reason);
    expect(stepsOf(place)[2]).toMatch(/^building k6 2\.2\.0 with go/);
    expect(existsSync(place.enginePath())).toBe(false);
  });

  it.each([
    ['no archive at all', Buffer.from('<html>'), /cannot be unpacked: incorrect header check/],
    ['another version', packTar(fakeK6('2.1.0')), /this is k6 2\.1\.0, not 2\.2\.0/],
    ['a program that does not run', packTar('#!/bin/sh\nexit 5\n'), /version" ended with exit code 5/],
    ['a truncated archive', packTar(fakeK6()).subarray(0, 200), /cannot be unpacked: unexpected end of file/],
  ])('%s with the right checksum', async (_what, archive, reason) => {
    server.answers.set(tarName, archive);
    server.digests[tarName] = sha256(archive);
    await expect(place.find({ env })).rejects.toThrow(reason);
    expect(existsSync(place.enginePath())).toBe(false);
  });

  it.each([
    ['a zip without k6', packZip('').subarray(0, 0), /it has no end record/],
    ['a damaged zip', packZip(fakeK6()).fill(0xff, 50, 90), /cannot be unpacked/],
  ])('%s', async (_what, archive, reason) => {
    server.answers.set(zipName, archive);
    server.digests[zipName] = sha256(archive);
    await expect(place.find({ env, platform: mac })).rejects.toThrow(reason);
  });

  it('a host that refuses, is unknown or has no place for the machine', async () => {
    const closed = `${server.address}`;
    server.close();
    await expect(place.find({ env: { ...env, CASELOAD_K6_RELEASES: closed } })).rejects.toThrow(/ECONNREFUSED/);
    const unknown = { ...env, CASELOAD_K6_RELEASES: 'https://releases.invalid', HTTPS_PROXY: 'http://proxy:1' };
    const startedAtMs = Date.now();
    await expect(place.find({ env: unknown })).rejects.toThrow(/releases\.invalid.*does not use HTTPS_PROXY/);
    expect(Date.now() - startedAtMs).toBeLessThan(3_000);
    await expect(place.find({ env, platform: { os: 'sunos', arch: 'x64' } })).rejects.toThrow(
      /no release archive for sunos-x64/,
    );
  });

  it('a host that never completes the connection', async () => {
    // 192.0.2.0/24 (RFC 5737) routes nowhere: either no answer or "unreachable", and in no case a long wait.
    const startedAtMs = Date.now();
    const nowhere = { ...env, CASELOAD_K6_RELEASES: 'http://192.0.2.1' };
    await expect(place.find({ env: nowhere })).rejects.toThrow(/192\.0\.2\.1/);
    expect(Date.now() - startedAtMs).toBeLessThan(2_000);
  });
});

describe('the switches of the download', () => {
  it.each(['1', 'true'])('CASELOAD_K6_NO_DOWNLOAD=%s asks no server', async (word) => {
    const off = { ...env, CASELOAD_K6_NO_DOWNLOAD: word };
    await expect(place.find({ env: off })).rejects.toThrow('switched off by CASELOAD_K6_NO_DOWNLOAD');
    expect(server.asked).toEqual([]);
  });

  it('offline asks no server', async () => {
    await expect(place.find({ env, offline: true })).rejects.toThrow('not tried, offline was asked for');
    expect(server.asked).toEqual([]);
  });

  it('a mirror by plain http is refused unless it is asked for', async () => {
    const plain = place.find({ env: { ...env, CASELOAD_K6_ALLOW_HTTP: undefined } });
    await expect(plain).rejects.toThrow(UsageError);
    await expect(plain).rejects.toThrow(/^CASELOAD_K6_RELEASES is "http:.*": http is not encrypted$/);
    expect(server.asked).toEqual([]);
  });

  it('a mirror has no say in which digest is the right one', async () => {
    place.digests = releaseDigests;
    await expect(place.find({ env })).rejects.toThrow(/CHECKSUM MISMATCH/);
    expect(existsSync(place.enginePath())).toBe(false);
  });

  it('a mirror that is no web address is the user’s mistake', async () => {
    const wrong = { ...env, CASELOAD_K6_RELEASES: '/srv/mirror' };
    await expect(place.find({ env: wrong })).rejects.toThrow(UsageError);
  });
});

describe('an interruption', () => {
  it.each(['before the headers', 'in the body'])('%s ends the download at once and leaves nothing', async (where) => {
    server.answers.set(tarName, (_, response) => {
      if (where === 'in the body') response.writeHead(200, { 'content-length': 9_999 }).write('a beginning');
    });
    place.go('exit 0');
    const controller = new AbortController();
    const finding = place.find({ env, signal: controller.signal, limits: { stallMs: 20_000, downloadMs: 20_000 } });
    const outcome = finding.catch((caught: unknown) => caught);
    await until('the file is asked for', () => server.asked.includes(tarName));
    controller.abort();
    expect(await outcome).toBeInstanceOf(InterruptedError);
    expect(stepsOf(place)).toHaveLength(1);
  });

  it('before the start does nothing at all', async () => {
    await expect(place.find({ env, signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    expect(server.asked).toEqual([]);
  });
});
