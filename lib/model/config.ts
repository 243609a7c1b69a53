import type { configSchema, gateConfigSchema, targetRecipeSchema } from './config-schema.ts';
import type { Document } from './fields.ts';

/** What a project's `caseload.config.ts` may say; everything is optional. The command line wins over it. */
export type Config = Document<typeof configSchema>;
/** How a build of a service is made and started. */
export type TargetRecipe = Document<typeof targetRecipeSchema>;
/** A setting of a target, by what it does. */
export type SettingRole = NonNullable<TargetRecipe['settings']>[number]['role'];
export type GateConfig = Document<typeof gateConfigSchema>;

/**
 * The configuration, typed where it is written.
 * @public
 */
export const defineConfig = (config: Config): Config => config;
