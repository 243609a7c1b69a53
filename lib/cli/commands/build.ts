import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { toolVersion } from '../../app/tool-version.ts';
import type { Profile } from '../../contract/profile.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { bundleScript, bundleWarning } from '../../run/bundle/bundle.ts';
import { fileError, writeArtifact } from '../../store/artifacts.ts';
import { fileOf, knownName, listNames, loadProfile, loadScenario, projectFolder } from '../../store/library.ts';
import { loadAll } from '../../store/load-all.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface BuildOptions {
  readonly scenario?: string;
  readonly profile?: string;
  readonly outDir: string;
  readonly sourceMap?: boolean;
  readonly minify?: boolean;
}

/**
 * `caseload build`: a script for each scenario × profile that a bare `k6 run` takes; its BASE_URL and USERS come with
 * `-e`. A scenario that is broken is one line, and exit 2 when the others are built.
 */
export async function build(options: BuildOptions, terminal: Terminal) {
  const scenarios =
    options.scenario === undefined ? listNames('scenarios') : [knownName('scenarios', options.scenario)];
  const profiles = await Promise.all(
    (options.profile === undefined ? listNames('profiles') : [options.profile]).map(loadProfile),
  );
  makeFolder(options.outDir);
  const { troubles } = await loadAll(scenarios, async (name) => {
    const scenario = await loadScenario(name);
    for (const profile of profiles) await buildOne(scenario, profile, options, terminal);
  });
  for (const line of troubles) terminal.warn(printable(line));
  return troubles.length === 0 ? exitCodes.pass : exitCodes.usage;
}

function makeFolder(outDir: string): void {
  try {
    mkdirSync(outDir, { recursive: true });
  } catch (error) {
    throw fileError(`cannot create ${outDir}`, join(outDir, 'script'), error);
  }
}

async function buildOne(
  scenario: Scenario,
  profile: Profile,
  options: BuildOptions,
  terminal: Terminal,
): Promise<void> {
  const file = fileOf('scenarios', scenario.name);
  const plan = makePlan(
    scenario,
    profile,
    { shape: {}, users: { mode: 'per-vu' }, record: 'samples', target: { kind: 'shop' }, mayBeHuge: true },
    { runId: 'build', toolVersion, command: '' },
  );
  const fromOutDir = (folder: string) => relative(resolve(options.outDir), folder) || '.';
  const bundle = await bundleScript(file, plan, {
    minify: options.minify ?? false,
    ...(options.sourceMap && { sourcesFrom: fromOutDir(projectFolder) }),
    openFrom: fromOutDir(dirname(file)),
  });
  const warning = bundleWarning(bundle);
  if (warning !== undefined) terminal.warn(`${scenario.name}.${profile.name}: ${warning}`);
  const out = join(options.outDir, `${scenario.name}.${profile.name}.js`);
  writeArtifact(out, bundle.code);
  terminal.out(`${out}  ${bundle.sizeBytes.toLocaleString('en')} bytes\n`);
}
