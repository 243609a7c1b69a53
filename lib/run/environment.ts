import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { TargetSpec } from '../model/target-spec.ts';
import { projectFolder } from '../store/library.ts';
import type { Engine } from './engine/find-engine.ts';

/**
 * Where and with what a run was made: what two runs must share to be compared. Holds no secret and no value of a
 * variable.
 */
export interface Environment {
  readonly schemaVersion: 1;
  readonly host: {
    readonly cpuModel: string;
    readonly cpuCount: number;
    readonly memoryBytes: number;
    readonly os: string;
    readonly kernel: string;
    readonly arch: string;
  };
  readonly versions: {
    readonly caseload: string;
    readonly k6: string;
    readonly node: string;
    readonly database: string | null;
  };
  readonly engine: { readonly source: string };
  readonly target: {
    readonly kind: TargetSpec['kind'];
    readonly url: string;
    readonly settings: Readonly<Record<string, unknown>> | null;
  };
  /** The generator and the target share this machine's cores. */
  readonly sameHost: boolean;
  readonly git: { readonly commit: string; readonly isDirty: boolean } | null;
}

/** Reads the environment of this run. */
export function readEnvironment(about: {
  toolVersion: string;
  engine: Engine;
  target: Environment['target'];
  databaseVersion: string | null;
  sameHost: boolean;
}): Environment {
  const [cpu] = os.cpus();
  return {
    schemaVersion: 1,
    host: {
      cpuModel: cpu?.model.trim() ?? 'unknown',
      cpuCount: os.availableParallelism(),
      memoryBytes: os.totalmem(),
      os: os.type(),
      kernel: os.release(),
      arch: os.arch(),
    },
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
