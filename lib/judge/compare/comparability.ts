import type { ComparedRun, Difference, Fingerprint } from '../../model/comparison.ts';

const labels: Readonly<Record<keyof Fingerprint, string>> = {
  scenario: 'scenario',
  profile: 'profile',
  load: 'load',
  objectives: 'objectives',
  vus: 'VUs',
  record: 'record mode',
  users: 'test users',
  cpuModel: 'CPU model',
  cpuCount: 'CPU cores',
  memoryGiB: 'memory, GiB',
  os: 'operating system',
  arch: 'architecture',
  generator: 'load generator',
  k6: 'k6',
  caseload: 'caseload',
  node: 'Node',
  database: 'database',
  settings: 'settings of the target',
};

const ofLoad: ReadonlySet<keyof Fingerprint> = new Set(['scenario', 'profile', 'load', 'vus', 'record', 'users']);
const ofHost: ReadonlySet<keyof Fingerprint> = new Set([
  ...(['cpuModel', 'cpuCount', 'memoryGiB', 'os', 'arch', 'generator'] as const),
]);

/** What differs between two fingerprints, by name. */
export function differencesOf(a: Fingerprint, b: Fingerprint): Difference[] {
  return (Object.keys(labels) as (keyof Fingerprint)[]).flatMap((key) => {
    if (a[key] === b[key]) return [];
    const kind = ofLoad.has(key) ? ('load' as const) : ofHost.has(key) ? ('host' as const) : ('other' as const);
    return [{ name: labels[key], a: `${a[key]}`, b: `${b[key]}`, kind }];
  });
}

const keyOf = ({ name, startedAt }: Pick<ComparedRun, 'name' | 'startedAt'>): string => `${name} ${startedAt}`;

/** A run that is among `others`, or twice among `runs`: it would be compared with itself. */
export function repeatedRun(
  runs: readonly Pick<ComparedRun, 'name' | 'startedAt'>[],
  others: readonly Pick<ComparedRun, 'name' | 'startedAt'>[] = [],
): string | undefined {
  const seen = new Set(others.map(keyOf));
  for (const run of runs) {
    if (seen.has(keyOf(run))) return run.name;
    seen.add(keyOf(run));
  }
  return undefined;
}
