import { totalmem } from 'node:os';
import { join } from 'node:path';
import { garbagePercent } from '../../lib/plan/virtual-users.ts';
import { freePort } from '../../lib/run/process/free-port.ts';
import { type BenchLoad, writeOurs, writePeer } from '../e2e-scripts.ts';

export interface Contestant {
  readonly id: 'a' | 'b' | 'c' | 'd' | 'e';
  readonly title: string;
  readonly script: string;
  readonly records: boolean;
  /** `load` asks k6 for its figures while it runs, which costs k6 a little: so it is done here, too. */
  readonly isWatched: boolean;
  /** What `load` sets in addition to what all scripts read. */
  readonly environment: Readonly<Record<string, string>>;
}

/** All that run, in the order of a forward round. */
export async function contestants(load: BenchLoad, folder: string): Promise<Contestant[]> {
  const script = (id: string) => join(folder, `${id}.js`);
  const plan = await writeOurs(script('a'), load, 'samples');
  writePeer(script('b'), load, 'lean');
  await writeOurs(script('c'), load, 'none');
  writePeer(script('d'), load, 'typical');
  const environment = { GOGC: String(garbagePercent(plan, totalmem() / 2 ** 20)) };
  return [
    { id: 'a', title: 'ours, csv.gz', script: script('a'), records: true, isWatched: true, environment },
    { id: 'b', title: 'lean by hand, csv.gz', script: script('b'), records: true, isWatched: false, environment: {} },
    { id: 'c', title: 'ours, no recording', script: script('c'), records: false, isWatched: true, environment },
    {
      id: 'd',
      title: 'typical by hand, no recording',
      script: script('d'),
      records: false,
      isWatched: false,
      environment: {},
    },
    {
      id: 'e',
      title: "lean by hand, csv.gz, with load's GOGC",
      script: script('b'),
      records: true,
      isWatched: false,
      environment,
    },
  ];
}

/** The args of `k6 run` for a contestant; `restPort` is where a watched one answers. */
export async function k6Args(contestant: Contestant, samples: string): Promise<{ args: string[]; restPort: number }> {
  const restPort = await freePort();
  const args = [
    'run',
    '--quiet',
    '--no-color',
    ...(contestant.isWatched ? ['--address', `127.0.0.1:${restPort}`] : []),
    ...(contestant.records ? ['--out', `csv=${samples}`] : []),
    contestant.script,
  ];
  return { args, restPort };
}
