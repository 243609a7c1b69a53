import type { Difference, Fingerprint } from '../../model/comparison.ts';

const labels: Readonly<Record<keyof Fingerprint, string>> = {
  scenario: 'scenario',
  profile: 'profile',
  load: 'load',
  objectives: 'objectives',
  cpuModel: 'CPU model',
  cpuCount: 'CPU cores',
  memoryGiB: 'memory, GiB',
  os: 'operating system',
  arch: 'architecture',
  k6: 'k6',
  caseload: 'caseload',
  node: 'Node',
  database: 'database',
  knobs: 'knobs of the target',
};

const ofLoad: ReadonlySet<keyof Fingerprint> = new Set(['scenario', 'profile', 'load']);
const ofHost: ReadonlySet<keyof Fingerprint> = new Set(['cpuModel', 'cpuCount', 'memoryGiB', 'os', 'arch']);

/** What differs between two fingerprints, by name. */
export function differencesOf(a: Fingerprint, b: Fingerprint): Difference[] {
  return (Object.keys(labels) as (keyof Fingerprint)[]).flatMap((key) => {
    if (a[key] === b[key]) return [];
    const kind = ofLoad.has(key) ? ('load' as const) : ofHost.has(key) ? ('host' as const) : ('other' as const);
    return [{ name: labels[key], a: `${a[key]}`, b: `${b[key]}`, kind }];
  });
}
