import { join } from 'node:path';
import type { JourneyEnd, PreparationMessage } from '../../contract/preparation.ts';
import { UsageError } from '../../model/errors.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { bundlePreparation } from '../bundle/preparation-bundle.ts';
import { removeNow } from '../process/reaper.ts';
import { makeTemporaryFolder } from '../process/temporary-folder.ts';
import type { Trace, TracedExchange } from './journey-failure.ts';
import { type ModeNeed, type ProcessNeed, runMode } from './run-mode.ts';
import type { UserRow } from './users-file.ts';

interface TraceNeed {
  readonly runId: string;
  /** Without one, the journey prepares its own user. */
  readonly user?: UserRow | undefined;
  /** The number of its way through the scenario: the first by default. */
  readonly way?: number;
  readonly onConsole?: (line: string) => void;
}

/** k6 runs of the preparation script, which perform a journey or prepare users as the load would. */
export interface Preparation {
  readonly baseUrl: string;
  readonly scenarioFile: string;
  /** Performs one journey, as the load would, and returns each request and response. */
  trace(need: TraceNeed): Promise<Trace>;
  run(need: ModeNeed): Promise<void>;
  close(): void;
}

/**
 * Bundles the preparation script into a private folder. Its VUs hand their data over through k6's console, which is
 * written to a file of mode 0600 there: it contains tokens, and is removed with the folder (docs/decisions/0010).
 */
export async function openPreparation(need: ProcessNeed): Promise<Preparation> {
  const folder = makeTemporaryFolder('caseload-preparation-');
  try {
    const script = join(folder, 'preparation.js');
    writeArtifact(script, need.script ?? (await bundlePreparation(need)), 0o600);
    let runs = 0;
    const run = (mode: ModeNeed) => runMode(need, mode, { script, channel: join(folder, `${++runs}.ndjson`) });
    return {
      baseUrl: need.baseUrl,
      scenarioFile: need.scenarioFile,
      trace: (one) => traceJourney(run, one),
      run,
      close: () => removeNow(folder),
    };
  } catch (error) {
    removeNow(folder);
    throw error;
  }
}

async function traceJourney(run: Preparation['run'], need: TraceNeed): Promise<Trace> {
  const exchanges: TracedExchange[] = [];
  let end: JourneyEnd | undefined;
  const onMessage = (message: PreparationMessage) => {
    if (message.kind === 'exchange') exchanges.push({ ...message.exchange, phase: message.phase });
    if (message.kind === 'end') end = message.end;
  };
  await run({ ...need, mode: 'trace', onMessage });
  if (end === undefined) throw new UsageError('the journey never ended', { hint: 'see: caseload try' });
  return { exchanges, end };
}
