/**
 * What a project imports from `caseload`: to describe its scenarios, steps, test users and profiles, and its
 * configuration. Nothing here does anything by itself; the command line reads what it describes.
 */
export type { Objective } from '../contract/objective.ts';
export { standardObjectives } from '../contract/objective.ts';
export * from '../contract/profile.ts';
export * from '../contract/scenario.ts';
export { type Config, defineConfig } from '../model/config.ts';
