import { expect, test } from 'vitest';
import { openProbes } from '../../../lib/run/probes/probes.ts';
import targetThreads from '../../../lib/run/signals/target-threads.ts';
import { openUrl } from '../../../lib/run/target/url.ts';
import { noProbes } from '../signals/no-probes.ts';

// Whatever listens at the same port of this machine is not the target.
test('nothing of this machine is looked into for a target on another host', async () => {
  const target = openUrl('http://shop.invalid:9');
  const probes = await openProbes(target, { mayAttach: true, onProgress: () => {} });
  expect(probes.node).toBe('the target is on another host');
  await probes.close();
  const watched = { target, generator: { processes: [] }, servers: () => [process.pid], probes: noProbes };
  expect(targetThreads.appliesTo(watched)).not.toBe(true);
});
