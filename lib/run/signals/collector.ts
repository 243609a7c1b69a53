import type { Generator } from '../generator/generator.ts';
import type { StatementCost } from '../probes/database-probe.ts';
import type { Probes } from '../probes/probes.ts';
import type { Target } from '../target/target.ts';

/** What a run has that can be watched. */
export interface Watched {
  readonly target: Target;
  readonly generator: Pick<Generator, 'processes'>;
  readonly probes: Probes;
  /** The processes of this machine that serve the target's port. To find them takes 10 ms. */
  servers(): readonly number[];
  /** What the statements of its database had cost when there was no load yet. */
  readonly statementsBefore?: readonly StatementCost[] | undefined;
  /** How often; each second where it is left out. */
  readonly everyMs?: number;
  /** How long the load is planned to take. */
  readonly loadMs?: number;
  /** A CPU profile of the target is asked for. */
  readonly isProfiled?: boolean;
  /** The run is looked at for drift: what is asked of the target itself is of use. */
  readonly isSoak?: boolean;
}

/** Takes the values of one instant (now, if none is given), by channel; what could not be read is left out. */
export type Sink<Channel extends string> = (
  values: Readonly<Partial<Record<Channel, number | undefined>>>,
  atMs?: number,
) => void;

/** Where a collector puts what is no number. */
export interface Outputs {
  /** Adds a document to the run's activity.ndjson. */
  readonly record: (document: object) => void;
  /** The file of a CPU profile. */
  readonly cpuProfile: string;
}

/** Something that reads values from outside while a load runs. None can fail the run: what it throws ends it alone. */
export interface Collector<Channel extends string = string> {
  /** The `source` of its rows. */
  readonly id: string;
  /** The unit of each channel: `s`, `bytes`, `count`. */
  readonly channels: Readonly<Record<Channel, string>>;
  /** true, or why there is nothing for it to read in this run. */
  appliesTo(watched: Watched): true | string;
  /**
   * Reads until the signal aborts. May return what is to be done once after the load.
   */
  start(
    sink: Sink<Channel>,
    signal: AbortSignal,
    watched: Watched,
    outputs: Outputs,
  ): undefined | (() => Promise<void>) | void;
}

/** A collector whose sink takes exactly the channels that it declares. */
export const defineCollector = <Channel extends string>(collector: Collector<Channel>): Collector =>
  collector as Collector;

/** Reads at once and then every second, or as often as it is said, until the signal aborts; undefined is left out. */
export function repeatedly<Channel extends string>(
  sink: Sink<Channel>,
  signal: AbortSignal,
  read: () => Readonly<Partial<Record<Channel, number>>> | undefined,
  everyMs = 1_000,
): void {
  const tick = () => {
    const values = read();
    if (values !== undefined) sink(values);
  };
  tick();
  if (signal.aborted) return;
  const timer = setInterval(() => {
    try {
      tick();
    } catch {
      clearInterval(timer);
    }
  }, everyMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
