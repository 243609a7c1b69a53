import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toolVersion } from '../../app/tool-version.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { defaultRequest } from '../../model/run-request.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { bundleScript, bundleWarning } from '../../run/bundle/bundle.ts';
import { fileError, writeArtifact } from '../../store/artifacts.ts';
import { fileOf, listNames, loadProfile, loadScenario } from '../../store/library.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface BuildOptions {
  readonly scenario?: string;
  readonly profile?: string;
  readonly outDir: string;
  readonly sourceMap?: boolean;
  readonly minify?: boolean;
}

/** `caseload build`: a script for each scenario × profile that a bare `k6 run` takes; its BASE_URL and FIXTURES come with `-e`. */
export async function build(options: BuildOptions, terminal: Terminal) {
  const scenarios = options.scenario === undefined ? listNames('scenarios') : [options.scenario];
  const profiles = options.profile === undefined ? listNames('profiles') : [options.profile];
  const jobs = scenarios.flatMap((scenario) =>
    profiles.map((profile) => ({ scenario, profile, file: fileOf('scenarios', scenario) })),
  );
  try {
    mkdirSync(options.outDir, { recursive: true });
  } catch (error) {
    throw fileError(`cannot create ${options.outDir}`, join(options.outDir, 'script'), error);
  }
  for (const { scenario, profile, file } of jobs) {
    const request = defaultRequest(scenario, profile);
    const plan = makePlan(
      { ...request, load: { ...request.load, allowLarge: true } },
      { scenario: await loadScenario(scenario), profile: await loadProfile(profile) },
      { runId: 'build', toolVersion, command: '' },
    );
    const bundle = await bundleScript(file, plan, {
      minify: options.minify ?? false,
      sourceMap: options.sourceMap ?? false,
    });
    const warning = bundleWarning(bundle);
    if (warning !== undefined) terminal.warn(`${scenario}.${profile}: ${warning}`);
    const out = join(options.outDir, `${scenario}.${profile}.js`);
    writeArtifact(out, bundle.code);
    terminal.out(`${out}  ${bundle.sizeBytes.toLocaleString('en')} bytes\n`);
  }
  return exitCodes.pass;
}
