import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Hypothesis } from '../../lib/model/diagnosis.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { RunFacts } from '../../lib/model/run-facts.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { findEngine } from '../../lib/run/engine/find-engine.ts';
import { neverAborted } from '../target/shop-client.ts';

/** The program under test. */
export const caseload = fileURLToPath(new URL('../../bin/caseload.js', import.meta.url));

/** Variables of the machine or the developer that would change what is tested. */
const foreign =
  /^(CASELOAD_|DATABASE_URL|K6_|ORDER_LOCK|FAULT_|BCRYPT_|DB_|NO_COLOR|FORCE_COLOR|GITHUB_|LANG|LC_|VITEST|NODE_ENV|TEST$|npm_lifecycle_event)/;

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The folder of the scratch unless it says otherwise. */
  readonly cwd?: string;
  /** Runs this instead, with the command line of caseload as its last words. */
  readonly through?: readonly string[];
}

export interface CliEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Processes that it started, directly or not, and that still run; folders of its that are still there. */
  readonly leftovers: readonly string[];
}

export interface Cli {
  readonly process: ChildProcess;
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until the text is on stdout or stderr. */
  said(text: string | RegExp): Promise<void>;
  /** Processes below it that run now, by a word of their command line. */
  child(word: string): Promise<number>;
  readonly ended: Promise<CliEnd>;
}

/** A folder of one test file: run folders, a TMPDIR for each command, and everything else it needs. */
export class Scratch {
  readonly root: string;
  #count = 0;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'e2e-'));
    // PostgreSQL runs as another account and must get in.
    chmodSync(this.root, 0o755);
  }

  /** A path in the folder that no other call has named. */
  path(name: string): string {
    return join(this.root, `${++this.#count}-${name}`);
  }

  folder(name: string): string {
    const path = this.path(name);
    mkdirSync(path);
    return path;
  }

  /** A TMPDIR in which whatever caseload leaves behind is seen. */
  temporary(): string {
    return this.folder('tmp');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts caseload; its process group is its own, as a shell's job is. */
export function startCli(scratch: Scratch, words: readonly string[], options: CliOptions = {}): Cli {
  const temporary = scratch.temporary();
  const [command = '', ...args] = [...(options.through ?? []), process.execPath, caseload, ...words];
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const child = spawn(command, args, {
    env: { ...Object.fromEntries(inherited), TMPDIR: temporary, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: options.cwd ?? scratch.root,
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (piece: string) => {
      text[stream] += piece;
    });
    child[stream].on('error', () => {});
  }
  const pid = child.pid ?? 0;
  const seen = new Map<number, string>();
  const sampler = setInterval(() => descendants(pid).forEach((name, one) => void seen.set(one, name)), 150);
  const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('exit', (code, signal) => {
      const done = () => resolve([code, signal]);
      // What it left behind may hold the pipes open.
      child.once('close', done);
      setTimeout(done, 1_000);
    }),
  );
  const ended = closed.then(async ([code, signal]): Promise<CliEnd> => {
    clearInterval(sampler);
    const leftovers = await leftoversOf(seen, temporary);
    return { code, signal, ...text, leftovers };
  });
  let isOver = false;
  void closed.then(() => {
    isOver = true;
  });
  const waitFor = async <Found>(look: () => Found | undefined, what: string): Promise<Found> => {
    for (const deadlineMs = Date.now() + 60_000; ; await sleep(20)) {
      const found = look();
      if (found !== undefined) return found;
      if (isOver || Date.now() > deadlineMs) throw new Error(`${what} never came:\n${text.stdout}\n${text.stderr}`);
    }
  };
  return {
    process: child,
    pid,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    said: async (words) => {
      const isThere = (all: string) => (typeof words === 'string' ? all.includes(words) : words.test(all));
      await waitFor(() => (isThere(text.stderr) || isThere(text.stdout) ? true : undefined), String(words));
    },
    child: (word) =>
      waitFor(() => [...descendants(pid)].find(([, commandLine]) => commandLine.includes(word))?.[0], word),
    ended,
  };
}

/** Runs caseload to its end. */
export const runCli = (scratch: Scratch, words: readonly string[], options?: CliOptions): Promise<CliEnd> =>
  turn(() => startCli(scratch, words, options).ended);

let running = 0;
const waiting: (() => void)[] = [];

/** At most two at a time: there are two cores. */
export async function turn<Value>(run: () => Promise<Value>): Promise<Value> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await run();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** Pid and command line of every process below one, from /proc; none where there is no /proc. */
function descendants(root: number): Map<number, string> {
  const parents = new Map<number, number>();
  if (!existsSync('/proc/self/stat')) return new Map();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readProc(name, 'stat') : '';
    const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/s.exec(stat) ?? [];
    if (parent !== undefined && state !== 'Z') parents.set(Number(name), Number(parent));
  }
  const found = new Map<number, string>();
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  for (const pid of parents.keys()) if (isBelow(pid)) found.set(pid, commandLineOf(pid));
  return found;
}

