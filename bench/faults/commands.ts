import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { benchEngine } from '../k6.ts';
import type { Process } from './processes.ts';

export const victims = ['harness', 'k6', 'wrapper', 'service', 'shop', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** What a case runs, and where. */
interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Sizes {
  readonly rateRps: number;
  readonly seconds: number;
}

/** A command with everything that it starts. */
export interface FaultCommand {
  readonly name: string;
  /** From when to when each is there to be hit, ms since it was first seen. */
  readonly lives: Partial<Record<Victim, readonly [number, number]>>;
  /** A run that loses its k6 is repeated by these, so that they may end well. */
  readonly repeatsRuns?: boolean;
  /** Makes ready in the folder what the command needs; `url` is a service that outlives the case. */
  prepare(place: { readonly folder: string; readonly url: string }, sizes: Sizes): Promise<Call>;
}

const service = `import { createServer } from 'node:http';
createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(request.url === '/health' ? 200 : 201, { 'content-type': 'application/json' });
    response.end('{"accessToken":"t","ok":true}');
  });
}).listen(process.env.PORT, '127.0.0.1');
`;

/** The service in the background of its script, with a helper in a session of its own. */
const recipe = `export default {
  target: { start: 'setsid sleep 600 & node service.mjs & wait $!', ready: '/health' },
};
`;

/** A project whose configuration says how to start the service, as a git repository. */
function makeProject(folder: string): string {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'service.mjs'), service);
  writeFileSync(join(project, 'caseload.config.ts'), recipe);
  writeFileSync(join(project, '.gitignore'), 'runs/\n');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: project, stdio: 'ignore' });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'service');
  return project;
}

/** A script around k6 that leaves something in the background and goes on after it. */
async function makeWrapper(folder: string): Promise<string> {
  const file = join(folder, 'wrapped-k6');
  const { path } = await benchEngine();
  writeFileSync(file, `#!/bin/sh\nsetsid sleep 600 &\n"${path}" "$@"\ncode=$?\ntrue\nexit $code\n`);
  chmodSync(file, 0o755);
  return file;
}

const loadOf = ({ rateRps, seconds }: Sizes): string[] => [
  ...['-p', 'constant', '--rate', String(rateRps), '--duration', `${seconds}s`],
];

export const commands: readonly FaultCommand[] = [
  {
    name: 'load',
    lives: { harness: [200, 11_000], k6: [0, 6_000], shop: [0, 8_500], postgres: [0, 9_000] },
    prepare: async ({ folder }, sizes) => ({ args: ['load', '-s', 'e2e', ...loadOf(sizes)], cwd: folder, env: {} }),
  },
  {
    name: 'load, k6 in a script',
    lives: { harness: [200, 11_000], k6: [0, 6_000], wrapper: [0, 6_000] },
    prepare: async ({ folder }, sizes) => ({
      args: ['load', '-s', 'e2e', ...loadOf(sizes)],
      cwd: folder,
      env: { CASELOAD_K6: await makeWrapper(folder) },
    }),
  },
  {
    name: 'gate of a commit',
    lives: { harness: [200, 24_000], service: [0, 9_000], k6: [0, 6_000] },
    repeatsRuns: true,
    prepare: async ({ folder }, sizes) => ({
      args: ['gate', '-s', 'order-only', ...loadOf(sizes), '--pairs', '2', '--against', 'HEAD'],
      cwd: makeProject(folder),
      env: {},
    }),
  },
  {
    name: 'calibrate',
    lives: { harness: [200, 24_000] },
    repeatsRuns: true,
    prepare: async ({ folder, url }, sizes) => ({
      args: ['calibrate', '-s', 'order-only', ...loadOf({ ...sizes, seconds: 3 }), '--pairs', '4', '--target', url],
      cwd: folder,
      env: {},
    }),
  },
  {
    name: 'capacity',
    lives: { harness: [200, 25_000], k6: [0, 6_000] },
    repeatsRuns: true,
    prepare: async ({ folder, url }) => ({
      args: [
        ...['capacity', '-s', 'order-only', '--target', url],
        ...['--min-rate', '10', '--max-rate', '30', '--budget', '60s'],
      ],
      cwd: folder,
      env: {},
    }),
  },
  {
    name: 'overload',
    lives: { harness: [200, 25_000], k6: [0, 6_000] },
    repeatsRuns: true,
    prepare: async ({ folder, url }) => ({
      args: ['overload', '-s', 'order-only', '--target', url, '--capacity', '10', '--factors', '1.5'],
      cwd: folder,
      env: {},
    }),
  },
  {
    name: 'diagnose',
    lives: { harness: [200, 11_000], k6: [0, 6_000], shop: [0, 8_500] },
    repeatsRuns: true,
    prepare: async ({ folder }, sizes) => ({ args: ['diagnose', '-s', 'e2e', ...loadOf(sizes)], cwd: folder, env: {} }),
  },
  {
    name: 'sweep',
    lives: { harness: [200, 30_000], k6: [0, 3_000], shop: [0, 5_000] },
    repeatsRuns: true,
    prepare: async ({ folder }, sizes) => ({
      args: [
        ...['sweep', '--vary', 'DB_POOL_SIZE=2,5', '--repeat', '2', '-s', 'order-only'],
        ...loadOf({ ...sizes, seconds: 3 }),
      ],
      cwd: folder,
      env: {},
    }),
  },
  {
    name: 'users',
    lives: { harness: [200, 6_000] },
    prepare: async ({ folder, url }, { rateRps }) => ({
      args: [
        'users',
        '-s',
        'order-only',
        ...loadOf({ rateRps, seconds: 60 }),
        '--vus',
        '900',
        '--target',
        url,
        '-o',
        'u',
      ],
      cwd: folder,
      env: {},
    }),
  },
  {
    name: 'try',
    lives: { harness: [200, 5_000], shop: [0, 2_000], postgres: [0, 2_500] },
    prepare: async ({ folder }) => ({ args: ['try', '-s', 'e2e'], cwd: folder, env: {} }),
  },
];

const programOf = ({ args }: Process, at = 0) => basename(args[at] ?? '');

/** How each victim is recognized. */
export const isVictim: Readonly<Record<Exclude<Victim, 'harness'>, (process: Process) => boolean>> = {
  // The k6 of the load: the pre-check and the preparation of users have no summary.
  k6: (process) => programOf(process) === 'k6' && process.args[1] === 'run' && !process.args.includes('disabled'),
  wrapper: (process) => programOf(process, 1) === 'wrapped-k6' && !process.args.includes('disabled'),
  service: (process) => programOf(process) === 'node' && programOf(process, 1) === 'service.mjs',
  shop: (process) => programOf(process) === 'node' && programOf(process, 1) === 'main.js',
  // Its children rewrite their title; initdb and the single-user mode have no port.
  postgres: (process) =>
    programOf(process) === 'postgres' && process.args.includes('-D') && process.args.includes('-p'),
};
