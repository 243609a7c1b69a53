import type { DataSource } from './data.ts';

/** Prepared users: one for each VU, one for each journey, or those of a file of the user's own. */
export type UsersMode = 'per-vu' | 'per-journey' | 'file';

/** What the k6 script needs of the plan, baked into the bundle. */
export interface BundlePlan {
  readonly scenario: string;
  readonly profile: string;
  /** null of a closed load. */
  readonly scheduled: number | null;
  readonly requestTimeoutMs: number;
  readonly hasWarmUp: boolean;
  /** Journeys pause between their steps. */
  readonly hasPauses?: boolean;
  readonly skipsPauses?: boolean;
  /** Of a single journey: the number of the way through the scenario that it goes, instead of one by chance. */
  readonly way?: number;
  /** Each request carries the trace id of its journey, which begins with these 16 digits. */
  readonly tracePrefix?: string;
  readonly users?: { readonly mode: UsersMode; readonly provides: readonly string[]; readonly count: number };
  readonly data?: readonly DataSource[];
  /** Steps with a success rate, and its name. */
  readonly successMetrics: Readonly<Record<string, string>>;
}
