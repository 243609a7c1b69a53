// How often a soak finds a leak of the reference shop, and how often it finds one where there is none. See
// bench/README.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FindingsDocument } from '../../lib/model/finding.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { table } from '../table.ts';

/** What a leak is to be found by, any one of them; without a leak, nothing must be found. */
const leaks: Readonly<Record<string, readonly string[]>> = {
  none: [],
  memory: ['shop.memory'],
  rows: ['load.p50', 'load.p95', 'database.cpu'],
  connections: ['database.connections'],
};

const sizes = readSizes({ runs: 10, seconds: 300, rate: 10 });

interface Soak {
  readonly leak: string;
  readonly variant: string;
  readonly series: readonly string[];
}

const soaks: Soak[] = [];
for (let run = 1; run <= sizes.runs; run++) {
  // In turns, so that an hour in which the machine is busy falls on all alike.
  for (const leak of Object.keys(leaks)) {
    const soak = await soakWith(leak);
    soaks.push(soak);
    console.error(`${run} of ${sizes.runs}: ${leak}: ${[soak.variant, ...soak.series].join(' ')}`);
  }
}
report();

async function soakWith(leak: string): Promise<Soak> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-soak-'));
  const load = ['-s', 'e2e', '-p', 'soak', '--rate', `${sizes.rate}`, '--duration', `${sizes.seconds}s`];
  const args = ['load', ...load, '--quiet', '--report', 'json', '--runs-dir', folder];
  const child = spawn(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], {
    // Cheap passwords: a shop at its limit has drifts of its own.
    env: { ...process.env, BCRYPT_COST: '4', FAULT_LEAK: leak },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await once(child, 'exit');
  const soak = { leak, ...driftIn(join(folder, 'latest', 'findings.json')) };
  // What went wrong is to be looked at.
  if (isRight(soak)) rmSync(folder, { recursive: true });
  else console.error(`kept: ${folder}`);
  return soak;
}

function driftIn(file: string): Omit<Soak, 'leak'> {
  const { findings } = JSON.parse(readFileSync(file, 'utf8')) as FindingsDocument;
  const drift = findings.find(({ id }) => id === 'drift');
  const { drifting } = drift?.values ?? {};
  const series = Array.isArray(drifting) ? drifting.map((one) => String(one.series)) : [];
  return { variant: drift?.variant || (drift?.status ?? 'missing'), series };
}

/** Whether a soak came to what is right. */
function isRight({ leak, variant, series }: Soak): boolean {
  const wanted = leaks[leak] ?? [];
  return wanted.length === 0
    ? series.length === 0 && variant !== 'missing'
    : wanted.some((one) => series.includes(one));
}

function report(): void {
  const rows = Object.keys(leaks).map((leak) => {
    const own = soaks.filter((soak) => soak.leak === leak);
    const series = [...new Set(own.flatMap((soak) => soak.series))].sort();
    return [leak, `${own.filter(isRight).length} of ${own.length}`, series.join(', ') || '–'];
  });
  console.log(table(['leak', 'right', 'found by'], rows));
  const isMet = soaks.every(isRight);
  console.log(`\nevery leak found, nothing found without one: ${isMet ? 'met' : 'NOT met'}\n`);
  console.log(JSON.stringify({ bench: 'soak', ...sizes, soaks }));
  process.exitCode = isMet ? 0 : 1;
}
