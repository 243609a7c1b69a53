import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { TargetError } from '../../../lib/model/errors.ts';
import { prepareUsers } from '../../../lib/run/users/prepared-users.ts';
import { fileOf } from '../../../lib/store/library.ts';
import { type Incoming, type Reply, StandInService } from '../../outside/stand-in-service.ts';
import { withPreparation } from './open-preparation.ts';

const services: StandInService[] = [];
const open = async (reply: (incoming: Incoming) => Reply) => {
  const service = await StandInService.open(reply);
  services.push(service);
  return service;
};
afterEach(() => {
  for (const service of services.splice(0)) service.close();
});

const emailOf = ({ body }: Incoming) => /load-([^@]+)@/.exec(body)?.[1] ?? '';
const tokenFor = (incoming: Incoming): Reply => ({
  status: 201,
  body: { accessToken: `토큰 of ${emailOf(incoming)}` },
});

const prepare = (url: string, count: number, onProgress: (done: number) => void = () => {}) =>
  withPreparation(fileOf('scenarios', 'order-only'), url, (preparation, scenario) =>
    prepareUsers(preparation, { scenario, count, runId: 'run', tryCommandLine: 'caseload try -s x', onProgress }),
  );

describe('prepared users', () => {
  it('are as many as asked for, each made once, in their order', async () => {
    const service = await open(tokenFor);
    const progress: number[] = [];
    const users = await prepare(service.url, 500, (done) => progress.push(done));
    expect(users).toEqual(Array.from({ length: 500 }, (_, index) => ({ token: `토큰 of run-u${index}` })));
    expect(progress).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(service.requests).toHaveLength(1_000);
  });

  it('survive a service that fails now and then: a user is begun again under another name', async () => {
    let count = 0;
    const service = await open((incoming) => (++count % 7 === 0 ? { status: 500 } : tokenFor(incoming)));
    const users = await prepare(service.url, 30);
    expect(new Set(users.map(({ token }) => token)).size).toBe(30);
    expect(users.some(({ token }) => /-u\d+-2$/.test(token ?? ''))).toBe(true);
  });

  it('end with what the target said when one cannot be prepared', async () => {
    let charges = 0;
    const service = await open((incoming) =>
      incoming.url.endsWith('charge') && ++charges > 6 ? { status: 503 } : tokenFor(incoming),
    );
    const trial = prepare(service.url, 300);
    await expect(trial).rejects.toThrow(TargetError);
    await expect(trial).rejects.toThrow(
      /^after \d of 300 users, one could not be prepared: POST \/api\/points\/charge returned 503, expected 200 or 201$/,
    );
    expect(service.requests.length).toBeLessThan(200);
  });

  it('travel in a private file, which is gone afterwards', async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('caseload-preparation-'));
    const before = ours();
    const seen: { path: string; mode: number }[] = [];
    const service = await open((incoming) => {
      for (const folder of ours().filter((name) => !before.includes(name))) {
        const path = join(tmpdir(), folder);
        seen.push({ path, mode: statSync(path).mode & 0o777 });
        for (const name of readdirSync(path)) {
          seen.push({ path: join(path, name), mode: statSync(join(path, name)).mode & 0o777 });
        }
      }
      return tokenFor(incoming);
    });
    await prepare(service.url, 3);
    expect(seen.some(({ path }) => path.endsWith('.ndjson'))).toBe(true);
    for (const { path, mode } of seen) {
      expect(mode, path).toBe(/\.(ndjson|js)$/.test(path) ? 0o600 : 0o700);
      expect(existsSync(path)).toBe(false);
    }
  });
});
