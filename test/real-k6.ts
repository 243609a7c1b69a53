import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Engine } from '../lib/run/engine/engine.ts';
import { engineEnvironment } from '../lib/run/engine/environment.ts';
import { findEngine } from '../lib/run/engine/find-engine.ts';

let engine: Promise<Engine> | undefined;

/**
 * The k6 that these tests use, looked for once. Rejects when there is none to be had: a test without k6 fails, it is
 * never passed over.
 */
export function realEngine(): Promise<Engine> {
  engine ??= findEngine({
    env: process.env,
    signal: new AbortController().signal,
    onProgress: (line) => console.error(line),
  });
  return engine;
}

/** Without the variables that a bundle reads: Vitest itself sets BASE_URL. */
const { BASE_URL: _url, USERS: _file, HEADERS: _headers, RUN_ID: _id, SUMMARY: _summary, ...withoutOurs } = process.env;

interface K6Job {
  /** Source of the script, which becomes `script.js` in a folder of its own; k6 runs in that folder. */
  readonly script: string;
  /** Other files of the folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Words between `k6 run` and the script. */
  readonly args?: readonly string[];
  /** Variables beside those of engineEnvironment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files that k6 is expected to leave in the folder. */
  readonly outputs?: readonly string[];
}

export interface K6Ending {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The expected files, read before the folder goes. */
  readonly outputs: Readonly<Record<string, Buffer>>;
}

/** Runs k6 on a script in a temporary folder, which is removed afterwards. */
export async function runRealK6(job: K6Job): Promise<K6Ending> {
  const { path } = await realEngine();
  const folder = mkdtempSync(join(tmpdir(), 'caseload-k6-'));
  try {
    for (const [name, content] of Object.entries({ ...job.files, 'script.js': job.script }))
      writeFileSync(join(folder, name), content);
    const child = spawn(path, ['run', '--quiet', '--no-color', ...(job.args ?? []), 'script.js'], {
      cwd: folder,
      env: { ...engineEnvironment(withoutOurs).env, ...job.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    const outputs = Object.fromEntries((job.outputs ?? []).map((name) => [name, readFileSync(join(folder, name))]));
    return { exitCode, stdout, stderr, outputs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
