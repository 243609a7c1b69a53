import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import type { Environment } from '../model/environment.ts';
import { ownFolder } from '../store/own-folder.ts';
import type { Engine } from './engine/engine.ts';

/** This machine, as far as it decides what can be compared. */
export function readHost(): Environment['host'] {
  const [cpu] = os.cpus();
  return {
    cpuModel: cpu?.model.trim() ?? 'unknown',
    cpuCount: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    os: os.type(),
    kernel: os.release(),
    arch: os.arch(),
  };
}

/** Reads the environment of this run. */
export function readEnvironment(about: {
  toolVersion: string;
  engine: Engine;
  target: Environment['target'];
  databaseVersion: string | null;
  sameHost: boolean;
  git: Environment['git'];
}): Environment {
  return {
    schemaVersion: 1,
    host: readHost(),
    versions: {
      caseload: about.toolVersion,
      k6: about.engine.version,
      node: process.versions.node,
      database: about.databaseVersion,
    },
    engine: { source: about.engine.source },
    target: about.target,
    sameHost: about.sameHost,
    git: about.git,
  };
}

/** The checkout of the user's project; null without git. */
export async function readGit(): Promise<Environment['git']> {
  try {
    const args = ['status', '--porcelain=v2', '--branch', '--untracked-files=no'];
    const { stdout } = await promisify(execFile)('git', args, { cwd: ownFolder(), timeout: 3_000 });
    const [, commit] = /^# branch\.oid ([0-9a-f]{40,})$/m.exec(stdout) ?? [];
    return commit === undefined ? null : { commit, isDirty: /^[^#]/m.test(stdout) };
  } catch {
    return null;
  }
}
