import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemTags } from '../lib/contract/metrics.ts';
import type { RunPlan } from '../lib/model/plan.ts';
import { defaultRequest } from '../lib/model/run-request.ts';
import { makePlan } from '../lib/plan/make-plan.ts';
import { bundleScript } from '../lib/run/bundle/bundle.ts';
import { fileOf, loadProfile, loadScenario } from '../lib/store/library.ts';

/** The load of any k6 script. */
export interface BenchLoad {
  readonly journeys: number;
  readonly vus: number;
  /** The options of its one k6 scenario. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Writes the script that `caseload load -s e2e` would hand to k6, with another load, and returns its plan. */
export async function writeOurs(file: string, load: BenchLoad, record: RunPlan['record']): Promise<RunPlan> {
  const request = defaultRequest('e2e', 'constant');
  const plan = makePlan(
    {
      ...request,
      load: {
        ...request.load,
        changes: { rateRps: load.journeys, durationMs: 1_000 },
        vus: load.vus,
        allowLarge: true,
      },
      record,
    },
    { scenario: await loadScenario('e2e'), profile: await loadProfile('constant') },
    { runId: 'bench', toolVersion: 'bench', command: '' },
  );
  const { code } = await bundleScript(fileOf('scenarios', 'e2e'), plan);
  writeFileSync(file, withLoad(code, { exec: 'journey', ...load.options }));
  return plan;
}

/** Writes the same journey by hand, with that load. */
export function writePeer(file: string, load: BenchLoad, peer: 'lean' | 'typical'): void {
  const code = readFileSync(fileURLToPath(new URL(`./generator/peer-${peer}.js`, import.meta.url)), 'utf8');
  writeFileSync(file, withLoad(code, load.options));
}

/** What all scripts read; the peers take their columns of the samples from it, too. */
export const scriptEnvironment = (baseUrl: string, summaryFile: string) => ({
  BASE_URL: baseUrl,
  RUN_ID: 'bench',
  HEADERS: '{}',
  SUMMARY: summaryFile,
  SYSTEM_TAGS: systemTags.join(),
  K6_CSV_TIME_FORMAT: 'unix_micro',
});

function withLoad(code: string, options: BenchLoad['options']): string {
  const own = /^( *)("?load"?): \{$[\s\S]*?^\1\}/m;
  if (!own.test(code)) throw new Error('a script without a k6 scenario named load');
  return code.replace(own, (_own, indent: string, name: string) => `${indent}${name}: ${JSON.stringify(options)}`);
}