/** The command line of a running process, its words separated by blanks. */
export const commandLineOf = (pid: number): string => readProc(String(pid), 'cmdline').replaceAll('\0', ' ').trim();

function readProc(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** The reaper ends its work within some 2 s after its harness. */
async function leftoversOf(seen: ReadonlyMap<number, string>, temporary: string): Promise<string[]> {
  for (const deadlineMs = Date.now() + 6_000; ; await sleep(50)) {
    const alive = [...seen].filter(
      ([pid, name]) => name !== '' && commandLineOf(pid) === name && !/\) Z /.test(readProc(String(pid), 'stat')),
    );
    const files = readdirSync(temporary);
    const all = [...alive.map(([pid, name]) => `${pid} ${name}`), ...files];
    if (all.length === 0 || Date.now() > deadlineMs) return all;
  }
}

/** Whether this machine has the program and lets us do that. */
export const works = ([command = '', ...args]: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** The lines of a text, without the empty last one. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** What a noisy moment of this machine adds to any run; whether the product sees it is tested elsewhere, on results. */
const noiseOfMachine: readonly string[] = ['noisy-host', 'generator-saturated'];

/** What `runs/latest` of a folder points at, read back. */
export function readRun(runsDir: string, name = readlinkSync(join(runsDir, 'latest'))) {
  const path = join(runsDir, name);
  const read = <Value>(file: string) => JSON.parse(readFileSync(join(path, file), 'utf8')) as Value;
  return {
    path,
    files: readdirSync(path).sort(),
    text: (file: string) => readFileSync(join(path, file), 'utf8'),
    get plan() {
      return read<RunPlan>('plan.json');
    },
    get result() {
      return read<RunResult>('result.json');
    },
    get facts() {
      return read<RunFacts>('run.json');
    },
    get findings() {
      return read<{ findings: Finding[] }>('findings.json').findings;
    },
    get hypotheses() {
      return read<{ hypotheses: Hypothesis[] }>('findings.json').hypotheses;
    },
    /** Ids of the findings with one of these statuses, apart from the machine's noise. */
    found(...statuses: readonly Finding['status'][]) {
      return idsApartFromNoise(this.findings, statuses);
    },
    get verdict() {
      return read<Verdict>('verdict.json');
    },
    /** The verdict, VALID too where it is SUSPECT for the machine's noise alone. */
    get verdictApartFromNoise(): Verdict {
      const { verdict } = this;
      const isNoise = verdict.validity === 'SUSPECT' && this.found('suspect', 'error').length === 0;
      return isNoise ? { ...verdict, validity: 'VALID' } : verdict;
    },
  };
}

export const idsApartFromNoise = (findings: readonly Finding[], statuses: readonly Finding['status'][]): string[] =>
  findings.filter(({ id, status }) => statuses.includes(status) && !noiseOfMachine.includes(id)).map(({ id }) => id);

/** The files of a complete run. */
export const allFiles = [
  'environment.json',
  'findings.json',
  'k6.log',
  'plan.json',
  'report.html',
  'report.md',
  'result.json',
  'run.json',
  'samples.csv.gz',
  'script.js',
  // CPU times are read from /proc.
  ...(existsSync('/proc/self/stat') ? ['signals.ndjson'] : []),
  'summary.json',
  'verdict.json',
];

/** The same of one at the reference shop, whose database is looked at. */
export const shopFiles = ['activity.ndjson', ...allFiles];

/** The k6 of this machine; got once, if it is not there. */
export const engine = () => findEngine({ env: process.env, signal: neverAborted, onProgress: console.log });

/**
 * A k6 whose load is that shell script, and that does not stand by for it; all else, as what is sent before the load,
 * is done by the real one.
 */
export const k6WithLoad = async (script: string): Promise<string> =>
  `#!/bin/sh\ncase "$*" in *--paused*) exit 0;; *--address*) ${script};; esac\nexec '${(await engine()).path}' "$@"\n`;
