// A scenario file as the commands take it: read by Node, tried once, and put under a small load. All of it by k6,
// against a stand-in.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WarmUp } from '../../lib/contract/profile.ts';
import { bundleScript } from '../../lib/run/bundle/bundle.ts';
import { readData } from '../../lib/run/data/data-files.ts';
import { journeyFailure } from '../../lib/run/users/journey-failure.ts';
import { loadScenarioFile } from '../../lib/store/library.ts';
import { planOf } from '../plan-of.ts';
import { runRealK6 } from '../real-k6.ts';
import { withPreparation } from '../run/users/open-preparation.ts';

/** Path of a scenario of these tests, by its name. */
export const fileOfCase = (name: string) => fileURLToPath(new URL(`scenarios/${name}.ts`, import.meta.url));

/** One traced journey, and why it failed if it did. */
export const tryFile = (file: string, url: string, headers: Readonly<Record<string, string>> = {}, way = 0) =>
  withPreparation(
    file,
    url,
    async (preparation, scenario) => {
      const trace = await preparation.trace({ runId: 'run', way });
      return { trace, failure: journeyFailure(scenario, trace, preparation) };
    },
    { headers },
  );

/** Journeys of a short load: how many were planned, and how they ended. */
export async function loadFile(file: string, url: string, rateRps = 20, warmUp?: WarmUp) {
  const scenario = await loadScenarioFile(file, basename(file, '.ts'));
  const plan = planOf(
    scenario,
    {
      ...{ name: 'short', summary: '-', executor: 'constant-arrival-rate', rateRps, durationMs: 1_000 },
      ...(warmUp && { warmUp }),
    },
    { record: 'none', data: readData(scenario, file) },
    { runId: 'run', toolVersion: '0.0.0', command: '' },
  );
  const { code } = await bundleScript(file, plan);
  const { outputs, stderr } = await runRealK6({
    script: code,
    args: ['-e', `BASE_URL=${url}`, '-e', 'SUMMARY=summary.json'],
    outputs: ['summary.json'],
  });
  const { metrics } = JSON.parse(String(outputs['summary.json'])) as {
    metrics: Record<string, { values: { count: number } }>;
  };
  const count = (metric: string) => metrics[metric]?.values.count ?? 0;
  return {
    scheduled: plan.scheduled,
    vus: plan.virtualUsers.count,
    ok: count('journeys_ok'),
    failed: count('journeys_failed'),
    stderr,
  };
}
