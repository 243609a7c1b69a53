import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { noIntegrity, readIntegrity } from '../../../lib/run/target/read-integrity.ts';
import type { Target } from '../../../lib/run/target/target.ts';
import { neverAborted } from '../../target/shop-client.ts';

const ok = { ok: true, checks: [] };
/** What reading gave and said of a target that answers so. */
async function read(integrity?: Target['integrity']) {
  const said: string[] = [];
  const options = { signal: neverAborted, onProgress: (line: string) => void said.push(line) };
  return { facts: await readIntegrity({ ...(integrity && { integrity }) } as Target, options), said };
}

test('a target without a check of its data has no facts', async () => {
  expect(await read()).toEqual({ facts: noIntegrity, said: [] });
});

test('one that answers at once is not spoken of', async () => {
  expect(await read(async () => ok)).toEqual({ facts: { integrity: ok, integrityTrouble: null }, said: [] });
});

test('the user reads why it takes long, once', async () => {
  let asked = 0;
  const { facts, said } = await read(async () => {
    await sleep(1_200);
    if (++asked === 1) throw new Error('status 500');
    return ok;
  });
  expect(facts.integrity).toEqual(ok);
  expect(said).toEqual(['waiting for the target to finish its work, to check its data']);
});

test('one whose database is gone is not asked again', async () => {
  const { facts } = await read(() => Promise.reject(new Error('status 503')));
  expect(facts).toEqual({ integrity: null, integrityTrouble: 'status 503' });
});
