import type { Scenario } from '../contract/scenario.ts';
import type { TargetRequest } from '../model/run-request.ts';
import { checkScenario } from '../plan/check-scenario.ts';
import { planData } from '../plan/data-plan.ts';
import { planTarget } from '../plan/target-plan.ts';
import { readData } from '../run/data/data-files.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { openTarget } from '../run/target/open-target.ts';
import { type JourneyFailure, journeyFailure, type Trace } from '../run/users/journey-failure.ts';
import { openPreparation } from '../run/users/preparation.ts';
import { type Way, waysOf } from '../run/users/ways.ts';
import { fileOf, loadScenario } from '../store/library.ts';
import { newRunId } from './plan-run.ts';
import { toolVersion } from './tool-version.ts';

interface TryRequest {
  readonly scenario: string;
  readonly target: TargetRequest;
  readonly enginePath: string | undefined;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** What the scenario prints. */
  readonly onConsole: (line: string) => void;
}

export interface TriedJourney {
  readonly scenario: Scenario;
  readonly way: Way;
  readonly trace: Trace;
  readonly failure: JourneyFailure | undefined;
  readonly url: string;
}

const requestTimeoutMs = 60_000;

/** One journey as the load performs it, its user prepared first, on each way that the scenario has. */
export async function tryScenario({ target, signal, say, ...request }: TryRequest): Promise<TriedJourney[]> {
  const scenario = await loadScenario(request.scenario);
  checkScenario(scenario);
  const scenarioFile = fileOf('scenarios', request.scenario);
  planData({ scenario, data: readData(scenario, scenarioFile) }, 0);
  const engine = await findEngine({ explicitPath: request.enginePath, env: process.env, signal, onProgress: say });
  const { url, stop } = await openTarget(target, { signal, onProgress: say });
  try {
    const preparation = await openPreparation({
      ...{ scenario, requestTimeoutMs, toolVersion, signal },
      target: planTarget(target),
      scenarioFile,
      enginePath: engine.path,
      baseUrl: url,
      headers: target.headers,
      extraArgs: [],
    });
    try {
      const tried: TriedJourney[] = [];
      for (const way of waysOf(scenario)) {
        const runId = `${newRunId()}-t`;
        const trace = await preparation.trace({ runId, way: way.way, onConsole: request.onConsole });
        tried.push({ scenario, way, trace, failure: journeyFailure(scenario, trace, preparation), url });
      }
      return tried;
    } finally {
      preparation.close();
    }
  } finally {
    await stop();
  }
}
