import type { Generator } from '../generator/generator.ts';
import type { Target } from '../target/target.ts';

/** What a run has that can be watched. */
export interface Watched {
  readonly target: Target;
  readonly generator: Generator;
}

/** Takes the values of one instant, by channel. */
export type Sink<Channel extends string> = (values: Readonly<Record<Channel, number>>) => void;

/** Something that reads values from outside while a load runs. None can fail the run: what it throws ends it alone. */
export interface Collector<Channel extends string = string> {
  /** The `source` of its rows. */
  readonly id: string;
  /** The unit of each channel: `s`, `bytes`, `count`. */
  readonly channels: Readonly<Record<Channel, string>>;
  /** true, or why there is nothing for it to read in this run. */
  appliesTo(target: Target, generator: Generator): true | string;
  /** Reads until the signal aborts. */
  start(sink: Sink<Channel>, signal: AbortSignal, watched: Watched): void;
}

/** A collector whose sink takes exactly the channels that it declares. */
export const defineCollector = <Channel extends string>(collector: Collector<Channel>): Collector =>
  collector as Collector;

const everyMs = 1_000;

/** Reads at once and then each second until the signal aborts; undefined is left out. */
export function everySecond<Channel extends string>(
  sink: Sink<Channel>,
  signal: AbortSignal,
  read: () => Readonly<Record<Channel, number>> | undefined,
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
