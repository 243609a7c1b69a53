import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../lib/run/free-port.ts';
import { type ConstantLoad, e2ePlan, peerEnvironment, writeE2eBundle } from '../e2e-bundle.ts';

export interface Contestant {
  readonly id: 'a' | 'b' | 'c' | 'd';
  readonly title: string;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly records: boolean;
  /** `load` asks k6 for its figures while it runs, which costs k6 a little: so it is done here, too. */
  readonly isWatched: boolean;
}

/** All that run, in the order of a forward round. */
export async function contestants(load: ConstantLoad, folder: string, baseUrl: string): Promise<Contestant[]> {
  const recorded = join(folder, 'ours-recorded.js');
  const unrecorded = join(folder, 'ours-unrecorded.js');
  await writeE2eBundle(recorded, await e2ePlan(load, 'samples'));
  await writeE2eBundle(unrecorded, await e2ePlan(load, 'none'));
  const common = { BASE_URL: baseUrl, RUN_ID: 'bench', K6_CSV_TIME_FORMAT: 'unix_micro' };
  const ours = { ...common, HEADERS: '{}', SUMMARY: join(folder, 'summary.json') };
  const peers = { ...common, ...peerEnvironment(load) };
  const byHand = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  return [
    { id: 'a', title: 'ours, csv.gz', script: recorded, env: ours, records: true, isWatched: true },
    {
      id: 'b',
      title: 'lean by hand, csv.gz',
      script: byHand('peer-lean.js'),
      env: peers,
      records: true,
      isWatched: false,
    },
    { id: 'c', title: 'ours, no recording', script: unrecorded, env: ours, records: false, isWatched: true },
    {
      id: 'd',
      title: 'typical by hand, no recording',
      script: byHand('peer-typical.js'),
      env: peers,
      records: false,
      isWatched: false,
    },
  ];
}

/** The words of `k6 run` for a contestant; `restPort` is where a watched one answers. */
export async function k6Words(contestant: Contestant, samples: string): Promise<{ words: string[]; restPort: number }> {
  const restPort = await freePort();
  const words = [
    'run',
    '--quiet',
    '--no-color',
    ...(contestant.isWatched ? ['--address', `127.0.0.1:${restPort}`] : []),
    ...(contestant.records ? ['--out', `csv=${samples}`] : []),
    contestant.script,
  ];
  return { words, restPort };
}
