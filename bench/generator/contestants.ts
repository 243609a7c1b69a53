import { totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { garbagePercent } from '../../lib/plan/virtual-users.ts';
import { samplesOfK6 } from '../../lib/run/generator/recorded-samples.ts';
import { freePort } from '../../lib/run/process/free-port.ts';
import { runFolderAt } from '../../lib/store/run-folder.ts';
import { type BenchLoad, writeOurs, writePeer } from '../e2e-scripts.ts';

export interface Contestant {
  readonly id: 'a' | 'b' | 'c' | 'd' | 'e';
  readonly title: string;
  readonly script: string;
  /** The name of the file that k6 writes. */
  readonly samples?: string;
  /** `load` asks k6 for its figures while it runs, which costs k6 a little: so it is done here, too. */
  readonly isWatched: boolean;
  /** What `load` sets in addition to what all scripts read. */
  readonly environment: Readonly<Record<string, string>>;
}

/** As the documentation of k6 has it. */
const byHand = 'samples.csv.gz';

/** All that run, in the order of a forward round. */
export async function contestants(load: BenchLoad, folder: string): Promise<Contestant[]> {
  const script = (id: string) => join(folder, `${id}.js`);
  const plan = await writeOurs(script('a'), load, 'samples');
  writePeer(script('b'), load, 'lean');
  await writeOurs(script('c'), load, 'none');
  writePeer(script('d'), load, 'typical');
  const samples = basename(samplesOfK6(plan, runFolderAt(folder)));
  const environment = { GOGC: String(garbagePercent(plan, totalmem() / 2 ** 20)) };
  return [
    { id: 'a', title: `ours, ${samples}`, script: script('a'), samples, isWatched: true, environment },
    {
      id: 'b',
      title: `lean by hand, ${byHand}`,
      script: script('b'),
      samples: byHand,
      isWatched: false,
      environment: {},
    },
    { id: 'c', title: 'ours, no recording', script: script('c'), isWatched: true, environment },
    {
      id: 'd',
      title: 'typical by hand, no recording',
      script: script('d'),
      isWatched: false,
      environment: {},
    },
    {
      id: 'e',
      title: "lean by hand, with load's GOGC",
      script: script('b'),
      samples: byHand,
      isWatched: false,
      environment,
    },
  ];
}

/** The args of `k6 run` for a contestant; `restPort` is where a watched one answers. */
export async function k6Args(contestant: Contestant, folder: string): Promise<{ args: string[]; restPort: number }> {
  const restPort = await freePort();
  const args = [
    'run',
    '--quiet',
    '--no-color',
    ...(contestant.isWatched ? ['--address', `127.0.0.1:${restPort}`] : []),
    ...(contestant.samples ? ['--out', `csv=${join(folder, contestant.samples)}`] : []),
    contestant.script,
  ];
  return { args, restPort };
}
