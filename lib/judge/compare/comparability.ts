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
    const [ofA, ofB] = key === 'settings' ? differingSettings(a[key], b[key]) : [`${a[key]}`, `${b[key]}`];
    return [{ name: labels[key], a: ofA, b: ofB, kind }];
  });
}

/** Of two JSON objects, as `NAME=value`, only what is not the same. */
function differingSettings(a: string, b: string): [string, string] {
  const [ofA, ofB] = [JSON.parse(a), JSON.parse(b)] as [Settings, Settings];
  const names = [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])].filter((name) => ofA[name] !== ofB[name]);
  const named = (settings: Settings) =>
    names.flatMap((name) => (name in settings ? [`${name}=${settings[name]}`] : [])).join(', ');
  return [named(ofA), named(ofB)];
}

type Settings = Readonly<Record<string, unknown>>;

/** What tells that it is the same run: its name, or all that was measured, whatever a copy of it is called. */
const keysOf = ({ name, startedAt, result }: RunKeys): string[] => [
  `${name} ${startedAt}`,
  ...(startedAt === null ? [] : [`${startedAt} ${JSON.stringify(result)}`]),
];

type RunKeys = Pick<ComparedRun, 'name' | 'startedAt' | 'result'>;

/** A run that is among `others`, or twice among `runs`: it would be compared with itself. */
export function repeatedRun(runs: readonly RunKeys[], others: readonly RunKeys[] = []): string | undefined {
  const seen = new Set(others.flatMap(keysOf));
  for (const run of runs) {
    const keys = keysOf(run);
    if (keys.some((key) => seen.has(key))) return run.name;
    for (const key of keys) seen.add(key);
  }
  return undefined;
}
