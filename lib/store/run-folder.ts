import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError } from './artifacts.ts';

/** The files of a run, by the stage that writes them. */
export interface RunFolder {
  readonly path: string;
  readonly plan: string;
  readonly script: string;
  readonly environment: string;
  readonly summary: string;
  readonly samples: string;
  /** As k6 writes them, until they are compressed. */
  readonly plainSamples: string;
  readonly k6Log: string;
  readonly signals: string;
  readonly activity: string;
  readonly cpuProfile: string;
  readonly facts: string;
  readonly result: string;
  readonly findings: string;
  readonly comparison: string;
  readonly verdict: string;
  readonly report: string;
}

/** The paths of a run's files; nothing is created. */
export function runFolderAt(path: string): RunFolder {
  return {
    path,
    plan: join(path, 'plan.json'),
    script: join(path, 'script.js'),
    environment: join(path, 'environment.json'),
    summary: join(path, 'summary.json'),
    samples: join(path, 'samples.csv.gz'),
    plainSamples: join(path, 'samples.csv'),
    k6Log: join(path, 'k6.log'),
    signals: join(path, 'signals.ndjson'),
    activity: join(path, 'activity.ndjson'),
    cpuProfile: join(path, 'target.cpuprofile'),
    facts: join(path, 'run.json'),
    result: join(path, 'result.json'),
    findings: join(path, 'findings.json'),
    comparison: join(path, 'comparison.json'),
    verdict: join(path, 'verdict.json'),
    report: join(path, 'report.md'),
  };
}

/** The samples of a run that is over: compressed, unless that could not be done. */
export const samplesOf = ({ samples, plainSamples }: RunFolder): string =>
  !existsSync(samples) && existsSync(plainSamples) ? plainSamples : samples;

/** `2026-11-22T23-05-01Z`: sorts by time and is fit for a folder's name everywhere. */
export function utcStamp(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/**
 * Creates `<runsDir>/<utc>-<scenario>-<profile>`. A name that is taken (two runs in the same second) gets `-2`, `-3` …
 * Throws an ArtifactError when the folder cannot be written.
 */
export const createRunFolder = (runsDir: string, name: string): RunFolder => runFolderAt(createFolder(runsDir, name));

/** Points `latest` at a run. Throws an ArtifactError when it cannot be written. */
export function pointLatestAt({ path }: Pick<RunFolder, 'path'>): void {
  const latest = join(dirname(path), 'latest');
  const temporary = `${latest}.${process.pid}`;
  if (isSomebodys(latest)) return;
  try {
    rmSync(temporary, { force: true });
    symlinkSync(basename(path), temporary);
    renameSync(temporary, latest);
  } catch (error) {
    throw fileError(`cannot write ${latest}`, latest, error);
  }
}

/**
 * Creates `<runsDir>/<name>`, or the first of `<name>-2`, `<name>-3` … that is free. Throws an ArtifactError when it
 * cannot be written.
 */
export function createFolder(runsDir: string, name: string): string {
  try {
    mkdirSync(runsDir, { recursive: true });
    for (let attempt = 1; ; attempt++) {
      const path = join(runsDir, attempt === 1 ? name : `${name}-${attempt}`);
      try {
        mkdirSync(path);
        return path;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt >= 1_000) throw error;
      }
    }
  } catch (error) {
    throw fileError(`cannot create a run folder in ${runsDir}`, join(runsDir, name), error);
  }
}

/** Somebody's own file or folder named `latest` is left alone. */
function isSomebodys(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isSymbolicLink();
}
