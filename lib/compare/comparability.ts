import type { Difference } from '../contract/comparison.ts';

/** What two runs must share for a difference between them to be the target's. Never the host's name. */
export interface Fingerprint {
  readonly scenario: string;
  readonly profile: string;
  /** The load in full: a profile of the same name may have changed. */
  readonly load: string;
  readonly objectives: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryGiB: number;
  readonly os: string;
  readonly arch: string;
  readonly k6: string;
  readonly caseload: string;
  readonly node: string;
  readonly database: string;
  readonly knobs: string;
}

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

/** Another load is another measurement. */
const ofLoad: ReadonlySet<keyof Fingerprint> = new Set(['scenario', 'profile', 'load']);
/** Another host has other latencies, whatever the target. */
const ofHost: ReadonlySet<keyof Fingerprint> = new Set(['cpuModel', 'cpuCount', 'memoryGiB', 'os', 'arch']);

/** What differs between two fingerprints, by name. `kind` says what it would take to compare all the same. */
export function differencesOf(
  a: Fingerprint,
  b: Fingerprint,
): (Difference & { readonly kind: 'load' | 'host' | 'other' })[] {
  return (Object.keys(labels) as (keyof Fingerprint)[]).flatMap((key) => {
    if (a[key] === b[key]) return [];
    const kind = ofLoad.has(key) ? ('load' as const) : ofHost.has(key) ? ('host' as const) : ('other' as const);
    return [{ name: labels[key], a: `${a[key]}`, b: `${b[key]}`, blocks: kind !== 'other', kind }];
  });
}
