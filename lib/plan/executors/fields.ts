import * as z from '../../model/zod.ts';

/** The fields of profiles, each with what it may hold. */
export const rateRps = z.number().min(0.001).max(1e6);
export const targetRps = z.number().min(0).max(1e6);
export const durationMs = z.number().min(0).max(604_800_000);
export const positiveMs = durationMs.positive();
export const targetVus = z.int().min(0).max(100_000);
export const vus = targetVus.min(1);
export const iterations = z.int().min(1).max(1e9);
export const arrivals = z.enum(['even', 'poisson']).optional();
