import type { Probes } from '../../../lib/run/probes/probes.ts';

/** Of a target that nobody looks into. */
export const noProbes: Probes = { node: 'not asked for', database: 'not known', close: async () => {} };
