import { closeSync, openSync } from 'node:fs';
import { messageMark, type PreparationMessage, type PreparationMode } from '../../contract/preparation.ts';
import { EngineError, TargetError, UsageError } from '../../model/errors.ts';
import type { PreparationNeed } from '../bundle/preparation-bundle.ts';
import { engineEnvironment } from '../engine/environment.ts';
import { isOutOfMemory, memoryLimitMiB, outOfMemory } from '../engine/memory-limit.ts';
import { endingProblem, type ProcessEnding, runToEnd } from '../engine/run-to-end.ts';
import { type JourneyLimits, journeyLimits, watchJourney } from './journey-watch.ts';
import { newLines } from './new-lines.ts';
import { requestArgs } from './request-args.ts';
import { errorLines } from './script-errors.ts';

export interface ProcessNeed extends PreparationNeed {
  readonly enginePath: string;
  readonly baseUrl: string;
  /** Bundled before. */
  readonly script?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The user's own arguments for k6. */
  readonly extraArgs: readonly string[];
  readonly signal: AbortSignal;
  /** For tests. */
  readonly limits?: JourneyLimits;
}

export interface ModeNeed {
  readonly mode: PreparationMode;
  readonly runId: string;
  readonly count?: number;
  /** The row that a traced journey starts with. */
  readonly user?: Readonly<Record<string, string>> | undefined;
  /** The number of the way that a traced journey goes: the first by default. */
  readonly way?: number;
  /** Gets what the script sends and what the scenario prints, while it runs. */
  readonly onMessage: (message: PreparationMessage) => void;
  readonly onConsole?: (line: string) => void;
}

const pollMs = 200;
const limitMs = 24 * 3_600_000;
const invalidScript = [104, 107];

/** Runs the preparation script in k6 once, and hands on what it sends. */
export async function runMode(
  need: ProcessNeed,
  mode: ModeNeed,
  files: { script: string; channel: string },
): Promise<void> {
  // k6 would make it readable for all.
  closeSync(openSync(files.channel, 'w', 0o600));
  const lines = newLines(files.channel);
  const hasEnded = { value: false };
  const { scenario, scenarioFile, requestTimeoutMs } = need;
  const watch = watchJourney(scenarioFile, need.limits ?? journeyLimits(requestTimeoutMs, scenario.run === undefined));
  const stopped = new AbortController();
  let pid: number | undefined;
  const readOn = () => {
    for (const line of lines.read()) {
      watch.heard();
      deliver(line, mode, hasEnded);
    }
  };
  const timer = setInterval(() => {
    readOn();
    const problem = watch.problem(pid);
    if (problem !== undefined) stopped.abort(problem);
  }, pollMs);
  try {
    const ending = await runToEnd({
      command: need.enginePath,
      args: [
        ...['run', '--quiet', '--no-color', '--summary-mode', 'disabled', '--log-format', 'json'],
        ...['--console-output', files.channel],
        ...requestArgs(need.extraArgs),
        files.script,
      ],
      memoryMiB: memoryLimitMiB(undefined),
      env: environmentOf(need, mode),
      limitMs,
      signal: AbortSignal.any([need.signal, stopped.signal]),
      onStarted: (one) => {
        pid = one;
      },
    });
    readOn();
    if (!hasEnded.value && endingProblem(ending, limitMs) !== undefined) throw troubleOf(need, ending);
  } catch (error) {
    throw stopped.signal.aborted && !need.signal.aborted ? stopped.signal.reason : error;
  } finally {
    clearInterval(timer);
    lines.close();
  }
}

function deliver(line: string, { onMessage, onConsole }: ModeNeed, hasEnded: { value: boolean }): void {
  const { msg } = JSON.parse(line) as { msg: string };
  if (!msg.startsWith(messageMark)) {
    onConsole?.(msg);
    return;
  }
  const message = JSON.parse(msg.slice(messageMark.length)) as PreparationMessage;
  if (message.kind === 'end') hasEnded.value = true;
  onMessage(message);
}

/**
 * Secrets travel by environment, never by argument. k6 calls what CASELOAD_MODE names of the script that
 * bundle/preparation-bundle.ts made.
 */
const environmentOf = (need: ProcessNeed, { mode, runId, count = 1, user, way = 0 }: ModeNeed): NodeJS.ProcessEnv => ({
  ...engineEnvironment(process.env).env,
  BASE_URL: need.baseUrl,
  RUN_ID: runId,
  HEADERS: JSON.stringify(need.headers),
  CASELOAD_MODE: mode,
  CASELOAD_COUNT: String(count),
  CASELOAD_WAY: String(way),
  CASELOAD_USER: user === undefined ? '' : JSON.stringify(user),
});

/** A script that k6 cannot evaluate is the scenario's mistake; anything else is an error of k6. */
function troubleOf({ scenario, scenarioFile, enginePath }: ProcessNeed, ending: ProcessEnding): Error {
  if (isOutOfMemory(ending.exitCode, ending.stderr)) {
    return new TargetError(outOfMemory(memoryLimitMiB(undefined)), {
      hint:
        scenario.data === undefined
          ? 'look at what it sends: curl -sD - -o /dev/null <url>'
          : 'so may the data of the scenario: shorten it, or look at what the target sends',
    });
  }
  const [first] = errorLines(ending.stderr);
  if (ending.exitCode !== null && invalidScript.includes(ending.exitCode) && first !== undefined) {
    return new UsageError(`${scenarioFile} cannot be run: ${first}`, { hint: 'correct the scenario' });
  }
  return new EngineError(`${enginePath} ${endingProblem(ending, limitMs)}`, { hint: 'see: caseload doctor' });
}
