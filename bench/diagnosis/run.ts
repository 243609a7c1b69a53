// How often the limit of the reference shop is named rightly when a fault is put into it. See bench/README.md.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FindingsDocument } from '../../lib/model/finding.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readSizes } from '../flags.ts';
import { table } from '../table.ts';
import { type Fault, faults } from './faults.ts';

const sizes = readSizes({ passes: 3, seconds: 20, first: 1, last: faults.length });
const minRight = 0.95;

interface Outcome {
  readonly fault: Fault;
  readonly verdict: string;
  readonly confidence: string;
  readonly runnersUp: readonly string[];
}

const outcomes: Outcome[] = [];
for (let pass = 1; pass <= sizes.passes; pass++) {
  for (const fault of faults.slice(sizes.first - 1, sizes.last)) {
    const outcome = await diagnosed(fault);
    outcomes.push(outcome);
    const { verdict, confidence, runnersUp } = outcome;
    const also = runnersUp.length === 0 ? '' : `, also ${runnersUp.join(', ')}`;
    console.error(`${pass} of ${sizes.passes}: ${fault.name}: ${verdict} (${confidence})${also}`);
  }
}
report();

/** A load on a shop with the fault, and what it was said to be limited by. */
async function diagnosed(fault: Fault): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-diagnosis-'));
  const load = [
    '-s',
    fault.scenario,
    '-p',
    'constant',
    '--rate',
    `${fault.rateRps}`,
    '--duration',
    `${sizes.seconds}s`,
  ];
  const args = ['load', ...load, '--quiet', '--report', 'json', '--runs-dir', folder];
  const hogs = Array.from({ length: fault.hogs ?? 0 }, startHog);
  try {
    const child = spawn(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], {
      env: { ...process.env, ...fault.settings },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    await once(child, 'exit');
  } finally {
    for (const hog of hogs) hog.kill('SIGKILL');
  }
  const { diagnosis } = JSON.parse(readFileSync(join(folder, 'latest', 'findings.json'), 'utf8')) as FindingsDocument;
  const outcome = {
    fault,
    verdict: diagnosis?.verdict ?? 'missing',
    confidence: diagnosis?.confidence ?? '',
    runnersUp: (diagnosis?.runnersUp ?? []).map(({ id }) => id),
  };
  // What went wrong is to be looked at.
  if (isRight(outcome)) rmSync(folder, { recursive: true });
  else console.error(`kept: ${folder}`);
  return outcome;
}

function startHog(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}

function isRight({ fault, verdict }: Outcome): boolean {
  return fault.expected.includes(verdict);
}

function isConfidentlyWrong(outcome: Outcome): boolean {
  return !isRight(outcome) && outcome.confidence === 'high' && outcome.verdict !== 'undetermined';
}

function report(): void {
  const names = [...new Set(outcomes.map(({ fault }) => fault.name))];
  const rows = names.map((name) => {
    const own = outcomes.filter(({ fault }) => fault.name === name);
    const counts = new Map<string, number>();
    for (const { verdict } of own) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const verdicts = [...counts].map(([verdict, count]) => `${verdict} × ${count}`).join(', ');
    return [name, `${own.filter(isRight).length} of ${own.length}`, verdicts];
  });
  console.log(table(['fault', 'right', 'verdicts'], rows));
  const right = outcomes.filter(isRight).length / outcomes.length;
  const wrong = outcomes.filter(isConfidentlyWrong).length;
  const isMet = right >= minRight && wrong === 0;
  console.log(
    `\nright: ${(100 * right).toFixed(1)} % (≥ ${100 * minRight} %), confidently wrong: ${wrong} (0): ` +
      `${isMet ? 'met' : 'NOT met'}\n`,
  );
  console.log(JSON.stringify({ bench: 'diagnosis', ...sizes, right, wrong }));
}
