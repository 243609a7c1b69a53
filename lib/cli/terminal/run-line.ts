import { basename } from 'node:path';
import { HarnessError } from '../../model/errors.ts';
import { runFolderAt } from '../../store/run-folder.ts';
import { readResult, readStored } from '../../store/stored.ts';

/** A run in one line. */
export interface RunLine {
  readonly name: string;
  readonly validity: string;
  readonly objectives: string;
  readonly exitCode: number | null;
  /** How many of the scheduled journeys succeeded. */
  readonly journeys: string;
}

/** What a run's folder says of it; dashes where it says nothing, because the run was killed or a file is damaged. */
export function runLine(path: string): RunLine {
  const folder = runFolderAt(path);
  const verdict = orNothing(() => readStored(folder.verdict)) as
    | { validity?: string; objectives?: string; exitCode?: number }
    | undefined;
  const accounting = orNothing(() => readResult(folder.result))?.accounting;
  return {
    name: basename(path),
    validity: verdict?.validity ?? '—',
    objectives: verdict?.objectives ?? '—',
    exitCode: verdict?.exitCode ?? null,
    journeys: accounting?.scheduled == null ? '—' : `${accounting.ok ?? '—'} of ${accounting.scheduled}`,
  };
}

function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}
