import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemTags } from '../lib/contract/metrics.ts';
import type { RunPlan } from '../lib/contract/plan.ts';
import { makePlan } from '../lib/plan/make-plan.ts';
import { bundleScript } from '../lib/run/bundle.ts';
import { fileOf, loadProfile, loadScenario } from '../lib/run/library.ts';

/** What the load of a k6 script is, whoever wrote it: the options of its one k6 scenario. */
export type K6Load = Readonly<Record<string, unknown>>;

/** Writes the script that `caseload load -s e2e` would hand to k6, with another load, and returns its plan. */
export async function writeOurs(file: string, load: K6Load, record: RunPlan['record']): Promise<RunPlan> {
  const plan = makePlan(
    await loadScenario('e2e'),
    await loadProfile('constant'),
    { shape: {}, fixtures: { mode: 'per-vu' }, record, target: { kind: 'shop' }, mayBeHuge: true },
    { runId: 'bench', toolVersion: 'bench', command: '' },
  );
  const { code } = await bundleScript(fileOf('scenarios', 'e2e'), plan);
  writeFileSync(file, withLoad(code, { exec: 'journey', ...load }));
  return plan;
}

/** Writes the same journey by hand, with that load. */
export function writePeer(file: string, load: K6Load, peer: 'lean' | 'typical'): void {
  const code = readFileSync(fileURLToPath(new URL(`./generator/peer-${peer}.js`, import.meta.url)), 'utf8');
  writeFileSync(file, withLoad(code, load));
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

function withLoad(code: string, load: K6Load): string {
  const own = /^( *)("?load"?): \{$[\s\S]*?^\1\}/m;
  if (!own.test(code)) throw new Error('a script without a k6 scenario named load');
  return code.replace(own, (_own, indent: string, name: string) => `${indent}${name}: ${JSON.stringify(load)}`);
}
