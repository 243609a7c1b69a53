import { fileURLToPath } from 'node:url';

/**
 * The K6_* variables of the user that reach k6. Each only says how to reach the target or the user's own collector;
 * none changes what is sent, how often, or what is recorded.
 * - K6_INSECURE_SKIP_TLS_VERIFY: a staging target with a certificate of a private authority.
 * - K6_LOCAL_IPS: the source addresses, on a machine with several networks.
 * - K6_OTEL_*, K6_PROMETHEUS_RW_*: address and password of a collector; without effect until an `--out` names it, and
 *   the environment is the right place for the password.
 */
const kept = [/^K6_INSECURE_SKIP_TLS_VERIFY$/, /^K6_LOCAL_IPS$/, /^K6_OTEL_/, /^K6_PROMETHEUS_RW_/];

/** A k6 that we start reports nothing and fetches no extension. */
export const quietEnvironment = { K6_NO_USAGE_REPORT: 'true', K6_AUTO_EXTENSION_RESOLUTION: 'false' } as const;

const ours: Readonly<Record<string, string>> = {
  ...quietEnvironment,
  // Without it k6 reads config.json of the user's configuration folder, whose rps or batch would change the load
  // just as silently.
  K6_CONFIG: fileURLToPath(new URL('./no-options.json', import.meta.url)),
};

export interface EngineEnvironment {
  env: NodeJS.ProcessEnv;
  /**
   * Names of the variables that were taken out, sorted, to be shown to the user; not the values, which may be secret.
   */
  removed: string[];
}

/**
 * The environment for every k6 process: that of the user without the K6_* variables that would change a run behind the
 * back of its scenario (K6_VUS, K6_DURATION, K6_OUT, K6_CLOUD_* and so on), with no usage report, no extensions fetched
 * at run time and no configuration file of the user.
 */
export function engineEnvironment(env: NodeJS.ProcessEnv): EngineEnvironment {
  const removed = Object.keys(env)
    .filter((name) => name.startsWith('K6_') && !kept.some((pattern) => pattern.test(name)) && env[name] !== ours[name])
    .sort();
  const rest = Object.entries(env).filter(([name]) => !removed.includes(name));
  return { env: { ...Object.fromEntries(rest), ...ours }, removed };
}
