import { execFileSync } from 'node:child_process';
import { engineEnvironment } from '../lib/run/engine/environment.ts';
import { findEngine } from '../lib/run/engine/find-engine.ts';

/** The k6 that `load` uses on this machine, and the environment that it gives it. */
export async function benchEngine(): Promise<{ path: string; version: string; env: NodeJS.ProcessEnv }> {
  const signal = new AbortController().signal;
  const { path, version } = await findEngine({ env: process.env, signal, onProgress: console.error });
  return { path, version, env: engineEnvironment(process.env).env };
}

/**
 * Throws unless k6 understands all scripts as the same load: executor, rate, stages, VUs, graceful stop. Only the name
 * of the exported function may differ.
 */
export function assertSameLoad(k6Path: string, scripts: readonly string[], env: NodeJS.ProcessEnv): void {
  const loads = scripts.map((file) => {
    const options = ['inspect', '--include-system-env-vars', file];
    const { scenarios } = JSON.parse(execFileSync(k6Path, options, { env, encoding: 'utf8' })) as {
      scenarios: Record<string, Record<string, unknown>>;
    };
    return JSON.stringify(Object.values(scenarios).map(({ exec, ...load }) => Object.entries(load).sort()));
  });
  for (const [index, load] of loads.entries()) {
    if (load !== loads[0]) throw new Error(`${scripts[index]} is another load:\n${load}\n${loads[0]}`);
  }
}
