// How much the memory of k6 and of the harness grows in a long load. See bench/README.md. Linux only.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { driftOf } from '../../lib/stats/drift.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { startStandIn } from '../stand-in.ts';
import { table } from '../table.ts';

const maxGrowthMiB = 10;
const firstMinutes = 5;
const dayMinutes = 1_440;
const everyMs = 15_000;

const sizes = readSizes({ minutes: 35, rate: 100 });
const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
const standIn = await startStandIn();

interface Reading {
  readonly minute: number;
  readonly k6: number;
  readonly harness: number;
}

try {
  const load = ['-s', 'e2e', '-p', 'soak', '--rate', `${sizes.rate}`, '--duration', `${sizes.minutes}m`, '--yes'];
  const args = ['load', ...load, '--quiet', '--report', 'json', '--target', standIn.url, '--runs-dir', folder];
  const harness = spawn(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], { stdio: 'ignore' });
  const readings = await watch(harness.pid ?? 0, once(harness, 'exit'));
  report(readings);
} finally {
  standIn.stop();
  rmSync(folder, { recursive: true });
}

/** Reads both until k6 has ended; what the harness needs for its report afterwards is another bench. */
async function watch(pid: number, ended: Promise<unknown>): Promise<Reading[]> {
  const readings: Reading[] = [];
  let startedAtMs: number | undefined;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (; !isOver; await Promise.race([sleep(everyMs), ended])) {
    const k6 = loadingK6(pid);
    if (k6 === undefined) {
      if (startedAtMs !== undefined) break;
      continue;
    }
    startedAtMs ??= performance.now();
    const minute = (performance.now() - startedAtMs) / 60_000;
    readings.push({ minute, k6: residentMiB(k6), harness: residentMiB(pid) });
    if (readings.length % 20 === 0) console.error(rowOf(readings.at(-1) as Reading).join('  '));
  }
  await ended;
  return readings;
}

/** The k6 of the load, a child of the harness that writes samples. */
function loadingK6(parent: number): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    const stat = readProc(`${pid}/stat`);
    const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return parentPid === parent && readProc(`${pid}/cmdline`).includes('csv=');
  });
  return found === undefined ? undefined : Number(found);
}

function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(`${pid}/status`))?.[1] ?? Number.NaN) / 1_024;
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}

function rowOf({ minute, k6, harness }: Reading): string[] {
  return [minute.toFixed(1), k6.toFixed(1), harness.toFixed(1)];
}

/** MiB per minute after the first five, and what that is until the end and in a day. */
function growthOf(readings: readonly Reading[], of: 'k6' | 'harness') {
  const rest = readings.filter(({ minute, [of]: value }) => minute >= firstMinutes && Number.isFinite(value));
  const drift = driftOf(rest.map((reading) => reading[of]));
  const perMinute = (drift?.slope ?? Number.NaN) * (60_000 / everyMs);
  const minutes = (rest.at(-1)?.minute ?? 0) - firstMinutes;
  return { of, growthMiB: perMinute * minutes, dayMiB: (rest.at(-1)?.[of] ?? 0) + Math.max(0, perMinute) * dayMinutes };
}

function report(readings: readonly Reading[]): void {
  const perMinute = Math.round(60_000 / everyMs);
  console.log(
    table(['minute', 'k6, MiB', 'harness, MiB'], readings.filter((_, at) => at % perMinute === 0).map(rowOf)),
  );
  const growths = (['k6', 'harness'] as const).map((of) => growthOf(readings, of));
  for (const { of, growthMiB, dayMiB } of growths) {
    const isMet = growthMiB <= maxGrowthMiB ? 'met' : 'NOT met';
    console.log(
      `\n${of}: ${growthMiB < 0 ? '' : '+'}${growthMiB.toFixed(1)} MiB after the first ${firstMinutes} minutes (≤ ${maxGrowthMiB}: ${isMet}), ` +
        `${dayMiB.toFixed(0)} MiB after a day at that slope`,
    );
  }
  console.log(`\n${JSON.stringify({ bench: 'soak-memory', ...sizes, growths, readings: readings.length })}`);
  process.exitCode = growths.every(({ growthMiB }) => growthMiB <= maxGrowthMiB) ? 0 : 1;
}
