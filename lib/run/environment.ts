import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { Environment } from '../model/environment.ts';
import { projectFolder } from '../store/library.ts';
import type { Engine } from './engine/find-engine.ts';

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
    git: readGit(),
  };
}

function readGit(): Environment['git'] {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: projectFolder,
      encoding: 'utf8',
      timeout: 3_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return { commit: git('rev-parse', 'HEAD'), isDirty: git('status', '--porcelain', '--untracked-files=no') !== '' };
  } catch {
    // No git, or no checkout: a package that was installed.
    return null;
  }
}
