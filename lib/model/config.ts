/** What a project's `caseload.config.ts` may say; everything is optional. The command line wins over it. */
export interface Config {
  /** Objectives, for every scenario or by scenario: `'order p95 < 500ms'`. */
  readonly objectives?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** How a build of the service is made and started, for `caseload gate --against <git ref>`. */
  readonly target?: TargetRecipe;
  readonly gate?: GateConfig;
}

/** Shell commands, each run in the checkout of the build; `PORT` is in their environment. */
export interface TargetRecipe {
  /** Once for each build: `npm ci && npm run build`. */
  readonly build?: string;
  /** Starts the service on `PORT` and stays in the foreground. */
  readonly start: string;
  /** A path that answers 2xx when the service is ready; `/health` unless it says otherwise. */
  readonly ready?: string;
  /** Brings its state back to where it was, before each run: `npm run db:reset`. */
  readonly reset?: string;
  /** How long `build` may take, s; 900 unless it says otherwise. `start` has a minute until it is ready. */
  readonly buildSeconds?: number;
}

export interface GateConfig {
  readonly scenario?: string;
  readonly profile?: string;
  /** At most so many pairs of runs. */
  readonly pairs?: number;
  /** No pair is begun after this time: `30m`. */
  readonly budget?: string;
  /** One-sided probability of a false alarm: 0.05 or 0.01. */
  readonly alpha?: number;
  /** A change of latency that matters, percent: 10. */
  readonly limitPercent?: number;
}

/** The configuration, typed where it is written. */
export const defineConfig = (config: Config): Config => config;
