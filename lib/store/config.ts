import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Objective } from '../contract/objective.ts';
import type { Scenario } from '../contract/scenario.ts';
import type { Config } from '../model/config.ts';
import { configSchema, gateConfigSchema, targetRecipeSchema } from '../model/config-schema.ts';
import { HarnessError, UsageError } from '../model/errors.ts';
import type * as z from '../model/zod.ts';
import { unknownName } from '../plan/did-you-mean.ts';
import { parseObjective } from '../plan/parse-objective.ts';
import { importTypeScript } from './import-typescript.ts';
import { listNames, loadScenario } from './library.ts';
import { configName, ownFolder } from './own-folder.ts';

const schemas: Readonly<Record<string, z.ZodObject>> = {
  '': configSchema,
  target: targetRecipeSchema,
  gate: gateConfigSchema,
};

/**
 * The configuration of the user's project; an empty one where there is none. Throws a UsageError that names the field
 * that is wrong, and for a key that matches nothing.
 */
export async function readConfig(folder = ownFolder()): Promise<Config> {
  const file = join(folder, configName);
  if (!existsSync(file)) return {};
  const module = await importTypeScript(file).catch((cause: unknown) => {
    if (cause instanceof HarnessError) throw cause;
    throw new UsageError(`${configName} cannot be read: ${(cause as Error).message.split('\n')[0]}`, {
      hint: 'correct the file',
      cause,
    });
  });
  const parsed = configSchema.safeParse(module.default ?? {});
  if (!parsed.success) throw configError(parsed.error.issues);
  const { url, target } = parsed.data;
  if (url !== undefined && target !== undefined) {
    throw new UsageError(`${configName} has both url and target`, {
      hint: 'keep url for a service that runs already, or target for one that caseload shall start',
    });
  }
  checkScenarioKeys(parsed.data);
  return parsed.data;
}

function configError([issue]: readonly z.core.$ZodIssue[]): UsageError {
  const path = issue?.path.join('.') ?? '';
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  if (unknown !== undefined) {
    return unknownName(`key in ${[configName, path].filter(Boolean).join(': ')}`, unknown, keysAt(path));
  }
  return new UsageError(`${configName}: ${path || 'its default export'}: ${issue?.message}`, {
    hint: 'see docs/gates.md for what it may contain',
  });
}

const keysAt = (path: string): string[] => Object.keys(schemas[path]?.shape ?? {});

/** Objectives under the name of no scenario would never be judged. */
function checkScenarioKeys({ objectives = [] }: Config): void {
  if (isList(objectives)) return;
  const known = listNames('scenarios');
  const unknown = Object.keys(objectives).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unknownName(`scenario in ${configName}: objectives:`, unknown, known);
}

/**
 * The objectives that a configuration adds to a scenario. Those of a list are for every scenario, and apply where their
 * step exists. Throws a UsageError for a step that no scenario has.
 */
export async function objectivesOfConfig({ objectives = [] }: Config, { name, steps }: Scenario): Promise<Objective[]> {
  const own = steps.map((step) => step.name);
  if (!isList(objectives)) return (objectives[name] ?? []).map((one) => objectiveOfConfig(one, own));
  if (objectives.length === 0) return [];
  const everywhere = [...new Set([...own, ...(await stepsOfLibrary())])];
  return objectives
    .map((one) => objectiveOfConfig(one, everywhere))
    .filter((one) => !('step' in one) || one.step === undefined || own.includes(one.step));
}

/** Says where a mistake is, since nobody typed it just now. */
function objectiveOfConfig(text: string, steps: readonly string[]): Objective {
  try {
    return parseObjective(text, steps);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${configName}: ${error.message}`, { ...(error.hint && { hint: error.hint }), cause: error });
  }
}

const isList = (objectives: NonNullable<Config['objectives']>): objectives is readonly string[] =>
  Array.isArray(objectives);

/** Names of the steps of all scenarios; a file that is broken has none. */
async function stepsOfLibrary(): Promise<string[]> {
  const scenarios = await Promise.allSettled(listNames('scenarios').map(loadScenario));
  const steps = scenarios.flatMap((one) => (one.status === 'fulfilled' ? one.value.steps : []));
  return [...new Set(steps.map((step) => step.name))];
}
