import { basename } from 'node:path';
import type { Scenario } from '../../../lib/contract/scenario.ts';
import { openPreparation } from '../../../lib/run/users/preparation.ts';
import { loadScenarioFile } from '../../../lib/store/library.ts';
import { realEngine } from '../../real-k6.ts';

interface Changes {
  readonly enginePath?: string;
  readonly requestTimeoutMs?: number;
  readonly extraArgs?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs `use` with a scenario file's preparation for the target, and closes it. */
export async function withPreparation<Result>(
  file: string,
  url: string,
  use: (preparation: Awaited<ReturnType<typeof openPreparation>>, scenario: Scenario) => Promise<Result>,
  changes: Changes = {},
): Promise<Result> {
  const scenario = await loadScenarioFile(file, basename(file, '.ts'));
  const preparation = await openPreparation({
    scenario,
    scenarioFile: file,
    requestTimeoutMs: 60_000,
    toolVersion: '0.0.0',
    target: { kind: 'url', url, headerNames: [], insecure: false },
    enginePath: (await realEngine()).path,
    baseUrl: url,
    headers: {},
    extraArgs: [],
    signal: new AbortController().signal,
    ...changes,
  });
  try {
    return await use(preparation, scenario);
  } finally {
    preparation.close();
  }
}
