import { text } from './fields.ts';
import * as z from './zod.ts';

/* The configuration of a project. Its types are in config.ts, which the user's own file imports without zod. */

const command = text.trim().min(1);
const objectiveList = z.array(text);

const variable = text.regex(/^[A-Za-z_]\w*$/, 'must be the name of a variable');

/** A variable of a service that moves one of its limits. */
const settingSchema = z.strictObject({
  /**
   * `hashCost`: of bcrypt; `threadPool`: threads of libuv; `pool`: connections to the database; `hotRows`: rows that
   * many journeys lock; `jwtKey`: `string` or `keyobject`, what tokens are verified with.
   */
  role: z.enum(['hashCost', 'threadPool', 'pool', 'hotRows', 'jwtKey']),
  name: variable,
  /** What it is unless it is set. */
  value: z.union([z.number().positive(), text]),
});

/** Shell commands, each run in the checkout of the build; `PORT` is in their environment. */
export const targetRecipeSchema = z.strictObject({
  /** Once for each build: `npm ci && npm run build`. */
  build: command.optional(),
  /** Starts the service on `PORT` and stays in the foreground. */
  start: command,
  /** A path that answers 2xx when the service is ready; `/health` unless it says otherwise. */
  ready: text.startsWith('/').optional(),
  /** Brings its state back to where it was, before each run: `npm run db:reset`. */
  reset: command.optional(),
  /** Names of variables that the commands are given from the environment of caseload, in addition to the usual ones. */
  env: z.array(variable).optional(),
  /** What `caseload diagnose --confirm` may change. */
  settings: z.array(settingSchema).optional(),
  /** How long `build` may take, s; 900 unless it says otherwise. `start` has a minute until it is ready. */
  buildSeconds: z.number().positive().optional(),
});

export const gateConfigSchema = z.strictObject({
  scenario: text.optional(),
  profile: text.optional(),
  /** Maximum number of pairs of runs. */
  pairs: z.int().min(1).max(100).optional(),
  /** No pair is started that would exceed this time: `30m`. */
  budget: text.optional(),
  /** One-sided probability of a false alarm: 0.05 or 0.01. */
  alpha: z.union([z.literal(0.05), z.literal(0.01)]).optional(),
  /** A change of latency that matters, percent: 10. */
  limitPercent: z.number().positive().max(1_000).optional(),
});

export const configSchema = z.strictObject({
  /** The address of a service that runs already: what `--target` names where it is left out. */
  url: text.optional(),
  /** Sent with each request; `${NAME}` stands for a variable of the environment, so that no secret is in the file. */
  headers: z.record(text, text).optional(),
  /** Objectives, for every scenario or by scenario: `'order p95 < 500ms'`. */
  objectives: z.union([objectiveList, z.record(text, objectiveList)]).optional(),
  /** How a build of the service is made and started, where caseload shall do that. */
  target: targetRecipeSchema.optional(),
  gate: gateConfigSchema.optional(),
});
