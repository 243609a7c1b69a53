import type { TargetRecipe } from './config.ts';

/** What may be looked into while the load runs. */
interface Watching {
  /**
   * Code is evaluated in the target's process by its inspector. Where it is left out: only in what caseload started.
   */
  readonly attach?: boolean;
  /** A CPU profile of its process is taken during the load. */
  readonly cpuProfile?: boolean;
  /** Of its database, with a password; best of a role that may only look (pg_monitor). */
  readonly databaseUrl?: string;
  /** Of its metrics in Prometheus's format: a path of its own, or an address. */
  readonly metricsUrl?: string;
}

/** What the load is to be sent to. */
export type TargetSpec = Watching & Place;

/** Whether code may be evaluated in its process: in what caseload starts, unless it is told not to. */
export const mayAttach = ({ attach, kind }: Pick<TargetSpec, 'attach' | 'kind'>): boolean => attach ?? kind !== 'url';

type Place =
  | {
      readonly kind: 'shop';
      /** Win over those of the environment. */
      readonly settings?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'recipe';
      readonly recipe: TargetRecipe;
      /** A checkout of the service. */
      readonly folder: string;
      /** The file that its output is added to. */
      readonly log: string;
      /** Values that are overwritten in the log. */
      readonly secrets?: readonly string[];
      /** Variables of the commands that start and reset it. */
      readonly settings?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'url'; readonly url: string };
